import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { IconSearch } from '../../icons.ts';
import { paletteTexts } from '../../texts/palette.ts';
import { useConnectors } from '../connectors/store.ts';
import { activeTab, showPlace, useEditor } from '../editor/store.ts';
import { commandItems, loadMissingDetails, placeItems } from './items.ts';
import { quickMode } from './modes.ts';
import { QuickRow } from './quick-row.tsx';
import { type QuickItem, type Ranked, ranker } from './rank.ts';
import { closeQuick, noteChosen, useQuick } from './store.ts';
import './palette.css';

/** The entry that goes to a line of the file on view. */
function lineItem(line: number, column: number): readonly Ranked[] {
  const tab = activeTab(useEditor.getState());
  if (tab?.kind !== 'file') return [];
  const { connector, path } = tab;
  const item: QuickItem = {
    id: 'line',
    kind: 'file',
    label: paletteTexts.goToLine(line, column),
    detail: path,
    choose: () => showPlace(connector, { file: path, line, column }, true),
  };
  return [{ item, labelHits: [], detailHits: [] }];
}

/** What fits the text of the box. What is possible is asked when the box opens, not on every change meanwhile. */
function useResults(query: string): readonly Ranked[] {
  const recent = useQuick((state) => state.recent);
  const details = useConnectors((state) => state.details);
  const list = useConnectors((state) => state.list);
  const mode = quickMode(query);
  const commands = useMemo(() => ranker(commandItems()), []);
  // The lists that come in while the box is open are what these depend on, though they are read from the stores.
  const places = useMemo(() => ({ rank: ranker(placeItems()), of: [details, list] }), [details, list]);
  if (mode.kind === 'line') return mode.line === null ? [] : lineItem(mode.line, mode.column);
  return (mode.kind === 'commands' ? commands : places.rank)(mode.search, recent);
}

const page = 10;

function Box({ query }: { readonly query: string }) {
  const base = useId();
  const results = useResults(query);
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const at = Math.min(chosen, results.length - 1);
  const mode = quickMode(query).kind;

  useEffect(() => {
    let live = true;
    void loadMissingDetails(() => live);
    return () => {
      live = false;
    };
  }, []);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const change = (text: string) => {
    setChosen(0);
    useQuick.setState({ query: text });
  };
  const choose = (ranked: Ranked | undefined) => {
    if (ranked === undefined) return;
    closeQuick();
    if (ranked.item.id !== 'line') noteChosen(ranked.item.id);
    // After the box gave the focus back, so that what is chosen can take it.
    setTimeout(() => ranked.item.choose(), 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = results.length - 1;
    if (event.key === 'ArrowDown') setChosen(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setChosen(at <= 0 ? last : at - 1);
    else if (event.key === 'PageDown') setChosen(Math.min(last, at + page));
    else if (event.key === 'PageUp') setChosen(Math.max(0, at - page));
    else if (event.key === 'Enter') choose(results[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className="quick-input">
        <IconSearch size={15} aria-hidden />
        <input
          // The box is opened to type in it.
          data-autofocus
          role="combobox"
          aria-label={paletteTexts.search}
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={results.length > 0 ? `${base}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={paletteTexts.placeholder[mode]}
          value={query}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <div ref={list} id={`${base}-list`} role="listbox" aria-label={paletteTexts.results} className="quick-list">
        {results.map((ranked, index) => (
          <QuickRow
            key={ranked.item.id}
            id={`${base}-${index}`}
            ranked={ranked}
            index={index}
            chosen={index === at}
            onChoose={() => choose(ranked)}
          />
        ))}
      </div>
      <div className="quick-foot dim" role="status">
        <span>{results.length === 0 ? paletteTexts.nothing[mode] : paletteTexts.count(results.length)}</span>
        <span className="grow" />
        <span>{paletteTexts.hint[mode]}</span>
      </div>
    </>
  );
}

/** The one box for finding: commands after `>`, a line after `:`, else files, entities, connections and runs. */
export function QuickOpen() {
  const query = useQuick((state) => state.query);
  return (
    <Modal
      opened={query !== null}
      onClose={closeQuick}
      withCloseButton={false}
      padding={0}
      size={640}
      yOffset="6vh"
      attributes={{ content: { 'aria-label': paletteTexts.title } }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      classNames={{ content: 'quick', body: 'quick-body' }}
    >
      {query === null ? null : <Box query={query} />}
    </Modal>
  );
}

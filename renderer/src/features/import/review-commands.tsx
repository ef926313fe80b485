import { Button, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { ReportCommand } from '../../../../shared/import/report.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { Empty } from '../../components/states.tsx';
import { IconSearch } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { CommandDetail } from './command-detail.tsx';
import { filterCommands } from './command-rows.ts';
import { tagsOf } from './entity-rows.ts';
import { chooseAll, flipChosen, useReview } from './review-store.ts';
import { TakeBox } from './take-box.tsx';

const columnsOf = (chosen: ReadonlySet<string>): readonly GridColumn<ReportCommand>[] => [
  {
    id: 'chosen',
    title: texts.take,
    width: '44px',
    cell: (row) => (
      <TakeBox name={row.name} checked={chosen.has(row.name)} onChange={() => flipChosen('commands', row.name)} />
    ),
  },
  {
    id: 'name',
    title: texts.name,
    width: 'minmax(140px, 1.2fr)',
    cell: (row) => <span className="mono">{visibleText(row.name)}</span>,
  },
  {
    id: 'operation',
    title: texts.operation,
    width: 'minmax(180px, 1.8fr)',
    cell: (row) => <Operation operation={row.operation} />,
  },
  {
    id: 'effect',
    title: texts.effect,
    width: '66px',
    cell: (row) => (row.sideEffect ? <span className="tone-warn">{texts.writes}</span> : 'reads'),
  },
  {
    id: 'capability',
    title: texts.capability,
    width: 'minmax(110px, 1fr)',
    cell: (row) => <span className="mono">{visibleText(row.capability ?? '–')}</span>,
  },
  { id: 'params', title: texts.params, width: '56px', align: 'end', cell: (row) => row.params.length },
  {
    id: 'title',
    title: texts.description,
    width: 'minmax(120px, 1.5fr)',
    cell: (row) => (
      <span className="dim">
        {row.deprecated ? 'deprecated: ' : ''}
        {visibleText(row.title ?? row.description ?? '')}
      </span>
    ),
  },
];

/** The commands that were found; there can be a thousand. */
export function ReviewCommands({ commands }: { readonly commands: readonly ReportCommand[] }) {
  const chosen = useReview((state) => state.review.commands);
  const [text, setText] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const [selected, setSelected] = useState(-1);
  const [open, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => filterCommands(commands, text, tag), [commands, text, tag]);
  const tags = useMemo(() => tagsOf(commands), [commands]);
  const columns = useMemo(() => columnsOf(chosen), [chosen]);
  const command = rows[selected];
  if (commands.length === 0) return <Empty title={texts.noCommandsFound} />;
  const takeAll = (all: boolean) =>
    chooseAll(
      'commands',
      rows.map((row) => row.name),
      all,
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') search.current?.focus();
    else if (event.key === 'Escape' && open) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="review-split" {...{ onKeyDown }}>
      <div className="review-main">
        <div className="choice-bar">
          <TextInput
            ref={search}
            aria-label={texts.searchCommands}
            placeholder={texts.search}
            leftSection={<IconSearch size={13} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            w={190}
          />
          {tags.length > 1 ? (
            <Select
              aria-label={texts.tag}
              placeholder={texts.anyTag}
              clearable
              searchable
              w={160}
              data={tags.map((one) => ({ value: one.tag, label: `${visibleText(one.tag)} (${one.count})` }))}
              value={tag}
              onChange={setTag}
            />
          ) : null}
          <span className="grow" />
          <span className="dim" role="status">
            {rows.length === commands.length ? '' : texts.shown(formatCount(rows.length), formatCount(commands.length))}
          </span>
          <Button.Group>
            <Button variant="default" size="compact-sm" aria-label={texts.selectAll} onClick={() => takeAll(true)}>
              {texts.all}
            </Button>
            <Button variant="default" size="compact-sm" aria-label={texts.selectNone} onClick={() => takeAll(false)}>
              {texts.noneOfThem}
            </Button>
          </Button.Group>
        </div>
        <DataGrid
          label={texts.commandsFound}
          rows={rows}
          columns={columns}
          rowHeight={26}
          focusRef={grid}
          recycle
          selected={selected}
          onSelect={setSelected}
          onOpen={() => setOpen(true)}
          onToggle={(index) => {
            const row = rows[index];
            if (row) flipChosen('commands', row.name);
          }}
          rowClass={(row) => (chosen.has(row.name) ? undefined : 'row-pending')}
        />
      </div>
      {open && command ? (
        <CommandDetail
          command={command}
          onClose={() => {
            setOpen(false);
            grid.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}

import { ActionIcon, Button, Menu, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type LogLine, logLevels } from '../../../../shared/run/run.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Highlighted } from '../../components/highlighted.tsx';
import { Empty } from '../../components/states.tsx';
import { useGridLayout } from '../../components/use-grid-layout.ts';
import { IconCopy, IconSearch, IconTerminal } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatOffset } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { stripAnsi, visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { logsTexts as texts } from '../../texts/logs.ts';
import { useConnectors } from '../connectors/store.ts';
import { showPlace } from '../editor/store.ts';
import { useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { type LogLevel, type LogRow, logRows, placeIn } from './log-rows.ts';
import './logs.css';

const none: readonly LogLine[] = [];
const noFiles: readonly { readonly path: string }[] = [];

const tones: Record<LogLevel, string> = { trace: 'dim', debug: 'dim', info: 'info', warn: 'warn', error: 'error' };

const columnsFor = (wanted: string): readonly GridColumn<LogRow>[] => [
  {
    id: 'at',
    title: texts.columns.time,
    width: '84px',
    align: 'end',
    cell: (row) => (row.kind === 'gap' ? '' : <span className="dim">{formatOffset(row.line.atMs)}</span>),
  },
  {
    id: 'level',
    title: texts.columns.level,
    width: '58px',
    cell: (row) =>
      row.kind === 'gap' ? '' : <span className={`tone-${tones[row.line.level]}`}>{row.line.level}</span>,
  },
  {
    id: 'text',
    title: texts.columns.message,
    width: 'minmax(200px, 1fr)',
    cell: (row) =>
      row.kind === 'gap' ? (
        <span className="dim">{texts.gap(counted.lines(row.dropped))}</span>
      ) : (
        <span className="mono">
          <Highlighted text={stripAnsi(row.line.text).replaceAll('\n', ' ⏎ ')} wanted={wanted.trim()} />
        </span>
      ),
  },
];

const rowClass = (row: LogRow): string | undefined => {
  if (row.kind === 'gap') return 'row-warn';
  return row.line.level === 'error' ? 'row-error' : row.line.level === 'warn' ? 'row-warn' : undefined;
};

const textOf = (row: LogRow | undefined): string => (row?.kind === 'line' ? stripAnsi(row.line.text) : '');

/** Lines as they are copied: time, level, message. */
const copied = (rows: readonly LogRow[]): string =>
  rows
    .flatMap((row) =>
      row.kind === 'gap'
        ? texts.gap(counted.lines(row.dropped))
        : `${formatOffset(row.line.atMs)} ${row.line.level} ${stripAnsi(row.line.text)}`,
    )
    .join('\n');

/** What the code of the run on view logged. */
export function LogsPanel() {
  const view = useRun((state) => state.view);
  const [least, setLeast] = useState<LogLevel>('trace');
  const [text, setText] = useState('');
  const [selected, setSelected] = useState(-1);
  const [follow, setFollow] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const wanted = useDeferredValue(text);
  const all = view?.logs ?? none;
  const dropped = view?.logsDropped ?? 0;
  const connector = view?.connector;
  const detail = useConnectors((state) => (connector === undefined ? undefined : state.details.get(connector)));
  const files = loadedValue(detail)?.files ?? noFiles;
  const known = useMemo(() => new Set(files.map((file) => file.path)), [files]);
  const rows = useMemo(() => logRows(all, dropped, least, wanted), [all, dropped, least, wanted]);
  const columns = useMemo(() => columnsFor(wanted), [wanted]);
  const layout = useGridLayout('logs');
  if (all.length === 0)
    return (
      <Empty icon={<IconTerminal size={24} stroke={1.4} aria-hidden />} title={texts.empty}>
        <p>{texts.emptyText}</p>
      </Empty>
    );
  const line = rows[selected];
  const place = line?.kind === 'line' ? placeIn(line.line.text, known) : undefined;
  const goTo = (index: number) => {
    const row = rows[index];
    const there = row?.kind === 'line' ? placeIn(row.line.text, known) : undefined;
    if (there && connector !== undefined) showPlace(connector, there, true);
    else if (row) copyText(textOf(row), texts.line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key.toLowerCase() === 'f') input.current?.focus();
    else if (isControl && event.key.toLowerCase() === 'c' && event.target === grid.current && line)
      copyText(textOf(line), texts.line);
    else if (event.key === 'Escape' && event.target === input.current) {
      setText('');
      grid.current?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const lines = rows.length - (dropped > 0 ? 1 : 0);
  const count = counted.lines(all.length);
  return (
    <div className="fill" {...{ onKeyDown }}>
      <div className="request-bar">
        <Select
          aria-label={texts.level}
          w={100}
          data={[...logLevels]}
          value={least}
          onChange={(value) => setLeast(logLevels.find((level) => level === value) ?? 'trace')}
        />
        <TextInput
          ref={input}
          aria-label={texts.filter}
          placeholder={texts.filter}
          leftSection={<IconSearch size={13} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={220}
        />
        <span>
          {texts.lines(String(lines), count, lines === all.length)}
          {dropped > 0 ? `, ${texts.dropped(counted.lines(dropped))}` : ''}
        </span>
        <span className="grow" />
        <Switch label={texts.follow} checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} />
        <Tooltip label={texts.copyAll}>
          <ActionIcon aria-label={texts.copyAll} onClick={() => copyText(copied(rows), texts.logs)}>
            <IconCopy size={13} />
          </ActionIcon>
        </Tooltip>
      </div>
      {lines === 0 ? (
        <Empty title={texts.noMatch}>
          <Button variant="default" onClick={() => setText('')}>
            {texts.clear}
          </Button>
        </Empty>
      ) : (
        <DataGrid
          label={texts.label}
          {...{ rows, columns, layout, selected, rowClass }}
          focusRef={grid}
          onSelect={setSelected}
          onOpen={goTo}
          menu={(index) => (
            <>
              <Menu.Item onClick={() => copyText(textOf(rows[index]), texts.line)}>{texts.copyLine}</Menu.Item>
              <Menu.Item onClick={() => copyText(copied(rows), texts.logs)}>{texts.copyAll}</Menu.Item>
              {place && connector !== undefined ? (
                <Menu.Item onClick={() => showPlace(connector, place, true)}>
                  {texts.goToPlace(`${place.file}:${place.line}`)}
                </Menu.Item>
              ) : null}
            </>
          )}
          follow={follow && isLive(view)}
          recycle
        />
      )}
      {line?.kind === 'line' && (line.line.text.length > 120 || line.line.text.includes('\n')) ? (
        <pre className="log-line mono">{visibleText(textOf(line))}</pre>
      ) : null}
    </div>
  );
}

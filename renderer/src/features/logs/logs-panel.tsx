import { Select, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { type LogLine, logLevels } from '../../../../shared/run/run.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { IconSearch, IconTerminal } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatOffset, formatPlural } from '../../lib/format.ts';
import { stripAnsi, visibleText } from '../../lib/text.ts';
import { useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { filterLogs, type LogLevel } from './filter.ts';
import './logs.css';

const none: readonly LogLine[] = [];

const tones: Record<LogLevel, string> = { trace: 'dim', debug: 'dim', info: 'info', warn: 'warn', error: 'error' };

const columns: readonly GridColumn<LogLine>[] = [
  {
    id: 'at',
    title: 'Time',
    width: '84px',
    align: 'end',
    cell: (row) => <span className="dim">{formatOffset(row.atMs)}</span>,
  },
  {
    id: 'level',
    title: 'Level',
    width: '58px',
    cell: (row) => <span className={`tone-${tones[row.level]}`}>{row.level}</span>,
  },
  {
    id: 'text',
    title: 'Message',
    width: 'minmax(200px, 1fr)',
    cell: (row) => <span className="mono">{visibleText(stripAnsi(row.text).replaceAll('\n', ' ⏎ '))}</span>,
  },
];

const rowClass = (line: LogLine): string | undefined =>
  line.level === 'error' ? 'row-error' : line.level === 'warn' ? 'row-warn' : undefined;

/** What the code of the run on view logged. */
export function LogsPanel() {
  const view = useRun((state) => state.view);
  const [least, setLeast] = useState<LogLevel>('trace');
  const [text, setText] = useState('');
  const [selected, setSelected] = useState(-1);
  const wanted = useDeferredValue(text);
  const all = view?.logs ?? none;
  const rows = useMemo(() => filterLogs(all, least, wanted), [all, least, wanted]);
  const live = isLive(view);
  if (all.length === 0)
    return (
      <Empty icon={<IconTerminal size={24} stroke={1.4} aria-hidden />} title="Nothing was logged">
        <p>Lines of log.info(…), console.log(…) and their like appear here as the code runs.</p>
      </Empty>
    );
  const line = rows[selected];
  return (
    <div className="fill">
      <div className="request-bar">
        <Select
          aria-label="Least level"
          w={100}
          data={[...logLevels]}
          value={least}
          onChange={(value) => setLeast(logLevels.find((level) => level === value) ?? 'trace')}
        />
        <TextInput
          aria-label="Filter logs"
          placeholder="Filter"
          leftSection={<IconSearch size={13} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={220}
        />
        <span>
          {formatPlural(rows.length, 'line')}
          {view !== null && view.logsDropped > 0
            ? `, ${formatPlural(view.logsDropped, 'more line')} over the limit`
            : ''}
        </span>
      </div>
      <DataGrid
        label="Logs"
        rows={rows}
        columns={columns}
        selected={selected}
        onSelect={setSelected}
        onOpen={() => line && copyText(stripAnsi(line.text), 'line')}
        rowClass={rowClass}
        follow={live}
        recycle
      />
      {line !== undefined && (line.text.length > 120 || line.text.includes('\n')) ? (
        <pre className="log-line mono">{visibleText(stripAnsi(line.text))}</pre>
      ) : null}
    </div>
  );
}

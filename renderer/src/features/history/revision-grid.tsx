import { useEffect, useMemo } from 'react';
import type { Revision } from '../../../../shared/contract/connectors.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { batched } from '../../lib/batched.ts';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { historyTexts } from '../../texts/history.ts';
import { Lines } from './lines.tsx';
import { totalLines } from './model.ts';
import { diffKey, loadDiffs, useHistory } from './store.ts';

/** Rows come into view one by one; what they ask for travels together. */
const counting = batched<{ readonly connector: string; readonly number: number }>((rows) => {
  for (const [connector, group] of Map.groupBy(rows, (row) => row.connector))
    void loadDiffs(
      connector,
      group.map(({ number }) => ({ from: number - 1, to: number })),
    );
});

interface CountProps {
  readonly connector: string;
  readonly number: number;
  readonly path: string | undefined;
}

function Count({ connector, number, path }: CountProps) {
  const diff = useHistory((state) => state.diffs.get(diffKey(connector, number - 1, number)));
  const isThere = diff !== undefined;
  useEffect(() => {
    if (!isThere) counting.add([{ connector, number }]);
  }, [isThere, connector, number]);
  return isThere ? <Lines {...totalLines(diff.files, path)} /> : null;
}

interface RevisionGridProps {
  readonly connector: string;
  readonly path: string | undefined;
  readonly revisions: readonly Revision[];
  readonly newest: number;
  readonly selected: number;
  onSelect(revision: number): void;
}

/** The revisions, newest first, each with what it changed. */
export function RevisionGrid({ connector, path, revisions, newest, selected, onSelect }: RevisionGridProps) {
  const columns = useMemo(
    (): readonly GridColumn<Revision>[] => [
      { id: 'number', title: '#', width: '52px', align: 'end', cell: (one) => one.number },
      {
        id: 'message',
        title: historyTexts.columns.message,
        width: 'minmax(120px, 1fr)',
        cell: (one) => (
          <span className="revision-message ellipsis">
            {one.label === undefined ? null : <span className="revision-label">{visibleText(one.label)}</span>}
            {one.number === newest ? <span className="revision-newest">{historyTexts.newest}</span> : null}
            {visibleText(one.message) || historyTexts.saved}
          </span>
        ),
      },
      {
        id: 'lines',
        title: historyTexts.columns.lines,
        width: '92px',
        align: 'end',
        cell: (one) => <Count connector={connector} number={one.number} path={path} />,
      },
      {
        id: 'files',
        title: historyTexts.columns.files,
        width: '48px',
        align: 'end',
        cell: (one) => <span className="dim">{one.changed.length}</span>,
      },
      {
        id: 'time',
        title: historyTexts.columns.time,
        width: '104px',
        cell: (one) => (
          <time className="dim" dateTime={one.createdAt}>
            {formatTime(one.createdAt)}
          </time>
        ),
      },
    ],
    [connector, path, newest],
  );
  return (
    <DataGrid
      label={historyTexts.list}
      rows={revisions}
      columns={columns}
      selected={revisions.findIndex((one) => one.number === selected)}
      onSelect={(index) => {
        const row = revisions[index];
        if (row) onSelect(row.number);
      }}
    />
  );
}

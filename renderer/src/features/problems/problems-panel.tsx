import { useMemo, useState } from 'react';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useConnectors } from '../connectors/store.ts';
import { showPlace } from '../editor/store.ts';
import { type Problem, problemsOf, useProblems } from './store.ts';

const columns: readonly GridColumn<Problem>[] = [
  {
    id: 'severity',
    title: 'Kind',
    width: '80px',
    cell: ({ severity }) =>
      severity === 'error' ? (
        <span className="tone-error problem-kind">
          <IconAlertCircle size={13} aria-hidden /> error
        </span>
      ) : (
        <span className="tone-warn problem-kind">
          <IconAlertTriangle size={13} aria-hidden /> warning
        </span>
      ),
  },
  {
    id: 'message',
    title: 'Message',
    width: 'minmax(240px, 1fr)',
    cell: (row) => visibleText(row.message.replaceAll('\n', ' ')),
  },
  {
    id: 'place',
    title: 'Place',
    width: '220px',
    cell: (row) => (
      <span className="mono dim">
        {row.path}:{row.line}:{row.column}
      </span>
    ),
  },
  { id: 'source', title: 'Source', width: '90px', cell: (row) => <span className="dim">{row.source}</span> },
];

/** What is wrong in the files of the connector that is worked on; Enter goes there. */
export function ProblemsPanel() {
  const connector = useConnectors((state) => state.active);
  const all = useProblems((state) => state.problems);
  const rows = useMemo(() => problemsOf(all, connector), [all, connector]);
  const [selected, setSelected] = useState(-1);
  if (rows.length === 0)
    return (
      <Empty icon={<IconCircleCheck size={24} stroke={1.4} aria-hidden />} title="No problems">
        <p>Files are checked as soon as they are open in the editor.</p>
      </Empty>
    );
  return (
    <div className="fill">
      <DataGrid
        label="Problems"
        rows={rows}
        columns={columns}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => {
          const problem = rows[index];
          if (problem)
            showPlace(problem.connector, { file: problem.path, line: problem.line, column: problem.column }, true);
        }}
      />
    </div>
  );
}

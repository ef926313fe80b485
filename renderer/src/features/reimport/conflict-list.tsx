import { useMemo, useRef, useState } from 'react';
import type { MergeConflict, MergePlan } from '../../../../shared/import/merge.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';
import { ConflictView } from './conflict-view.tsx';
import { type Answers, resolutionOf } from './model.ts';

interface ConflictListProps {
  readonly plan: MergePlan;
  readonly answers: Answers;
}

/** The conflicts of a merge, and the one that is looked at. */
export function ConflictList({ plan, answers }: ConflictListProps) {
  const [selected, setSelected] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const columns = useMemo(
    (): readonly GridColumn<MergeConflict>[] => [
      {
        id: 'what',
        title: texts.what,
        width: 'minmax(120px, 1fr)',
        cell: (row) => <span className="mono">{visibleText(row.what)}</span>,
      },
      {
        id: 'file',
        title: texts.file,
        width: 'minmax(110px, 1fr)',
        cell: (row) => <span className="mono dim">{visibleText(row.file)}</span>,
      },
      {
        id: 'settled',
        title: texts.settled,
        width: '112px',
        cell: (row) => {
          const settled = resolutionOf(row, answers);
          return settled === undefined ? <span className="tone-warn">{texts.open}</span> : texts.resolutions[settled];
        },
      },
    ],
    [answers],
  );
  if (plan.conflicts.length === 0)
    return (
      <Empty title={texts.noConflicts}>
        <p>{texts.nothingYouChangedWas}</p>
      </Empty>
    );
  const conflict = plan.conflicts[Math.min(selected, plan.conflicts.length - 1)];
  return (
    <div className="merge-split">
      <div className="merge-list">
        <DataGrid
          label={texts.conflicts}
          rows={plan.conflicts}
          columns={columns}
          rowHeight={26}
          focusRef={grid}
          selected={selected}
          onSelect={setSelected}
        />
      </div>
      {conflict ? <ConflictView conflict={conflict} answers={answers} /> : null}
    </div>
  );
}

import { useMemo, useRef, useState } from 'react';
import type { ImportWarning } from '../../../../shared/import/report.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { IconChevronRight } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { DetailPanel } from './detail-panel.tsx';
import { flipped } from './review.ts';
import { SourcePlace } from './source-place.tsx';
import { type WarningRow, warningRows } from './warning-rows.ts';

const columns: readonly GridColumn<WarningRow>[] = [
  {
    id: 'message',
    title: texts.warning,
    width: 'minmax(260px, 2fr)',
    cell: (row) =>
      row.kind === 'group' ? (
        <strong className="warning-group">
          <IconChevronRight size={12} className={row.open ? 'turned' : ''} aria-hidden />
          {visibleText(row.code.replaceAll('_', ' '))} <span className="dim">{formatCount(row.count)}</span>
        </strong>
      ) : (
        <span className="warning-item" title={visibleText(row.warning.message)}>
          {visibleText(row.warning.message)}
        </span>
      ),
  },
  {
    id: 'pointer',
    title: texts.where,
    width: 'minmax(140px, 1fr)',
    cell: (row) => (row.kind === 'group' ? null : <span className="mono dim">{visibleText(row.warning.pointer)}</span>),
  },
];

interface ReviewWarningsProps {
  readonly warnings: readonly ImportWarning[];
  readonly importId: string;
}

/** What the import could not take as it stands, by kind; the selected one with its place in the source. */
export function ReviewWarnings({ warnings, importId }: ReviewWarningsProps) {
  const [selected, setSelected] = useState(-1);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const grid = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => warningRows(warnings, closed), [warnings, closed]);
  const row = rows[selected];
  if (warnings.length === 0) return <Empty title={texts.noWarnings} />;
  const fold = (index: number): void => {
    const at = rows[index];
    if (at?.kind === 'group') setClosed(flipped(closed, at.code));
  };
  return (
    <div className="review-split">
      <div className="review-main">
        <DataGrid
          label={texts.warnings}
          rows={rows}
          columns={columns}
          rowHeight={26}
          focusRef={grid}
          selected={selected}
          onSelect={setSelected}
          onOpen={fold}
          onToggle={fold}
        />
      </div>
      {row?.kind === 'warning' ? (
        <DetailPanel
          title={visibleText(row.warning.code.replaceAll('_', ' '))}
          onClose={() => {
            setSelected(-1);
            grid.current?.focus();
          }}
        >
          <p className="detail-text">{visibleText(row.warning.message)}</p>
          <SourcePlace importId={importId} pointer={row.warning.pointer} />
        </DetailPanel>
      ) : null}
    </div>
  );
}

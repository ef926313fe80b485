import type { RunComparison } from '../../../../shared/run/compare/types.ts';
import { formatCount } from '../../lib/format.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { type ChangeRow, changeRows, requestRows, rowRows } from './change-rows.ts';

type Counts = RunComparison['requests']['counts'];

const countsText = ({ added, removed, changed, same }: Counts): string =>
  texts.counts(formatCount(added), formatCount(removed), formatCount(changed), formatCount(same));

/** One part of a comparison: result, requests and the like. */
export interface ComparisonPart {
  readonly id: string;
  /** Number of differences. */
  readonly count: number;
  readonly label: string;
  /** What stands above the list. */
  readonly note: string;
  readonly rows: readonly ChangeRow[];
  readonly more: number;
  /** Said where there is nothing to list. */
  readonly same: string;
}

const countOf = ({ added, removed, changed }: Counts): number => added + removed + changed;

/** The parts of a comparison, each with the number of its differences. */
export function partsOf(found: RunComparison): readonly ComparisonPart[] {
  const { requests, result, findings, record } = found;
  const resultPart = (): Omit<ComparisonPart, 'id' | 'label'> & { readonly title: string } => {
    switch (result.kind) {
      case 'none':
        return { title: texts.result, note: '', rows: [], more: 0, same: texts.noResult, count: 0 };
      case 'rows': {
        const rows = rowRows(result);
        const count = countOf(result.counts);
        const by = result.key.length === 0 ? texts.byPosition : texts.byKey(result.key.join(', '));
        const note = `${countsText(result.counts)}; ${by}`;
        const listed = result.added.length + result.removed.length + result.changed.length;
        return { title: texts.rows, note, rows, more: count - listed, same: texts.resultSame, count };
      }
      case 'schema': {
        const count = countOf(result.counts);
        const note = countsText(result.counts);
        return {
          title: texts.fields,
          note,
          rows: changeRows(result),
          more: result.more,
          same: texts.resultSame,
          count,
        };
      }
      case 'json': {
        const count = result.changes.length + result.more;
        return {
          title: texts.result,
          note: '',
          rows: changeRows(result),
          more: result.more,
          same: texts.resultSame,
          count,
        };
      }
    }
  };
  const { title, ...value } = resultPart();
  const requestCount = countOf(requests.counts);
  const listed = requests.onlyA.length + requests.onlyB.length + requests.changed.length;
  const findingRows = [
    ...findings.onlyA.map(
      (one): ChangeRow => ({ kind: 'removed', place: one.severity, before: one.message, after: '' }),
    ),
    ...findings.onlyB.map((one): ChangeRow => ({ kind: 'added', place: one.severity, before: '', after: one.message })),
  ];
  return [
    { id: 'result', label: title, ...value },
    {
      id: 'requests',
      label: texts.requests,
      note: countsText(requests.counts),
      rows: requestRows(requests),
      more: requestCount - listed,
      same: texts.requestsSame,
      count: requestCount,
    },
    {
      id: 'findings',
      label: texts.findings,
      note: '',
      rows: findingRows,
      more: 0,
      same: texts.findingsSame,
      count: findingRows.length,
    },
    {
      id: 'record',
      label: texts.record,
      note: '',
      rows: changeRows(record),
      more: record.more,
      same: texts.recordSame,
      count: record.changes.length + record.more,
    },
  ];
}

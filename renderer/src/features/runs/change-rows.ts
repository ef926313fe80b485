import type { Changes, RequestsComparison, RowsComparison } from '../../../../shared/run/compare/types.ts';
import { runsTexts as texts } from '../../texts/runs.ts';

/** One difference as the list shows it. */
export interface ChangeRow {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

/** Differences of values. */
export const changeRows = ({ changes }: Changes): readonly ChangeRow[] =>
  changes.map(({ kind, path, before = '', after = '' }) => ({ kind, place: path, before, after }));

/** Differences of rows: each row that came or went, and each field that changed under the key of its row. */
export const rowRows = ({ added, removed, changed }: RowsComparison): readonly ChangeRow[] => [
  ...changed.flatMap(({ key, changes }) =>
    changes.map(
      ({ path, before = '', after = '' }): ChangeRow => ({
        kind: 'changed',
        place: `${key} ${path.replace(/^\$\.?/, '')}`,
        before,
        after,
      }),
    ),
  ),
  ...added.map((key): ChangeRow => ({ kind: 'added', place: key, before: '', after: '' })),
  ...removed.map((key): ChangeRow => ({ kind: 'removed', place: key, before: '', after: '' })),
];

/** Differences of requests. */
export const requestRows = ({ onlyA, onlyB, changed }: RequestsComparison): readonly ChangeRow[] => [
  ...changed.map(
    ({ method, url, what }): ChangeRow => ({
      kind: 'changed',
      place: `${method} ${url}`,
      before: '',
      after: what.map((one) => texts.what[one]).join(', '),
    }),
  ),
  ...onlyB.map(
    ({ method, url, status }): ChangeRow => ({
      kind: 'added',
      place: `${method} ${url}`,
      before: '',
      after: status === null ? '' : String(status),
    }),
  ),
  ...onlyA.map(
    ({ method, url, status }): ChangeRow => ({
      kind: 'removed',
      place: `${method} ${url}`,
      before: status === null ? '' : String(status),
      after: '',
    }),
  ),
];

import type { Pagination } from '../../shared/connector/manifest.ts';
import type { Notes } from './notes.ts';
import { firstValues } from './paging.ts';
import type { Reader } from './reader.ts';
import { identify, valueAt } from './rows.ts';
import type { Row } from './types.ts';

const momentOf = (row: Row, field: string): number | undefined => {
  const value = valueAt(row, `$[${JSON.stringify(field)}]`);
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
};

/**
 * Asks for rows changed since a moment between those that were seen, written as the connector writes it: none may be older, and
 * those that were older must be gone.
 */
export async function checkIncremental(
  reader: Reader,
  pagination: Pagination,
  seen: readonly Row[],
  notes: Notes,
): Promise<void> {
  const { incremental } = reader.plan.entity;
  // A parameter of the query has no place in a body that pages.
  if (!incremental || pagination.in === 'body') return;
  const { param, field } = incremental;
  const moments = [...new Set(seen.flatMap((row) => momentOf(row, field) ?? []))].sort((a, b) => a - b);
  const since = moments[Math.floor(moments.length / 2)];
  // With one moment there is no older row to miss.
  if (since === undefined || moments.length < 2) return;
  const text = new Date(since).toISOString();
  const size = pagination.params?.size === undefined ? undefined : reader.limits.moreRows;
  const answer = await reader.read({ ...firstValues(pagination, size), [param]: text }, pagination);
  if (!answer.ok) {
    if (answer.error.kind === 'refused')
      notes.check('incremental', false, `${param}=${text} is refused (${answer.error.status}).`);
    return;
  }
  const { rows } = answer.value;
  const old = rows.filter((row) => (momentOf(row, field) ?? since) < since).length;
  const id = identify(seen, reader.key);
  const older = new Set(seen.filter((row) => (momentOf(row, field) ?? since) < since).map(id));
  const stayed = rows.filter((row) => older.has(id(row))).length;
  const isOk = old === 0 && stayed === 0;
  notes.check(
    'incremental',
    isOk,
    isOk
      ? `With ${param}=${text} the older rows are gone.`
      : `With ${param}=${text} ${Math.max(old, stayed)} of ${rows.length} rows are older by ${field}.`,
  );
}

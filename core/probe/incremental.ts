import type { Pagination } from '../../shared/connector/manifest.ts';
import { momentStep, readMoment, writtenMoment } from './moment.ts';
import type { Notes } from './notes.ts';
import { firstValues } from './paging.ts';
import type { Reader } from './reader.ts';
import { identify } from './rows.ts';
import type { Row } from './types.ts';

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
  const { entity } = reader.plan;
  const { incremental, params } = entity;
  if (!incremental) return;
  const { param, field } = incremental;
  const where = params.find((one) => one.name === param)?.in ?? pagination.in ?? 'query';
  // Only one place is filled beside what the list always needs: that of the paging.
  if (where !== (pagination.in ?? 'query')) return;
  const step = momentStep(entity);
  const momentOf = (row: Row): number | undefined => {
    const moment = readMoment(row, field);
    return moment === undefined ? undefined : Math.floor(moment / step) * step;
  };
  const moments = [...new Set(seen.flatMap((row) => momentOf(row) ?? []))].sort((a, b) => a - b);
  const since = moments[Math.floor(moments.length / 2)];
  // With one moment there is no older row to miss.
  if (since === undefined || moments.length < 2) return;
  const text = writtenMoment(entity, since);
  const size = pagination.params?.size === undefined ? undefined : reader.limits.moreRows;
  const answer = await reader.read({ ...firstValues(pagination, size), [param]: text }, pagination);
  if (!answer.ok) {
    if (answer.error.kind === 'refused')
      notes.check('incremental', false, `${param}=${text} is refused (${answer.error.status}).`);
    return;
  }
  const { rows } = answer.value;
  const isOlder = (row: Row): boolean => (momentOf(row) ?? since) < since;
  const id = identify(seen, reader.key);
  const older = new Set(seen.filter(isOlder).map(id));
  const stayed = rows.filter((row) => isOlder(row) || older.has(id(row))).length;
  const isHonoured = stayed === 0;
  notes.check(
    'incremental',
    isHonoured,
    isHonoured
      ? `With ${param}=${text} the older rows are gone.`
      : `With ${param}=${text} ${stayed} of ${rows.length} rows are older by ${field}.`,
  );
}

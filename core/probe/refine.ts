import type { Pagination } from '../../shared/connector/manifest.ts';

import type { Notes } from './notes.ts';
import { countedValues, firstValues, isCounted, nextStep, startOf } from './paging.ts';
import type { Trial } from './prove.ts';
import type { Reader } from './reader.ts';
import { identify, overlap } from './rows.ts';
import type { Page } from './types.ts';

/** A paging after a closer look; `lost` says why the one that was looked at loses rows. */
export interface Refined {
  readonly pagination: Pagination;
  readonly lost: string | undefined;
}

const kept = (pagination: Pagination): Refined => ({ pagination, lost: undefined });

/** A first page that is not the first: the page before it has rows of its own. */
async function startChecked(reader: Reader, pagination: Pagination, trial: Trial, notes: Notes): Promise<Refined> {
  const start = startOf(pagination);
  const first = trial.first;
  if (!isCounted(pagination) || start < 1 || !first) return kept(pagination);
  const before = await reader.read(countedValues(pagination, start - 1, first.size), pagination);
  if (!before.ok || before.value.rows.length === 0 || before.value.rows.length > first.page.rows.length) {
    if (before.ok || before.error.kind === 'refused') notes.check('start', true, `There is nothing before ${start}.`);
    return kept(pagination);
  }
  const seen = trial.pages.flatMap((page) => page.rows);
  const id = identify(seen, reader.key);
  const known = new Set(seen.map(id));
  const [earliest] = before.value.rows;
  if (earliest === undefined || known.has(id(earliest))) {
    notes.check('start', true, `${start - 1} gives no rows that come before those of ${start}.`);
    return kept(pagination);
  }
  const lost = `${start - 1} gives rows that come before those of ${start}: the first page would be left out.`;
  notes.check('start', false, lost);
  return { pagination: { ...pagination, start: start - 1 }, lost };
}

/** An offset that counts pages, not rows, skips rows. */
async function unitChecked(reader: Reader, pagination: Pagination, trial: Trial, notes: Notes): Promise<Refined> {
  const { first } = trial;
  const [, second] = first?.page.rows ?? [];
  if (pagination.kind !== 'offset' || !first || second === undefined) return kept(pagination);
  const at = startOf(pagination) + 1;
  const moved = await reader.read(countedValues(pagination, at, first.size), pagination);
  const [row] = moved.ok ? moved.value.rows : [];
  if (row === undefined) return kept(pagination);
  const id = identify(first.page.rows, reader.key);
  if (id(row) === id(second)) {
    notes.check('unit', true, `${pagination.params?.offset}=${at} begins with the second row.`);
    return kept(pagination);
  }
  const lost = `${pagination.params?.offset}=${at} does not begin with the second row: it does not count rows.`;
  notes.check('unit', false, lost);
  return { pagination: { kind: 'unproven' }, lost };
}

/** Whether rows come after a page that is shorter than the connector asked for. */
async function goesOn(reader: Reader, pagination: Pagination, page: Page, size: number): Promise<boolean> {
  if (page.total) return page.total.value > page.rows.length;
  const step = nextStep(pagination, page, size, startOf(pagination));
  if (step.kind === 'end') return false;
  if (step.kind === 'address' || pagination.kind === 'cursor') return true;
  const next = await reader.read(step.values, pagination);
  return next.ok && next.value.rows.length > 0 && overlap(page.rows, next.value.rows, reader.key).shared === 0;
}

const withoutSize = ({ pageSize: _pageSize, params, ...rest }: Pagination): Pagination => {
  const { size: _size, ...others } = params ?? {};
  return { ...rest, params: others };
};

/**
 * The size that the connector asks for, as it asks for it. A page that is shorter than that ends a counted paging without a flag:
 * a source that gives fewer rows than it is asked for would end it after the first page.
 */
async function pageSizeChecked(
  reader: Reader,
  pagination: Pagination,
  trial: Trial,
  notes: Notes,
  unstated: number | undefined,
): Promise<Refined> {
  const { pageSize, params, hasMore } = pagination;
  const { first } = trial;
  const wanted = pageSize ?? unstated;
  if (params?.size === undefined || wanted === undefined || !first || first.size === undefined) return kept(pagination);
  const stated = pageSize !== undefined;
  const whole = await reader.read(firstValues(pagination, wanted), pagination);
  if (!whole.ok) {
    if (whole.error.kind !== 'refused') return kept(pagination);
    const lost = `${wanted} rows per page are refused (${whole.error.status}).`;
    if (!stated) return kept(pagination);
    notes.check('pageSize', false, lost);
    const { pageSize: _refused, ...rest } = pagination;
    return { pagination: rest, lost };
  }
  const rows = whole.value.rows.length;
  if (rows === wanted) {
    notes.check('pageSize', true, `${wanted} rows came where ${wanted} were asked for.`);
    return kept({ ...pagination, pageSize: wanted });
  }
  const endsEarly = isCounted(pagination) && hasMore === undefined;
  if (!endsEarly || !(await goesOn(reader, pagination, whole.value, wanted))) {
    if (stated && rows < wanted) notes.check('pageSize', true, `All ${rows} rows came where ${wanted} were asked for.`);
    return kept(pagination);
  }
  const ignored = first.page.rows.length > first.size || rows > wanted;
  const corrected = ignored ? withoutSize(pagination) : { ...pagination, pageSize: rows };
  if (!stated) return kept(corrected);
  const lost = `${rows} rows came where ${wanted} were asked for, and there are more: the first page would be taken for the last.`;
  if (rows > wanted) return kept(pagination);
  notes.check('pageSize', false, lost);
  return { pagination: corrected, lost };
}

/**
 * A closer look at a paging that two pages proved: where it starts, what it counts, and how many rows a page holds; `unstated` rows
 * are asked for where the paging states no size of its own.
 */
export async function refine(
  reader: Reader,
  pagination: Pagination,
  trial: Trial,
  notes: Notes,
  unstated?: number,
): Promise<Refined> {
  const unit = await unitChecked(reader, pagination, trial, notes);
  if (unit.lost !== undefined) return unit;
  const start = await startChecked(reader, pagination, trial, notes);
  const size = await pageSizeChecked(reader, start.pagination, trial, notes, unstated);
  return { pagination: size.pagination, lost: start.lost ?? size.lost };
}

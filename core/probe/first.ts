import type { Pagination } from '../../shared/connector/manifest.ts';
import { ok, type Result } from '../../shared/result.ts';
import { pathOf } from '../generate/places.ts';
import { moreFlag, placeOfRows } from './answer.ts';
import type { Notes } from './notes.ts';
import { firstValues } from './paging.ts';
import type { Reader } from './reader.ts';
import { describeRows, valueAt } from './rows.ts';
import type { NoPage, Page } from './types.ts';

/** The first page of a list, and how many rows it was asked for. */
export interface First {
  readonly page: Page;
  /** Undefined where no size was sent. */
  readonly size: number | undefined;
}

/**
 * Reads the first page with few rows where the paging has a size, so that a second page is likely; where that size is refused,
 * with the connector's own, then with none.
 */
export async function readFirst(reader: Reader, pagination: Pagination, notes: Notes): Promise<Result<First, NoPage>> {
  const sizes =
    pagination.params?.size === undefined
      ? [undefined]
      : [...new Set([reader.limits.rows, pagination.pageSize, undefined])];
  let refused: NoPage = { kind: 'failed', sentence: 'The list was not read.' };
  for (const size of sizes) {
    const answer = await reader.read(firstValues(pagination, size), pagination);
    if (answer.ok) return recorded(reader, answer.value, pagination, size, notes);
    refused = answer.error;
    if (refused.kind !== 'refused') break;
    if (size !== undefined) notes.check('size', false, `${size} rows per page are refused (${refused.status}).`);
  }
  return { ok: false, error: refused };
}

function recorded(
  reader: Reader,
  page: Page,
  pagination: Pagination,
  size: number | undefined,
  notes: Notes,
): Result<First, NoPage> {
  const { records, operation } = reader.plan.entity;
  if (!page.hasRecords) {
    const elsewhere = placeOfRows(page.body, pathOf(operation));
    const sentence = `The answer has no list at ${records}${elsewhere === undefined ? '' : `; one seems to stand at ${elsewhere}`}.`;
    notes.check('records', false, sentence);
    return { ok: false, error: { kind: 'failed', sentence } };
  }
  notes.check('records', true, `The rows stand at ${records}.`);
  notes.say(`page 1: ${describeRows(page.rows, reader.key, reader.quote)}`);
  if (page.total) notes.say(`total says ${page.total.value} (${page.total.where})`);
  if (size !== undefined && page.rows.length > 0) {
    const honoured = page.rows.length <= size;
    const came = `${page.rows.length} came where ${size} were asked for with ${pagination.params?.size}`;
    notes.check('size', honoured, honoured ? `${came}.` : `The size is ignored: ${came}.`);
  }
  return ok({ page, size });
}

/** What the flag of a paging, or one that looks like it, says: true where more follows; undefined where it says nothing. */
export function flagOf(reader: Reader, page: Page, path: string | undefined): boolean | undefined {
  const where = path ?? moreFlag(page.body, reader.plan.entity.records);
  const value = where === undefined ? undefined : valueAt(page.body, where);
  return typeof value === 'boolean' ? value : undefined;
}

/** Whether rows exist beyond a first page, by what the answer says of itself; with the sentence that says so. */
export function saysMore(
  reader: Reader,
  page: Page,
  hasMore: string | undefined,
): { readonly more: boolean; readonly why: string } | undefined {
  const { total, rows } = page;
  if (total) return { more: total.value > rows.length, why: `the total says ${total.value}` };
  const flag = flagOf(reader, page, hasMore);
  return flag === undefined
    ? undefined
    : { more: flag, why: `the answer says that ${flag ? 'more' : 'nothing'} follows` };
}

/** The same, and where the answer says nothing, by asking for a page of more rows. */
export async function moreBeyond(
  reader: Reader,
  pagination: Pagination,
  first: First,
): Promise<{ readonly more: boolean; readonly why: string } | undefined> {
  const { page, size } = first;
  const said = saysMore(reader, page, pagination.hasMore);
  if (said) return said;
  if (size === undefined || page.rows.length > size) return undefined;
  if (page.rows.length < size) return { more: false, why: `fewer rows came than the ${size} asked for` };
  const wanted = Math.max(reader.limits.moreRows, size + 1);
  const bigger = await reader.read(firstValues(pagination, wanted), pagination);
  if (!bigger.ok) return undefined;
  const rows = bigger.value.rows.length;
  return { more: rows > page.rows.length, why: `a page of ${wanted} rows holds ${rows}` };
}

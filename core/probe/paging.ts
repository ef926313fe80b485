import type { Pagination } from '../../shared/connector/manifest.ts';
import { assertNever } from '../../shared/result.ts';
import { nextLink } from './answer.ts';
import { fieldOf, valueAt } from './rows.ts';
import type { Page, Values } from './types.ts';

/** How the page after another one is asked for. */
export type Step =
  | { readonly kind: 'values'; readonly values: Values; readonly token: string }
  | { readonly kind: 'address'; readonly address: string; readonly token: string }
  /** Nothing leads on; `why` says where nothing stood. */
  | { readonly kind: 'end'; readonly why: string };

/** A paging that counts: the next page can be asked for whatever the answer says. */
export const isCounted = (pagination: Pagination): boolean =>
  pagination.kind === 'page' || pagination.kind === 'offset';

/** The number that the first page is asked for with. */
export const startOf = (pagination: Pagination): number => pagination.start ?? (pagination.kind === 'page' ? 1 : 0);

const sizeValue = (pagination: Pagination, size: number | undefined): Values => {
  const name = pagination.params?.size;
  return name === undefined || size === undefined ? {} : { [name]: size };
};

/** Parameters of the page at a number. */
export function countedValues(pagination: Pagination, at: number, size: number | undefined): Values {
  const name = pagination.kind === 'page' ? pagination.params?.page : pagination.params?.offset;
  return { ...(name === undefined ? {} : { [name]: at }), ...sizeValue(pagination, size) };
}

/** Parameters of the first page. */
export const firstValues = (pagination: Pagination, size: number | undefined): Values =>
  isCounted(pagination) ? countedValues(pagination, startOf(pagination), size) : sizeValue(pagination, size);

const asToken = (value: unknown): string | number | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined;

function cursorStep(pagination: Pagination, page: Page, size: number | undefined): Step {
  const next = pagination.next ?? '$';
  const last = /^\$last\.(.+)$/.exec(next)?.[1];
  const token = asToken(last === undefined ? valueAt(page.body, next) : fieldOf(page.rows.at(-1) ?? {}, last));
  const name = pagination.params?.cursor;
  if (token === undefined || name === undefined)
    return { kind: 'end', why: last === undefined ? `nothing stands at ${next}` : `the last row has no ${last}` };
  return { kind: 'values', values: { [name]: token, ...sizeValue(pagination, size) }, token: String(token) };
}

/** What the connector would ask for after this page, which was asked for with `at` (of a counted paging). */
export function nextStep(pagination: Pagination, page: Page, size: number | undefined, at: number): Step {
  switch (pagination.kind) {
    case 'page':
    case 'offset': {
      const next = at + (pagination.kind === 'page' ? 1 : page.rows.length);
      return { kind: 'values', values: countedValues(pagination, next, size), token: String(next) };
    }
    case 'cursor':
      return cursorStep(pagination, page, size);
    case 'nextUrl': {
      const address = asToken(valueAt(page.body, pagination.next ?? '$'));
      return typeof address === 'string'
        ? { kind: 'address', address, token: address }
        : { kind: 'end', why: `no address stands at ${pagination.next ?? '$'}` };
    }
    case 'linkHeader': {
      const address = nextLink(page.headers);
      return address === undefined
        ? { kind: 'end', why: 'no Link header names a next page' }
        : { kind: 'address', address, token: address };
    }
    case 'none':
    case 'unproven':
      return { kind: 'end', why: 'no way to a next page is known' };
    default:
      return assertNever(pagination.kind);
  }
}

/** A paging in a few words: `page (page, per_page)`. */
export function pagingText(pagination: Pagination): string {
  const names = Object.values(pagination.params ?? {}).filter((name) => name !== undefined);
  const next = pagination.next === undefined ? [] : [`next ${pagination.next}`];
  const start = pagination.start === undefined ? [] : [`from ${pagination.start}`];
  const size = pagination.pageSize === undefined ? [] : [`${pagination.pageSize} rows`];
  const facts = [...names, ...next, ...start, ...size];
  return facts.length === 0 ? pagination.kind : `${pagination.kind} (${facts.join(', ')})`;
}

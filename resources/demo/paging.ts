import { z } from 'zod';
import type { HeaderDescription } from './operation.ts';

const page = z.coerce.number().int().min(1).default(1).meta({ description: 'Number of the page, from 1.' });
const perPage = z.coerce.number().int().min(1).max(100).default(25).meta({ description: 'Rows per page.' });
const limit = z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'Rows to answer with.' });

export const pageQuery = { page, per_page: perPage };
export const offsetQuery = {
  offset: z.coerce.number().int().min(0).default(0).meta({ description: 'Rows to skip.' }),
  limit,
};
export const cursorQuery = {
  cursor: z.string().max(200).optional().meta({
    description: 'The `next_cursor` of the page before; leave it out for the first page.',
  }),
  limit,
};

export const pageMetaSchema = z
  .object({
    page: z.int(),
    per_page: z.int(),
    total: z.int().meta({ description: 'Rows in all.' }),
    total_pages: z.int(),
  })
  .meta({ id: 'PageMeta', description: 'Where this page lies in the whole list.' });

/** One numbered page: `{ data, meta }`. */
export function toPage<T>(rows: readonly T[], query: { readonly page: number; readonly per_page: number }) {
  return {
    data: rows.slice((query.page - 1) * query.per_page, query.page * query.per_page),
    meta: {
      page: query.page,
      per_page: query.per_page,
      total: rows.length,
      total_pages: Math.ceil(rows.length / query.per_page),
    },
  };
}

const toCursor = (id: string): string => Buffer.from(`after:${id}`).toString('base64url');

/** The id a cursor stands for, or undefined where the text is no cursor. */
const fromCursor = (cursor: string): string | undefined =>
  /^after:(.+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];

/**
 * One page of the matching rows after a cursor, or undefined where the cursor belongs to no row. The cursor counts in
 * the whole list: a row that has changed since and no longer matches still marks its place.
 */
export function afterCursor<T extends { readonly id: string }>(
  rows: readonly T[],
  matches: (row: T) => boolean,
  query: { readonly cursor?: string | undefined; readonly limit: number },
) {
  let start = 0;
  if (query.cursor !== undefined) {
    const id = fromCursor(query.cursor);
    start = rows.findIndex((row) => row.id === id) + 1;
    if (start === 0) return undefined;
  }
  const rest = rows.slice(start).filter(matches);
  const results = rest.slice(0, query.limit);
  const last = results.at(-1);
  return { results, next_cursor: rest.length > query.limit && last !== undefined ? toCursor(last.id) : null };
}

/** Response headers of a list that is paged by its Link header (RFC 8288). */
export const linkHeaders: Readonly<Record<string, HeaderDescription>> = {
  Link: {
    description: 'Addresses of the next, previous, first and last page (RFC 8288); no `next` on the last one.',
    example: '<https://api.example.com/activities?page=2&per_page=25>; rel="next"',
  },
  'X-Total-Count': { description: 'Rows in all.', example: '900' },
};

/** The Link header of one page. */
export function linkHeader(numbers: { page: number; last: number }, url: (page: number) => string): string {
  const { page: current, last } = numbers;
  const links: [string, number][] = [
    ...(current < last ? ([['next', current + 1]] as [string, number][]) : []),
    ...(current > 1 ? ([['prev', current - 1]] as [string, number][]) : []),
    ['first', 1],
    ['last', Math.max(1, last)],
  ];
  return links.map(([relation, target]) => `<${url(target)}>; rel="${relation}"`).join(', ');
}

/** True where the row changed at or after this moment, or where none is given. */
export const changedSince = (row: { readonly updated_at: string }, since?: string): boolean =>
  since === undefined || Date.parse(row.updated_at) >= Date.parse(since);

export const updatedSince = z.iso.datetime().optional().meta({
  description: 'Only rows whose `updated_at` is at or after this moment.',
});

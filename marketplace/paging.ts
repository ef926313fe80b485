import { createHash } from 'node:crypto';
import { z } from 'zod';
import { marketplaceLimits } from '../shared/limits.ts';
import { type Refusal, refuse } from './errors.ts';

const { pageSize, maxPageSize, cursorChars } = marketplaceLimits;
const range = `must be a whole number from 1 to ${maxPageSize}`;

/** `limit` and `cursor` of every list (FC-10, FC-11). A limit out of range is refused, never clamped. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, range)
    .transform(Number)
    .pipe(z.number().min(1, range).max(maxPageSize, range))
    .default(pageSize)
    .meta({
      ...{ type: 'integer', pattern: undefined, minimum: 1, maximum: maxPageSize, default: pageSize },
      description: 'Objects per page.',
    }),
  cursor: z.string().optional().meta({ description: '`next_cursor` of the page before, as it is.' }),
};

/** Which part of a list is wanted: rows with a sequence number below `before`, newest first (FC-13). */
export interface Page {
  readonly limit: number;
  readonly before: number;
  /** Names the list with its filters and its tenant; a cursor is of no use for another one (FC-12, A113). */
  readonly list: string;
}

const cursorSchema = z.tuple([z.string(), z.number().int().positive()]);

const nameOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

function readCursor(cursor: string, list: string): number | undefined {
  if (!cursor.startsWith('cur_') || cursor.length > cursorChars) return undefined;
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor.slice('cur_'.length), 'base64url').toString('utf8'));
    const parsed = cursorSchema.safeParse(json);
    return parsed.success && parsed.data[0] === list ? parsed.data[1] : undefined;
  } catch {
    return undefined;
  }
}

/** Where a list goes on. `list` names it and its owner: what else could be listed has another name. */
export function readPage(
  query: { readonly limit: number; readonly cursor?: string | undefined; readonly [filter: string]: unknown },
  list: string,
): Page | Refusal {
  const { limit, cursor, ...filters } = query;
  const name = nameOf(list, Object.entries(filters).sort());
  if (cursor === undefined) return { limit, before: Number.MAX_SAFE_INTEGER, list: name };
  const before = readCursor(cursor, name);
  if (before !== undefined) return { limit, before, list: name };
  return refuse(400, 'invalid_cursor', 'cursor must be a next_cursor of this list with the same filters, unchanged.');
}

/** The list envelope as a schema (FC-10, FC-11). */
export const listSchema = <T extends z.ZodType>(item: T) =>
  z.object({
    object: z.literal('list'),
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  });

/** The list envelope. `rows` holds one more than the limit where more follows. */
export function listEnvelope<Row extends { readonly seq: number }, T>(
  rows: readonly Row[],
  page: Page,
  show: (row: Row) => T,
) {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  const cursor = more ? `cur_${Buffer.from(JSON.stringify([page.list, last.seq])).toString('base64url')}` : null;
  return { object: 'list' as const, data: shown.map(show), has_more: more, next_cursor: cursor };
}

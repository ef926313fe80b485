import { z } from 'zod';
import { marketplaceLimits } from '../shared/limits.ts';
import { type Refusal, refuse } from './errors.ts';

/** Which part of a list is wanted: rows with a sequence number below `before`, newest first. */
export interface Page {
  readonly limit: number;
  readonly before: number;
}

const { pageSize, maxPageSize, cursorChars } = marketplaceLimits;
const querySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(maxPageSize))
    .default(pageSize),
  cursor: z.string().max(cursorChars).optional(),
});
const cursorSchema = z.object({ list: z.string(), before: z.number().int().positive() });

function readCursor(cursor: string, list: string): number | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor.replace(/^cur_/, ''), 'base64url').toString('utf8'));
    const parsed = cursorSchema.safeParse(json);
    return parsed.success && parsed.data.list === list ? parsed.data.before : undefined;
  } catch {
    return undefined;
  }
}

/** Reads `limit` and `cursor`; a cursor is bound to the list it came from (FC-10…FC-12). */
export function readPage(query: unknown, list: string): Page | Refusal {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path[0] === 'cursor' ? 'cursor' : 'limit';
    return name === 'cursor'
      ? refuse(400, 'invalid_cursor', 'cursor must be a next_cursor of this list, unchanged.')
      : refuse(400, 'invalid_parameter', `limit must be a whole number from 1 to ${maxPageSize}.`);
  }
  const { limit, cursor } = parsed.data;
  if (cursor === undefined) return { limit, before: Number.MAX_SAFE_INTEGER };
  const before = readCursor(cursor, list);
  if (before !== undefined) return { limit, before };
  return refuse(400, 'invalid_cursor', 'cursor must be a next_cursor of this list, unchanged.');
}

/** The list envelope (FC-10, FC-11). `rows` holds one more than the limit where more follows. */
export function listEnvelope<Row extends { readonly seq: number }, T>(
  rows: readonly Row[],
  page: Page,
  list: string,
  show: (row: Row) => T,
) {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  const cursor = more ? `cur_${Buffer.from(JSON.stringify({ list, before: last.seq })).toString('base64url')}` : null;
  return { object: 'list' as const, data: shown.map(show), has_more: more, next_cursor: cursor };
}

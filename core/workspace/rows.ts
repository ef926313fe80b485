import type { z } from 'zod';
import type { Failure } from '../../shared/result.ts';
import type { Many } from './types.ts';

/** Text of a JSON column; undefined where it does not parse, which no schema below takes. */
export function parseColumn(text: unknown): unknown {
  if (text === null) return null;
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const badRow = (what: string, error: z.ZodError): Failure => {
  const place = error.issues[0]?.path.join('.') ?? '';
  return {
    kind: 'system',
    code: 'bad_record',
    message: `${what} in the workspace cannot be read${place === '' ? '' : ` (${place})`} and was left out; it stays on disk as it is.`,
  };
};

/**
 * Checks rows one by one: one that does not fit is an error beside the good ones.
 * @param contentOf what of a row the schema describes; default: the row itself
 */
export function readRows<T>(
  rows: Iterable<unknown>,
  schema: z.ZodType<T>,
  nameOf: (row: unknown) => string,
  contentOf: (row: unknown) => unknown = (row) => row,
): Many<T> {
  const data: T[] = [];
  const errors: Failure[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(contentOf(row));
    if (parsed.success) data.push(parsed.data);
    else errors.push(badRow(nameOf(row), parsed.error));
  }
  return { data, errors };
}

/** The good rows where the caller has no place for errors; each bad one is a warning of the process (stderr). */
export function readRowsOrWarn<T>(
  rows: Iterable<unknown>,
  schema: z.ZodType<T>,
  nameOf: (row: unknown) => string,
  contentOf?: (row: unknown) => unknown,
): readonly T[] {
  const { data, errors } = readRows(rows, schema, nameOf, contentOf);
  for (const error of errors) process.emitWarning(error.message, 'WorkspaceWarning');
  return data;
}

/** Names a row by its id in a message. */
export const namedById =
  (kind: string) =>
  (row: unknown): string => {
    const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
    return typeof id === 'string' ? `${kind} ${id}` : kind;
  };

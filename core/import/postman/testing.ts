import type { ImportReport } from '../../../shared/import/report.ts';
import { report } from '../testing.ts';

export const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A collection with these items; further top-level keys beside the usual ones. */
export const collection = (item: readonly unknown[], extra: Readonly<Record<string, unknown>> = {}): unknown => ({
  info: { name: 'Test API', schema: SCHEMA },
  item,
  ...extra,
});

/** A request with a name; `more` goes into the request, `around` beside it. */
export const request = (
  name: string,
  method: string,
  url: unknown,
  more: Readonly<Record<string, unknown>> = {},
  around: Readonly<Record<string, unknown>> = {},
): unknown => ({ name, request: { method, url, ...more }, ...around });

/** A saved example with a JSON body. */
export const example = (code: number, body: unknown, header: readonly unknown[] = []): unknown => ({
  name: `Answer ${code}`,
  code,
  header,
  body: JSON.stringify(body),
});

/** The report of a collection. */
export const read = (document: unknown): Promise<ImportReport> =>
  report(JSON.stringify(document), 'api.postman_collection.json');

/** The value that a JSON pointer names in a document; an error where it names none. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new Error(`${pointer} names nothing: there is no ${key}`);
    }
    value = Reflect.get(value, key);
  }
  return value;
}

/** Every pointer of a report. */
export function pointersOf(found: ImportReport): readonly string[] {
  const all: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'pointer' && typeof inner === 'string') all.push(inner);
      else visit(inner);
    }
  };
  visit(found);
  return all;
}

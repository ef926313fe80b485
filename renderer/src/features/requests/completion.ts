import type { Exchange } from '../../../../shared/run/exchange.ts';
import { filterKeys, filterTraits } from '../../../../shared/run/filter.ts';
import { splitUrl } from './url.ts';

/** What may be typed at a place of a filter: `text` takes the place of the characters from `from` to `to`. */
export interface Completion {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** More of the term is to follow: the list stays open. */
  readonly isKey: boolean;
}

/** Values that turn up in the requests of a run, most frequent first. */
export type KnownValues = ReadonlyMap<string, readonly string[]>;

/** Requests that are looked at for values. */
const lookedAt = 2_000;
const most = 12;

const fixed: KnownValues = new Map([
  ['is', filterTraits],
  ['size', ['>10k', '>100k', '>1m']],
  ['time', ['>100', '>500', '>1s', '>5s']],
]);

const statuses = ['2xx', '3xx', '4xx', '5xx', '>=400'];

/** The values that completion offers for the keys of a filter. */
export function knownValues(exchanges: readonly Exchange[]): KnownValues {
  const counts = new Map<string, Map<string, number>>();
  const add = (key: string, value: string): void => {
    if (value === '') return;
    const values = counts.get(key) ?? new Map<string, number>();
    counts.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  };
  for (const one of exchanges.slice(-lookedAt)) {
    add('method', one.method.toLowerCase());
    if (one.status !== null) add('status', String(one.status));
    const { host, path } = splitUrl(one.url);
    add('host', host);
    add('path', path);
    add('mime', one.responseBody?.mimeType.split(';')[0]?.trim() ?? '');
    for (const [name] of one.responseHeaders) add('header', name.toLowerCase());
  }
  const known = new Map(fixed);
  for (const [key, values] of counts)
    known.set(
      key,
      [...values].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value),
    );
  known.set('status', [...(known.get('status') ?? []), ...statuses]);
  return known;
}

const quoted = (value: string): string => (/[\s"]/.test(value) ? JSON.stringify(value) : value);

/** What completion offers where the cursor stands: keys, or values of the key that was typed. */
export function completionsOf(text: string, cursor: number, known: KnownValues): readonly Completion[] {
  const before = text.slice(0, cursor);
  // Within quotation marks anything may be meant.
  if (((before.match(/(?<!\\)"/g)?.length ?? 0) & 1) === 1) return [];
  const word = /\S*$/.exec(before)?.[0] ?? '';
  const to = cursor + (/^[^\s]*/.exec(text.slice(cursor))?.[0].length ?? 0);
  const start = cursor - word.length;
  const [, minus = '', key, value = ''] = /^(-?)(?:([A-Za-z]+):)?(.*)$/.exec(word) ?? [];
  if (key === undefined) {
    const from = start + minus.length;
    const wanted = value.toLowerCase();
    return filterKeys
      .filter((one) => one.startsWith(wanted))
      .map((one) => ({ text: `${one}:`, from, to, isKey: true }));
  }
  // In a list the part after the last comma is completed.
  const done = value.lastIndexOf(',') + 1;
  const typed = value.slice(done).toLowerCase();
  const from = start + minus.length + key.length + 1 + done;
  return (known.get(key.toLowerCase()) ?? [])
    .filter((one) => one.toLowerCase().includes(typed) && one.toLowerCase() !== typed)
    .slice(0, most)
    .map((one) => ({ text: quoted(one), from, to, isKey: false }));
}

/** The filter after a completion was taken, and where the cursor stands then. */
export function completed(
  text: string,
  { text: given, from, to, isKey }: Completion,
): { text: string; cursor: number } {
  const rest = text.slice(to);
  const space = isKey || rest.startsWith(' ') ? '' : ' ';
  return { text: `${text.slice(0, from)}${given}${space}${rest}`, cursor: from + given.length + (isKey ? 0 : 1) };
}

/** Whether a term stands in a filter. */
export const hasTerm = (text: string, term: string): boolean => text.split(/\s+/).includes(term);

/** The filter with a term, or without it where it is there. */
export const withTerm = (text: string, term: string): string =>
  hasTerm(text, term)
    ? text
        .split(/\s+/)
        .filter((one) => one !== term && one !== '')
        .join(' ')
    : `${text.trim()} ${term}`.trim();

import { createRandom } from '../../../shared/random.ts';
import { words } from '../../infer/words.ts';
import type { Facts } from './facts.ts';
import { isoDate, isoMoment, momentOf } from './moment.ts';
import { textLike } from './pattern.ts';
import { bounded, uuid } from './text.ts';

/** What names one row: which list, which field and which row of that list. */
export interface KeyOf {
  readonly seed: number;
  /** Name of the entity. */
  readonly list: string;
  /** The thing that a row is, in the singular: `contact`. */
  readonly thing: string;
  readonly field: string;
  /** From 0, unique in the list. */
  readonly index: number;
}

const DAY_MS = 86_400_000;

/** How many different keys a field can have; infinite where nothing bounds it. */
export function keysOf(facts: Facts): number {
  if (facts.choices) return new Set(facts.choices).size;
  if (facts.type === 'boolean') return 2;
  const { minimum = 1, maximum } = facts.bounds;
  return maximum === undefined || (facts.type !== 'integer' && facts.type !== 'number')
    ? Number.POSITIVE_INFINITY
    : Math.max(1, Math.floor(maximum - minimum) + 1);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A key of a described field, different for every row of its list. The same arguments always give the same key. */
export function keyFor(facts: Facts, { seed, list, thing, field, index }: KeyOf): string | number | boolean {
  const { choices, type, bounds, format, example } = facts;
  const random = createRandom(seed, `${list}/${field}/${index}`);
  if (choices && choices.length > 0) return choices[index % choices.length] ?? '';
  if (type === 'boolean') return index % 2 === 0;
  if (type === 'integer' || type === 'number') {
    const start = bounds.minimum ?? (bounds.maximum === undefined ? createRandom(seed, list).integer(1, 90) * 100 : 0);
    return Math.max(1, Math.ceil(start)) + index;
  }
  const tail = String(index + 1);
  switch (format) {
    case 'uuid':
    case 'guid':
      return uuid(random);
    case 'date-time':
      return isoMoment(momentOf('created', index) + createRandom(seed, list).integer(0, 3_000) * 1_000);
    case 'date':
      return isoDate(momentOf('created', 0) + index * DAY_MS);
    case 'email':
      return `${thing}${tail}@example.com`;
    case 'uri':
    case 'url':
      return `https://example.com/${list}/${tail}`;
    case 'byte':
      return Buffer.from(`${thing} ${tail}`).toString('base64');
    case 'ipv4':
      return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  }
  const like = bounds.pattern === undefined ? undefined : textLike(bounds, random);
  // A text that a pattern allows in many ways is different for every row as good as always.
  if (like !== undefined && like.length >= 6) return like;
  const stated = typeof example === 'string' ? example : '';
  const prefix = /^([A-Za-z]{1,6}[_-])[A-Za-z0-9]{6,}$/.exec(stated)?.[1];
  if (prefix !== undefined) return bounded(`${prefix}${random.text(10)}${tail}`, bounds, tail.length);
  if (/^\d{1,15}$/.test(stated) || format === 'int64') return String(10_000 + index);
  const parts = words(field);
  const last = parts.at(-1) ?? '';
  const readable = /^(?:name|title|label|subject)$/.test(last);
  if (readable) return bounded(`${thing.split('_').map(capital).join(' ')} ${tail}`, bounds, tail.length);
  if (/^(?:slug|login|username|code|key|handle|path|number)$/.test(last)) {
    return bounded(`${thing.replaceAll('_', '-')}-${tail}`, bounds, tail.length + 1);
  }
  if (/^(?:url|uri|href|link|self)$/.test(last)) return `https://example.com/${list}/${tail}`;
  return bounded(`${thing.slice(0, 3)}_${random.text(8)}${tail}`, bounds, tail.length);
}

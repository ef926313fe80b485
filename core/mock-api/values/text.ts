import { mockApiLimits } from '../../../shared/limits.ts';
import type { Random } from '../../../shared/random.ts';
import type { Bounds } from '../../infer/model.ts';
import { words } from '../../infer/words.ts';
import type { Facts } from './facts.ts';
import * as lists from './lists.ts';
import { isoDate, isoMoment, momentOf } from './moment.ts';
import { textLike } from './pattern.ts';

/** Where a value stands: its name, and which row of its list it belongs to. */
export interface Spot {
  readonly name: string;
  readonly index: number;
  readonly random: Random;
}

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');

/** A version 4 UUID. */
export const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(random, 3)}-${hex(random, 12)}`;

const phrase = ({ random }: Spot): string => `${random.pick(lists.adjectives)} ${random.pick(lists.nouns)}`;
const slug = (spot: Spot): string => phrase(spot).replaceAll(' ', '-');
const mail = ({ random }: Spot): string =>
  `${random.pick(lists.firstNames)}.${random.pick(lists.lastNames)}${random.integer(1, 999)}@example.com`.toLowerCase();
const person = ({ random }: Spot): string => `${random.pick(lists.firstNames)} ${random.pick(lists.lastNames)}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const address = (spot: Spot): string => `https://example.com/${slug(spot)}/${spot.random.text(6)}`;
const sentence = (spot: Spot): string => `${capital(phrase(spot))} beside the ${phrase(spot)}.`;

type Maker = (spot: Spot) => string;

/** Texts by the format that is stated. */
const FORMATS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['date-time', ({ name, index }) => isoMoment(momentOf(name, index))],
  ['date', ({ name, index }) => isoDate(momentOf(name, index))],
  ['time', ({ random }) => `${String(random.integer(0, 23)).padStart(2, '0')}:${random.integer(10, 59)}:00Z`],
  ['duration', ({ random }) => `PT${random.integer(1, 90)}M`],
  ['email', mail],
  ['idn-email', mail],
  ['uri', address],
  ['url', address],
  ['iri', address],
  ['uri-reference', (spot) => `/${slug(spot)}/${spot.random.text(6)}`],
  ['uuid', ({ random }) => uuid(random)],
  ['guid', ({ random }) => uuid(random)],
  ['hostname', (spot) => `${slug(spot)}.example.com`],
  ['ipv4', ({ random }) => `192.0.2.${random.integer(1, 254)}`],
  ['ip', ({ random }) => `192.0.2.${random.integer(1, 254)}`],
  ['ipv6', ({ random }) => `2001:db8::${hex(random, 4)}`],
  ['byte', (spot) => Buffer.from(phrase(spot)).toString('base64')],
  ['base64', (spot) => Buffer.from(phrase(spot)).toString('base64')],
  ['int64', ({ random }) => String(random.integer(1, 1e9))],
  ['int32', ({ random }) => String(random.integer(1, 1e9))],
  ['decimal', ({ random }) => `${random.integer(1, 9_999)}.${random.integer(10, 99)}`],
  ['float', ({ random }) => `${random.integer(1, 9_999)}.5`],
  ['double', ({ random }) => `${random.integer(1, 9_999)}.5`],
]);

/** Texts by the last word of the name, where no format is stated. */
const NAMES: readonly (readonly [RegExp, Maker])[] = [
  [/^e?mail$/, mail],
  [/^(?:url|uri|href|link|website|homepage|avatar|image|logo|icon)$/, address],
  [/^(?:phone|mobile|fax|telephone)$/, ({ random }) => `+49 30 ${random.integer(1_000_000, 9_999_999)}`],
  [/^(?:city|town)$/, ({ random }) => random.pick(lists.cities)],
  [/^country$/, ({ random }) => random.pick(lists.countries)],
  [/^currency$/, ({ random }) => random.pick(lists.currencies)],
  [/^(?:timezone|zone|tz)$/, ({ random }) => random.pick(lists.zones)],
  [/^(?:locale|language|lang)$/, ({ random }) => random.pick(lists.locales)],
  [/^colou?r$/, ({ random }) => random.pick(lists.colors)],
  [/^(?:zip|zipcode|postcode|postal)$/, ({ random }) => String(random.integer(10_000, 99_999))],
  [/^street$/, (spot) => `${spot.random.integer(1, 99)} ${capital(spot.random.pick(lists.nouns))} Street`],
  [/^(?:firstname|forename)$/, ({ random }) => random.pick(lists.firstNames)],
  [/^(?:lastname|surname)$/, ({ random }) => random.pick(lists.lastNames)],
  [/^(?:uuid|guid)$/, ({ random }) => uuid(random)],
  [/^(?:id|sid|gid|key|token|hash|sha|etag|cursor|digest|checksum)$/, ({ random }) => hex(random, 16)],
  [/^(?:slug|code|login|username|handle|sku|tag)$/, slug],
  [/^(?:at|date|datetime|timestamp)$/, ({ name, index }) => isoMoment(momentOf(name, index))],
  [/^(?:description|summary|text|content|body|note|notes|comment|message|bio|about)$/, sentence],
  [/^version$/, ({ random }) => `${random.integer(0, 9)}.${random.integer(0, 9)}.${random.integer(0, 9)}`],
];

/** `first name` and the like: names of several words that mean more than their last one. */
const PHRASES: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['first name', ({ random }) => random.pick(lists.firstNames)],
  ['given name', ({ random }) => random.pick(lists.firstNames)],
  ['last name', ({ random }) => random.pick(lists.lastNames)],
  ['family name', ({ random }) => random.pick(lists.lastNames)],
  ['full name', person],
  ['display name', person],
  ['country code', ({ random }) => random.pick(lists.countryCodes)],
  ['time zone', ({ random }) => random.pick(lists.zones)],
]);

/** Shortens or lengthens a text to its bounds; `tail` characters at the end are kept. */
export function bounded(
  text: string,
  { minLength = 0, maxLength = mockApiLimits.textChars }: Bounds,
  tail = 0,
): string {
  const most = Math.min(maxLength, mockApiLimits.textChars);
  const least = Math.min(minLength, most);
  if (text.length > most)
    return tail < most ? text.slice(0, most - tail) + text.slice(text.length - tail) : text.slice(-most);
  return text.length < least
    ? text.slice(0, text.length - tail).padEnd(least - tail, 'x') + text.slice(text.length - tail)
    : text;
}

/** A text for a described value. Bounds are kept, a pattern as far as it can be followed without running it. */
export function textFor(facts: Facts, spot: Spot): string {
  const { bounds, format, example } = facts;
  if (bounds.pattern !== undefined) {
    if (typeof example === 'string') return example;
    const like = textLike(bounds, spot.random);
    if (like !== undefined) return like;
  }
  const byFormat = format === undefined ? undefined : FORMATS.get(format);
  if (byFormat) return bounded(byFormat(spot), bounds);
  const parts = words(spot.name);
  const made = PHRASES.get(parts.join(' ')) ?? NAMES.find(([pattern]) => pattern.test(parts.at(-1) ?? ''))?.[1];
  if (typeof example === 'string' && example !== '' && (made === undefined || spot.random.chance(0.3))) return example;
  return bounded((made ?? ((one: Spot) => capital(phrase(one))))(spot), bounds);
}

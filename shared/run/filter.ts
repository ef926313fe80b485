import { exchangeLimits } from '../limits.ts';
import type { Exchange } from './exchange.ts';
import { headerOf } from './header.ts';

/** Something in a filter that means nothing; `at` and `end` are characters from its start. */
export interface FilterError {
  readonly at: number;
  readonly end: number;
  /** One sentence. */
  readonly message: string;
}

/** Which exchanges hold each of the texts that a filter looks for in bodies. */
export type BodyHits = ReadonlyMap<string, ReadonlySet<string>>;

/** A filter, read. Terms with an error are left out, so that a filter that is being typed goes on working. */
export interface Filter {
  readonly errors: readonly FilterError[];
  /** Texts of `body:` terms: to be looked up apart, for bodies are on disk. */
  readonly bodies: readonly string[];
  /** A `body:` text that was not looked up excludes nothing. */
  matches(exchange: Exchange, hits?: BodyHits): boolean;
}

type Test = (exchange: Exchange, hits: BodyHits | undefined) => boolean;

/** One word of a filter; `value` is without quotes. */
interface Term {
  readonly at: number;
  readonly end: number;
  readonly negated: boolean;
  /** Lower case; undefined for free text. */
  readonly key: string | undefined;
  readonly value: string;
  readonly isClosed: boolean;
}

const TERM = /(-?)(?:([A-Za-z]+):)?(?:"((?:[^"\\]|\\.)*)("?)|([^\s"]*))/y;

function termsOf(text: string): readonly Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    TERM.lastIndex = at;
    const [whole = '', minus, key, quoted, closing, bare = ''] = TERM.exec(text) ?? [];
    const end = at + Math.max(1, whole.length);
    const value = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
    const isClosed = quoted === undefined || closing === '"';
    // A lone minus is a text like any other.
    const isMinus = minus === '-' && key === undefined && quoted === undefined && bare === '';
    terms.push({
      at,
      end,
      negated: minus === '-' && !isMinus,
      key: key?.toLowerCase(),
      value: isMinus ? '-' : value,
      isClosed,
    });
    at = end;
  }
  return terms;
}

const includes = (text: string, value: string): boolean => text.toLowerCase().includes(value.toLowerCase());

const urlOf = (exchange: Exchange): URL | null => URL.parse(exchange.url);

/** The path as sent, and as it is meant. */
function pathsOf(exchange: Exchange): readonly string[] {
  const path = urlOf(exchange)?.pathname ?? '';
  try {
    return [path, decodeURIComponent(path)];
  } catch {
    return [path];
  }
}

const typeOf = ({ responseBody, responseHeaders }: Exchange): string =>
  responseBody?.mimeType ?? headerOf(responseHeaders, 'content-type') ?? '';

const traits: Readonly<Record<string, (exchange: Exchange) => boolean>> = {
  redirect: ({ redirectOf, status }) =>
    redirectOf !== undefined || (status !== null && status >= 300 && status < 400 && status !== 304),
  retry: ({ retryOf }) => retryOf !== undefined,
  error: ({ error, status }) => error !== undefined || (status !== null && status >= 400),
  pending: ({ error, status }) => error === undefined && status === null,
  replayed: ({ answeredBy }) => answeredBy === 'recording',
  mocked: ({ answeredBy }) => answeredBy === 'mock',
  resent: ({ initiator }) => initiator?.kind === 'studio' && initiator.purpose === 'resend',
  fault: ({ fault }) => fault !== undefined,
  studio: ({ initiator }) => initiator?.kind === 'studio',
};

const COMPARISON = /^(>=|<=|>|<|=)?(\d+(?:\.\d+)?)([a-z]*)$/i;

/** A number with a comparison; undefined for what is none. Without a sign it is a least value: `time:500`. */
function comparison(
  value: string,
  units: Readonly<Record<string, number>>,
  bare: string,
): ((n: number) => boolean) | undefined {
  const [, sign = bare, digits, unit = ''] = COMPARISON.exec(value) ?? [];
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  if (digits === undefined || factor === undefined) return undefined;
  const wanted = Number(digits) * factor;
  switch (sign) {
    case '>':
      return (n) => n > wanted;
    case '<':
      return (n) => n < wanted;
    case '<=':
      return (n) => n <= wanted;
    case '=':
      return (n) => n === wanted;
    default:
      return (n) => n >= wanted;
  }
}

/** `5xx`, `>=400`, `404`. */
function statusTest(value: string): Test | undefined {
  const [, hundreds] = /^([1-5])xx$/i.exec(value) ?? [];
  if (hundreds !== undefined) return ({ status }) => status !== null && Math.floor(status / 100) === Number(hundreds);
  const compare = comparison(value, { '': 1 }, '=');
  return compare && (({ status }) => status !== null && compare(status));
}

const BYTES: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, kb: 1024, m: 1024 ** 2, mb: 1024 ** 2 };
const TIMES: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, m: 60_000 };

interface Key {
  /** What a value must look like, for a message. */
  readonly takes: string;
  readonly test: (value: string) => Test | undefined;
}

const listOf = (value: string): readonly string[] => value.split(',').filter((one) => one !== '');

const keys: Readonly<Record<string, Key>> = {
  method: {
    takes: 'methods such as get or post,put',
    test: (value) => {
      const wanted = new Set(listOf(value.toUpperCase()));
      return wanted.size === 0 ? undefined : ({ method }) => wanted.has(method.toUpperCase());
    },
  },
  status: {
    takes: 'a status such as 404, 5xx, >=400 or 301,302',
    test: (value) => {
      const tests = listOf(value).map(statusTest);
      if (tests.length === 0 || tests.includes(undefined)) return undefined;
      return (exchange, hits) => tests.some((test) => test?.(exchange, hits) === true);
    },
  },
  host: { takes: 'a part of a host name', test: (value) => (one) => includes(urlOf(one)?.host ?? '', value) },
  path: { takes: 'a part of a path', test: (value) => (one) => pathsOf(one).some((path) => includes(path, value)) },
  url: { takes: 'a part of an address', test: (value) => (one) => includes(one.url, value) },
  mime: { takes: 'a part of a media type such as json', test: (value) => (one) => includes(typeOf(one), value) },
  header: {
    takes: 'a part of a header line such as x-rate or "retry-after: 5"',
    test: (value) => (one) =>
      [...one.requestHeaders, ...one.responseHeaders].some(([name, text]) => includes(`${name}: ${text}`, value)),
  },
  size: {
    takes: 'bytes such as >10k or <=1.5m',
    test: (value) => {
      const compare = comparison(value, BYTES, '>=');
      return compare && ((one) => compare(one.responseBody?.bytes ?? one.responseBytes));
    },
  },
  time: {
    takes: 'milliseconds such as >500 or >1.5s',
    test: (value) => {
      const compare = comparison(value, TIMES, '>=');
      return compare && ((one) => compare(one.durationMs));
    },
  },
  is: {
    takes: `one of ${Object.keys(traits).join(', ')}`,
    test: (value) => (Object.hasOwn(traits, value.toLowerCase()) ? traits[value.toLowerCase()] : undefined),
  },
  body: {
    takes: 'a text that a body holds',
    test: (value) => (one, hits) => hits?.get(value)?.has(one.id) ?? true,
  },
};

/** Names of the keys that a filter knows, for completion. */
export const filterKeys: readonly string[] = Object.keys(keys);
/** What may stand after `is:`. */
export const filterTraits: readonly string[] = Object.keys(traits);

function testOf(term: Term): Test | string {
  const { key, value, isClosed } = term;
  if (!isClosed) return 'This quotation mark is not closed.';
  if (key === undefined) return (one) => includes(one.url, value);
  const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
  // `https://…` and `localhost:4010` are no keys.
  if (!known && (value.startsWith('//') || key === 'localhost')) return (one) => includes(one.url, `${key}:${value}`);
  if (!known)
    return `There is no ${key}: to filter by; there are ${filterKeys.join(', ')}, and "${key}:…" in quotation marks is a text.`;
  return (value === '' ? undefined : known.test(value)) ?? `${key}: takes ${known.takes}.`;
}

const negate = (test: Test, { key, value }: Term): Test =>
  // What nobody has looked up yet excludes nothing, whichever way it is meant.
  key === 'body' ? (one, hits) => (hits?.has(value) ? !test(one, hits) : true) : (one, hits) => !test(one, hits);

/** Reads a filter: terms that all must fit, `-` before one that must not, quotation marks around what has blanks. Never fails. */
export function parseFilter(text: string): Filter {
  const errors: FilterError[] = [];
  const { searchChars, filterTerms } = exchangeLimits;
  if (text.length > searchChars)
    errors.push({
      at: searchChars,
      end: text.length,
      message: `A filter has at most ${searchChars} characters; the rest is left out.`,
    });
  const terms = termsOf(text.slice(0, searchChars));
  const [over] = terms.slice(filterTerms);
  if (over)
    errors.push({
      at: over.at,
      end: text.length,
      message: `A filter has at most ${filterTerms} terms; the rest is left out.`,
    });
  const tests: Test[] = [];
  const bodies = new Set<string>();
  for (const term of terms.slice(0, filterTerms)) {
    const test = testOf(term);
    if (typeof test === 'string') errors.push({ at: term.at, end: term.end, message: test });
    else {
      tests.push(term.negated ? negate(test, term) : test);
      if (term.key === 'body') bodies.add(term.value);
    }
  }
  return { errors, bodies: [...bodies], matches: (exchange, hits) => tests.every((test) => test(exchange, hits)) };
}

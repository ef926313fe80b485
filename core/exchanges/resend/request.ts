import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Exchange, Header } from '../../../shared/run/exchange.ts';
import type { Credentials } from '../../auth/credentials.ts';
import { MASK } from '../../network/index.ts';
import { RESERVED_HEADERS } from '../../network/request-check.ts';

/** What is to be other than it was recorded. */
export interface ResendEdits {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Each stands in for all recorded headers of its name. */
  readonly headers?: readonly Header[] | undefined;
  readonly removeHeaders?: readonly string[] | undefined;
  /** null: none. */
  readonly body?: Uint8Array | null | undefined;
}

/** A request that can be sent but for its credentials. */
export interface Resendable {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
  /** Names of what was masked and has been taken out: it is for the connection to give. Headers in lower case. */
  readonly masked: { readonly headers: readonly string[]; readonly query: readonly string[] };
}

const REMEDY = 'give the whole value, or take it out';

const maskedPart = (what: string): Result<never> =>
  fail(
    'input',
    'masked_value',
    `${what} holds ${MASK} where a secret was masked, and records keep no secrets: ${REMEDY}.`,
  );

/** Decided by the client for its own connection. */
const isOwn = (name: string): boolean =>
  name.startsWith(':') || name.toLowerCase() === 'accept-encoding' || RESERVED_HEADERS.has(name.toLowerCase());

/** Places where a whole value was masked: a connection may give it again. */
const isCredential = ([name, value]: Header): boolean => {
  const isSession = /^(?:authorization|cookie)$/i.test(name);
  return value === MASK || (isSession && value.includes(MASK));
};

function splitQuery(url: string): { readonly url: string; readonly names: readonly string[] } {
  const at = url.indexOf('?');
  if (at < 0) return { url, names: [] };
  const pairs = url.slice(at + 1).split('&');
  const isMasked = (pair: string): boolean => pair.endsWith(`=${MASK}`);
  const kept = pairs.filter((pair) => !isMasked(pair));
  const names = pairs.filter(isMasked).map((pair) => pair.slice(0, -MASK.length - 1));
  return {
    url: url.slice(0, at) + (kept.length === 0 ? '' : `?${kept.join('&')}`),
    names: names.map((name) => [...new URLSearchParams(name)][0]?.[0] ?? name),
  };
}

function bodyOf(
  exchange: Exchange,
  recorded: Uint8Array | undefined,
  edits: ResendEdits,
): Result<Uint8Array | undefined> {
  if (edits.body !== undefined) return ok(edits.body ?? undefined);
  if (!exchange.requestBody) return ok(undefined);
  if (!recorded)
    return fail(
      'input',
      'no_body',
      `The request body of ${exchange.id} is no longer stored: older bodies make room for newer ones; give it anew.`,
    );
  return Buffer.from(recorded).includes(MASK) ? maskedPart('The body') : ok(recorded);
}

/**
 * A recorded request with edits, without what was masked as a whole. Input failures: `masked_value` for a secret inside another
 * value, which nobody can put back, `bad_url` and `no_body`.
 */
export function resendable(
  exchange: Exchange,
  recorded: Uint8Array | undefined,
  edits: ResendEdits,
): Result<Resendable> {
  const replaced = new Set(
    [...(edits.headers ?? []).map(([name]) => name), ...(edits.removeHeaders ?? [])].map((name) => name.toLowerCase()),
  );
  const headers = [
    ...exchange.requestHeaders.filter(([name]) => !isOwn(name) && !replaced.has(name.toLowerCase())),
    ...(edits.headers ?? []),
  ];
  const address = splitQuery((edits.url ?? exchange.url).replace(/#.*$/s, ''));
  if (address.url.includes(MASK)) return maskedPart('The address');
  if (!/^https?:$/.test(URL.parse(address.url)?.protocol ?? ''))
    return fail(
      'input',
      'bad_url',
      `${JSON.stringify(address.url.slice(0, 200))} is no address that can be requested: give a whole one, such as https://api.example.com/v1.`,
    );
  const kept = headers.filter((header) => !isCredential(header));
  const broken = kept.find(([, value]) => value.includes(MASK));
  if (broken) return maskedPart(`The header ${broken[0]}`);
  const body = bodyOf(exchange, recorded, edits);
  if (!body.ok) return body;
  const gone = headers.filter(isCredential).map(([name]) => name.toLowerCase());
  return ok({
    method: edits.method ?? exchange.method,
    url: address.url,
    headers: kept,
    body: body.value,
    masked: { headers: [...new Set(gone)], query: [...new Set(address.names)] },
  });
}

/**
 * Whatever was masked and these credentials do not give; undefined where they give all of it. Cookies are not missed: those of the
 * session go along with every request, from the jar of the connection.
 */
export function notGiven({ masked }: Resendable, credentials: Credentials): string | undefined {
  const headers = new Set(credentials.headers.map(([name]) => name.toLowerCase()));
  const query = new Set(credentials.query.map(([name]) => name));
  const header = masked.headers.find((name) => name !== 'cookie' && !headers.has(name));
  const param = masked.query.find((name) => !query.has(name));
  if (header !== undefined) return `the header ${header}`;
  return param === undefined ? undefined : `the query parameter ${param}`;
}

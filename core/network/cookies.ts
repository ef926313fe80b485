import type { Cookie } from 'tough-cookie';
import { networkLimits } from '../../shared/limits.ts';
import { reasonOf } from '../../shared/result.ts';
import type { Header } from '../../shared/run/exchange.ts';
import type { Masker } from './masker.ts';

/** A cookie as it goes into a Cookie header. */
export interface SentCookie {
  readonly name: string;
  readonly value: string;
  /** Whether the value could be a session or a token, and is to be masked wherever it turns up. */
  readonly secret: boolean;
}

/** What became of the Set-Cookie headers of one answer. */
export interface StoredCookies {
  readonly kept: readonly SentCookie[];
  /** Cookies that were not taken, each with the reason. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** The cookies of one connection of one connector, in memory only (A62). */
export interface CookieJar {
  /** What goes with a request to `url`, in the order of RFC 6265. */
  cookiesFor(url: URL): readonly SentCookie[];
  /** Takes the Set-Cookie headers of an answer from `url`. */
  store(url: URL, setCookies: readonly string[]): Promise<StoredCookies>;
}

export type CookieLimits = Pick<typeof networkLimits, 'cookies' | 'cookieChars' | 'cookieJarChars'>;

interface Kept {
  readonly cookie: Cookie;
  /** Scheme and port of the server that set it. */
  readonly scope: string;
  readonly sent: SentCookie;
  /** When the first cookie of this name was set; a newer value keeps it (RFC 6265, 5.3). */
  readonly order: number;
}

const RULES = { rejectPublicSuffixes: true, prefixSecurity: 'strict', allowSecureOnLocal: false } as const;
/** A value of only letters or only digits this short is a word or a number that stands elsewhere too (A109). */
const SURELY_SECRET_CHARS = 16;
const MIN_SECRET_CHARS = 8;
const SENDABLE = /^[\x20-\x7e\x80-\xff]*$/;

function isSecret({ value, httpOnly }: Cookie): boolean {
  if (httpOnly || value.length >= SURELY_SECRET_CHARS) return true;
  return value.length >= MIN_SECRET_CHARS && /[A-Za-z]/.test(value) && /\d/.test(value);
}

const scopeOf = (url: URL): string => `${url.protocol}${url.port}`;
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const domainFits = (cookie: Cookie, host: string): boolean =>
  host === cookie.domain || (cookie.hostOnly !== true && host.endsWith(`.${cookie.domain}`));

/** RFC 6265, 5.1.4. */
function pathFits(cookiePath: string, path: string): boolean {
  if (!path.startsWith(cookiePath)) return false;
  return path.length === cookiePath.length || cookiePath.endsWith('/') || path[cookiePath.length] === '/';
}

const expired = (cookie: Cookie): boolean => (cookie.expiryTime() ?? Number.POSITIVE_INFINITY) <= Date.now();

/** The prefixes count in any case (RFC 6265bis, 5.7); the library looks at one only. */
function prefixProblem(cookie: Cookie): string | undefined {
  if (/^__secure-/i.test(cookie.key) && !cookie.secure) return 'its name begins with __Secure- but it is not Secure';
  const whole = cookie.secure && cookie.hostOnly === true && cookie.path === '/' && cookie.pathIsDefault !== true;
  if (/^__host-/i.test(cookie.key) && !whole)
    return 'its name begins with __Host- but it is not Secure, for this host alone and with Path=/';
  return undefined;
}

class MemoryJar implements CookieJar {
  private readonly limits: CookieLimits;
  /** The oldest first. */
  private readonly cookies = new Map<string, Kept>();
  private chars = 0;
  private orders = 0;

  constructor(limits: CookieLimits) {
    this.limits = limits;
  }

  cookiesFor(url: URL): readonly SentCookie[] {
    if (this.cookies.size === 0) return [];
    const scope = scopeOf(url);
    const host = hostOf(url);
    const fitting: Kept[] = [];
    for (const [key, kept] of this.cookies) {
      const { cookie } = kept;
      if (kept.scope !== scope || !domainFits(cookie, host) || !pathFits(cookie.path ?? '/', url.pathname)) continue;
      if (expired(cookie)) this.forget(key);
      else fitting.push(kept);
    }
    const pathChars = ({ cookie }: Kept): number => cookie.path?.length ?? 0;
    fitting.sort((left, right) => pathChars(right) - pathChars(left) || left.order - right.order);
    return fitting.map(({ sent }) => sent);
  }

  async store(url: URL, setCookies: readonly string[]): Promise<StoredCookies> {
    const kept: SentCookie[] = [];
    const refused: { name: string; reason: string }[] = [];
    // Of more only the last would stay anyway.
    for (const text of setCookies.slice(-this.limits.cookies)) {
      const taken = await this.take(url, text);
      if (typeof taken === 'string')
        refused.push({ name: /^[^=;]{0,100}/.exec(text)?.[0].trim() ?? '', reason: taken });
      else if (taken) kept.push(taken);
    }
    return { kept, refused };
  }

  /** Keeps one cookie; gives why not, or nothing where the server only took one away. */
  private async take(url: URL, text: string): Promise<SentCookie | string | undefined> {
    const { cookieChars } = this.limits;
    if (text.length > cookieChars) return `it is longer than ${cookieChars} characters, which is the limit`;
    if (!SENDABLE.test(text)) return 'it has characters that no header can carry';
    const cookie = await checked(url, text);
    if (typeof cookie === 'string') return cookie;
    const scope = scopeOf(url);
    const key = JSON.stringify([scope, cookie.domain, cookie.path, cookie.key]);
    const order = this.cookies.get(key)?.order ?? ++this.orders;
    this.forget(key);
    if (expired(cookie)) return undefined;
    const sent = { name: cookie.key, value: cookie.value, secret: isSecret(cookie) };
    this.cookies.set(key, { cookie, scope, sent, order });
    this.chars += cookie.key.length + cookie.value.length;
    this.makeRoom();
    return sent;
  }

  private makeRoom(): void {
    for (const key of this.cookies.keys()) {
      if (this.cookies.size <= this.limits.cookies && this.chars <= this.limits.cookieJarChars) return;
      this.forget(key);
    }
  }

  private forget(key: string): void {
    const kept = this.cookies.get(key);
    if (!kept) return;
    this.cookies.delete(key);
    this.chars -= kept.sent.name.length + kept.sent.value.length;
  }
}

/** A cookie that the server may set, by the rules of RFC 6265bis and the list of public suffixes, or why it may not. */
async function checked(url: URL, text: string): Promise<Cookie | string> {
  // Its list of public suffixes takes longer to load than a request takes: only where a server sets cookies.
  const { CookieJar: Rules } = await import('tough-cookie');
  try {
    const cookie = new Rules(undefined, RULES).setCookieSync(text, url.href);
    return cookie ? (prefixProblem(cookie) ?? cookie) : 'it cannot be read';
  } catch (error) {
    return reasonOf(error);
  }
}

/**
 * An empty jar. A cookie goes back to the scheme and port that set it and to hosts that fit its domain, so that neither a
 * redirect to http nor another service on the same machine gets it (A54, A55); a public suffix takes none.
 */
export const createCookieJar = (limits: CookieLimits = networkLimits): CookieJar => new MemoryJar(limits);

/**
 * Makes the values of cookies secrets of a run: as sent, and as a program reads them.
 *
 * @param isPublic what is no secret whatever it looks like: a name of the run's own hosts could not be requested any more
 */
export function learnCookies(
  masker: Masker,
  cookies: readonly SentCookie[],
  isPublic: (value: string) => boolean,
): void {
  for (const { value, secret } of cookies) {
    if (!secret || isPublic(value)) continue;
    masker.learn(value);
    if (!value.includes('%')) continue;
    try {
      masker.learn(decodeURIComponent(value));
    } catch {
      // It is not percent-encoded after all.
    }
  }
}

const isCookie = ([name]: Header): boolean => name.toLowerCase() === 'cookie';

/** Adds cookies to a request; those that its Cookie header names itself stay as they are (A62). */
export function withCookies(headers: readonly Header[], cookies: readonly SentCookie[]): readonly Header[] {
  if (cookies.length === 0) return headers;
  const own = headers
    .filter(isCookie)
    .flatMap(([, value]) => value.split(';').map((pair) => pair.split('=')[0]?.trim()));
  const added = cookies.filter(({ name }) => !own.includes(name)).map(({ name, value }) => `${name}=${value}`);
  if (added.length === 0) return headers;
  const last = headers.findLastIndex(isCookie);
  const [name, value = ''] = headers[last] ?? ['cookie'];
  const before = value.replace(/(?<![;\s])[;\s]+$/, '');
  const merged: Header = [name, (before === '' ? added : [before, ...added]).join('; ')];
  return last < 0 ? [...headers, merged] : headers.with(last, merged);
}

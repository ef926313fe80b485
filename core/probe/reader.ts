import { ok, type Result } from '../../shared/result.ts';
import type { Header } from '../../shared/run/exchange.ts';
import { methodOf, pathOf } from '../generate/places.ts';
import type { EntityPlan } from '../generate/plan.ts';
import type { HttpRequest } from '../network/index.ts';
import { totalOf } from './answer.ts';
import { type Body, encodeBody, withValue } from './body.ts';
import type { Credentials } from './credentials.ts';
import { type Quote, quoted, rowsOf } from './rows.ts';
import { headerOf, type Sender } from './sender.ts';
import type { NoPage, Page, ProbeLimits, Values } from './types.ts';

/** What all lists of one probe are read with. */
export interface Source {
  readonly sender: Sender;
  readonly limits: ProbeLimits;
  readonly credentials: Credentials;
  /** Base URL of the connection; '' where it has none. */
  readonly baseUrl: string;
  /** Takes the connection's secrets out of a text. */
  readonly mask: (text: string) => string;
  /** Values that the user gave by the names of filters. */
  readonly filters: Readonly<Record<string, string>>;
}

type Pairs = readonly (readonly [name: string, value: unknown])[];

const texts = (value: unknown, comma: boolean): readonly string[] => {
  if (!Array.isArray(value)) return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
  const all = value.map(String);
  return comma ? [all.join(',')] : all;
};

/** Reads pages of one list at one place of its parents. */
export class Reader {
  readonly plan: EntityPlan;
  readonly limits: ProbeLimits;
  readonly source: Source;
  private readonly place: Values;
  private readonly known = new Map<string, Result<Page, NoPage>>();

  constructor(source: Source, plan: EntityPlan, place: Values) {
    this.source = source;
    this.limits = source.limits;
    this.plan = plan;
    this.place = place;
  }

  /** A foreign value as a sentence may hold it. */
  readonly quote: Quote = (value) => quoted(value, this.source.mask);

  /** The primary key of the rows. */
  get key(): readonly string[] {
    return this.plan.entity.primaryKey;
  }

  /**
   * One page with these parameters beside those that the list always needs. What was read before is not read again, but with
   * `fresh`.
   */
  async read(
    values: Values,
    options: { readonly in?: 'query' | 'body' | undefined; readonly fresh?: boolean } = {},
  ): Promise<Result<Page, NoPage>> {
    const base = this.base();
    if (!base.ok) return base;
    return this.fetched(this.request(base.value, values, options.in ?? 'query'), base.value, options.fresh === true);
  }

  /** The page at an address that the source gave; never on another host, which would get the credentials (A65). */
  async follow(address: string, fresh = false): Promise<Result<Page, NoPage>> {
    const base = this.base();
    if (!base.ok) return base;
    const url = URL.parse(address, base.value.href);
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
      return { ok: false, error: { kind: 'failed', sentence: 'The address of the next page is not a web address.' } };
    if (url.host !== base.value.host) {
      const sentence = `The next page is at ${this.quote(url.host)}, a foreign host: it is not followed, because it would get the credentials.`;
      return { ok: false, error: { kind: 'failed', sentence } };
    }
    url.protocol = base.value.protocol;
    for (const [name] of this.credentials.query) url.searchParams.delete(name);
    return this.fetched(this.request(url, {}, 'query', true), base.value, fresh);
  }

  private get credentials(): Credentials {
    const isPublic = this.plan.entity.auth?.length === 0;
    return isPublic ? { headers: [], query: [] } : this.source.credentials;
  }

  /** The address of the list without parameters. */
  private base(): Result<URL, NoPage> {
    const { entity, places } = this.plan;
    const root = (entity.server ?? this.source.baseUrl).replace(/\/+$/, '');
    const path = pathOf(entity.operation).replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const place = places.find((one) => one.in === 'path' && one.parameter === name);
      const value = place && this.place[place.name];
      return value === undefined ? whole : encodeURIComponent(value);
    });
    const url = URL.parse(root + path);
    if (url) return ok(url);
    return {
      ok: false,
      error: { kind: 'failed', sentence: 'The connection has no base URL that can be used; set baseUrl.' },
    };
  }

  private always(where: 'query' | 'header' | 'body'): Pairs {
    const { fixed, needed, places } = this.plan;
    const comma = new Set([...fixed, ...needed].filter((one) => one.explode === false).map((one) => one.name));
    const of = (name: string, value: unknown): Pairs => texts(value, comma.has(name)).map((text) => [name, text]);
    const raw = where === 'body';
    return [
      ...fixed
        .filter((one) => one.in === where)
        .flatMap((one) => (raw ? [[one.name, one.default] as const] : of(one.name, one.default))),
      ...needed.filter((one) => one.in === where).flatMap((one) => of(one.name, this.source.filters[one.name] ?? '')),
      ...(where === 'query' ? places : [])
        .filter((one) => one.in === 'query')
        .flatMap((one) => of(one.parameter, this.place[one.name] ?? '')),
    ];
  }

  private request(url: URL, values: Values, where: 'query' | 'body', whole = false): HttpRequest {
    const { credentials } = this;
    const { entity } = this.plan;
    const method = methodOf(entity.operation);
    const address = new URL(url);
    if (!whole) for (const [name, value] of this.always('query')) address.searchParams.append(name, String(value));
    if (where === 'query')
      for (const [name, value] of Object.entries(values)) address.searchParams.set(name, String(value));
    for (const [name, value] of credentials.query) address.searchParams.append(name, value);
    const headers: Header[] = [
      ['accept', 'application/json'],
      ...this.always('header').map(([name, value]): Header => [name, String(value)]),
      ...credentials.headers,
    ];
    if (method === 'GET') return { method, url: address.href, headers };
    const start = Object.fromEntries(this.always('body'));
    const filled = where === 'body' ? Object.entries(values).reduce<Body>(withValue, start) : start;
    const { type, bytes } = encodeBody(filled, entity.contentType);
    return { method, url: address.href, headers: [['content-type', type], ...headers], body: bytes };
  }

  private async fetched(request: HttpRequest, base: URL, fresh: boolean): Promise<Result<Page, NoPage>> {
    const id = `${request.url} ${request.body ? Buffer.from(request.body).toString() : ''}`;
    const before = fresh ? undefined : this.known.get(id);
    if (before) return before;
    const reply = await this.source.sender.send(request);
    const page = reply.ok ? this.parsed(base, reply.value.headers, reply.value.body) : reply;
    this.known.set(id, page);
    return page;
  }

  private parsed(base: URL, headers: readonly Header[], bytes: Uint8Array): Result<Page, NoPage> {
    const { records, rows: kind } = this.plan.entity;
    let body: unknown;
    try {
      // 204 and the like: an answer without a list.
      body = bytes.byteLength === 0 ? null : JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      const type = headerOf(headers, 'content-type') ?? 'no content type';
      return { ok: false, error: { kind: 'failed', sentence: `The answer is not JSON (${type}).` } };
    }
    const rows = rowsOf(body, records, kind);
    const total = totalOf(body, headers, records, rows?.length ?? 0);
    return ok({ base, headers, body, rows: rows ?? [], hasRecords: rows !== undefined, total });
  }
}

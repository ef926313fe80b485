import type { Parameter } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Header } from '../../shared/run/exchange.ts';
import type { Credentials } from '../auth/credentials.ts';
import { methodOf, pathOf } from '../generate/places.ts';
import { type EntityPlan, ownKey } from '../generate/plan.ts';
import { serverOf } from '../generate/request-code.ts';
import type { RunHttpRequest } from '../runs/index.ts';
import { totalOf } from './answer.ts';
import { type Body, encodeBody, withValue } from './body.ts';
import { writtenMoment } from './moment.ts';
import { type Quote, quoted, rowsOf } from './rows.ts';
import { joinedHeader, type Sender } from './sender.ts';
import type { NoPage, Page, ProbeLimits, Values } from './types.ts';

/** What all lists of one probe are read with. */
export interface Source {
  readonly sender: Sender;
  readonly limits: ProbeLimits;
  readonly credentials: Credentials;
  /** Headers that every request of this source carries. */
  readonly headers: readonly Header[];
  /** Base URL of the connection; '' where it has none. */
  readonly baseUrl: string;
  /** Takes the connection's secrets out of a text. */
  readonly mask: (text: string) => string;
  /** Values that the user gave by the names of filters. */
  readonly filters: Readonly<Record<string, string>>;
}

type Pairs = readonly (readonly [name: string, value: unknown])[];

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
]);

/** A value as it stands in a query or a header; a list is repeated unless its style makes one text of it. */
function texts(value: unknown, { style, explode }: Parameter): readonly string[] {
  if (!Array.isArray(value)) return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
  const all = value.map(String);
  return explode === false ? [all.join(SEPARATORS.get(style ?? '') ?? ',')] : all;
}

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
    return ownKey(this.plan.entity);
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

  /** Whether the list is read by anyone: then the studio adds no credentials either. */
  private get isPublic(): boolean {
    return this.plan.entity.auth?.length === 0;
  }

  private get credentials(): Credentials {
    return this.isPublic ? { headers: [], query: [] } : this.source.credentials;
  }

  /** The address of the list without parameters. */
  private base(): Result<URL, NoPage> {
    const { entity, places } = this.plan;
    const root = serverOf(entity) || this.source.baseUrl.replace(/\/+$/, '');
    const path = pathOf(entity.operation).replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const place = places.find((one) => one.in === 'path' && one.parameter === name);
      const value = place ? this.place[place.name] : this.source.filters[name];
      return value === undefined ? whole : encodeURIComponent(value);
    });
    const url = URL.parse(root + path);
    if (url) return ok(url);
    return {
      ok: false,
      error: { kind: 'failed', sentence: 'The connection has no base URL that can be used; set baseUrl.' },
    };
  }

  /** What the list always needs beside its path: stated values, filters, values of its place, and the earliest moment where it must be given. */
  private always(where: 'query' | 'header' | 'body'): Pairs {
    const { entity, fixed, needed, places } = this.plan;
    const sent = (parameter: Parameter, value: unknown): Pairs =>
      (where === 'body' ? [value] : texts(value, parameter)).map((text) => [parameter.name, text]);
    const since = entity.params.find((one) => one.name === entity.incremental?.param && one.required);
    return [
      ...fixed.flatMap(({ parameter, value }) => (parameter.in === where ? sent(parameter, value) : [])),
      ...needed.flatMap((one) => (one.in === where ? sent(one, this.source.filters[one.name] ?? '') : [])),
      ...places.flatMap((one): Pairs => (one.in === where ? [[one.parameter, this.place[one.name] ?? '']] : [])),
      ...(since?.in === where ? [[since.name, writtenMoment(entity, 0)] as const] : []),
    ];
  }

  private headers(extra: readonly Header[]): readonly Header[] {
    const all: readonly Header[] = [
      ['accept', 'application/json'],
      ...extra,
      ...this.source.headers,
      ...this.always('header').map(([name, value]): Header => [name, String(value)]),
      ...this.credentials.headers,
    ];
    // One header of each name: what comes later is the more particular.
    return [...new Map(all.map(([name, value]) => [name.toLowerCase(), [name, value] satisfies Header])).values()];
  }

  private request(url: URL, values: Values, where: 'query' | 'body', whole = false): RunHttpRequest {
    const { entity } = this.plan;
    const method = methodOf(entity.operation);
    const address = new URL(url);
    if (!whole) for (const [name, value] of this.always('query')) address.searchParams.append(name, String(value));
    if (where === 'query')
      for (const [name, value] of Object.entries(values)) address.searchParams.set(name, String(value));
    for (const [name, value] of this.credentials.query) address.searchParams.append(name, value);
    const auth = !this.isPublic;
    if (method === 'GET') return { method, url: address.href, headers: this.headers([]), auth };
    const start = Object.fromEntries(this.always('body'));
    const filled = where === 'body' ? Object.entries(values).reduce<Body>(withValue, start) : start;
    const { type, bytes } = encodeBody(filled, entity.contentType);
    return { method, url: address.href, headers: this.headers([['content-type', type]]), body: bytes, auth };
  }

  private async fetched(request: RunHttpRequest, base: URL, fresh: boolean): Promise<Result<Page, NoPage>> {
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
      const type = joinedHeader(headers, 'content-type') ?? 'no content type';
      return { ok: false, error: { kind: 'failed', sentence: `The answer is not JSON (${type}).` } };
    }
    const rows = rowsOf(body, records, kind);
    const total = totalOf(body, headers, records, rows?.length ?? 0);
    return ok({ base, headers, body, rows: rows ?? [], hasRecords: rows !== undefined, total });
  }
}

import { randomBytes } from 'node:crypto';
import { conformanceLimits } from '../../../shared/limits.ts';
import { type Api, codeOf, good, type Reply, said } from './api.ts';
import { type AuthType, nounFor, suffixOf } from './connector.ts';
import { publishOwn } from './listings.ts';
import { type Connector, connectorSchema, installedSchema, listSchema } from './objects.ts';
import { Contradiction, must, NotChecked } from './report.ts';
import type { CheckSource } from './source.ts';

/** A listing and what installs it. */
export interface Target {
  readonly listing: string;
  readonly auth: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Where the statements are looked at: what is installed for them, once, when it is first asked for. */
export interface Stage {
  readonly api: Api;
  readonly otherKey: string | undefined;
  readonly readKey: string | undefined;
  /** The source, and the listing that goes with it; throws `NotChecked` where a listing was named. */
  source(): CheckSource;
  own(type: AuthType): Promise<Target>;
  /** The listing of most statements: the named one, or that of an API key. */
  target(): Promise<Target>;
  /** A name that no other connector has. */
  name(): string;
  /** Asks for an installation; what comes of it is taken away at the end. */
  install(body: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Installs a listing; gives the connector as a read gives it. */
  installed(target: Target): Promise<Connector>;
  /** A connector that all may read. */
  connector(): Promise<Connector>;
  /** More connectors than a page holds, and a filter that only they pass. */
  many(): Promise<{ readonly ids: readonly string[]; readonly filter: string }>;
  remove(id: string): Promise<Reply>;
  /** Listings that were published and operators that were made: neither can be unmade. */
  published(): readonly string[];
  readonly operators: Set<string>;
  /** Takes away what was installed, of one listing or of all. */
  clear(listing?: string): Promise<void>;
}

export interface StageOptions {
  readonly api: Api;
  readonly key: string;
  readonly otherKey?: string | undefined;
  readonly readKey?: string | undefined;
  readonly source: CheckSource | undefined;
  readonly target?: Target | undefined;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const NO_SOURCE = 'it needs a source that the check holds in its hands, not a listing of others (--listing)';

/** Runs so many at once, no more. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const { installsAtOnce } = conformanceLimits;
  for (let at = 0; at < items.length; at += installsAtOnce)
    results.push(...(await Promise.all(items.slice(at, at + installsAtOnce).map(work))));
  return results;
}

export function openStage({ api, key, otherKey, readKey, source, target: named }: StageOptions): Stage {
  /** Connectors by id, with their listing. */
  const made = new Map<string, string>();
  const listings = new Set<string>(named ? [named.listing] : []);
  const prefix = `conformance-${randomBytes(4).toString('hex')}`;
  let names = 0;

  const makeOwn = async (type: AuthType): Promise<Target> => {
    if (!source) throw new NotChecked(NO_SOURCE);
    const listing = await publishOwn(api, type, key, source.url);
    const isFirst = !listings.has(listing);
    listings.add(listing);
    if (isFirst) await clearFilter(`capability=${nounFor(type, suffixOf(key))}.read`);
    const auth =
      type === 'api_key' ? { type, key: source.key } : type === 'basic' ? { type, ...source.user } : { type };
    return { listing, auth, config: { baseUrl: source.url } };
  };
  const owns = {
    api_key: once(() => makeOwn('api_key')),
    basic: once(() => makeOwn('basic')),
    oauth2: once(() => makeOwn('oauth2')),
  };

  const stage: Stage = {
    ...{ api, otherKey, readKey },
    operators: new Set(),
    published: () => [...listings].filter((listing) => listing !== named?.listing),
    source: () => {
      if (source) return source;
      throw new NotChecked(NO_SOURCE);
    },
    own: (type) => owns[type](),
    target: () => (named ? Promise.resolve(named) : owns.api_key()),
    name: () => `${prefix}-${++names}`,
    install: async (body, headers = {}) => {
      const before = source?.seen.requests;
      const reply = await api.send({ method: 'POST', path: 'connectors', body, headers });
      const parsed = connectorSchema.pick({ id: true, listing: true }).safeParse(reply.body);
      if (reply.status < 300 && parsed.success) made.set(parsed.data.id, parsed.data.listing);
      const unreached = ['connector_upstream_error', 'host_refused'].includes(codeOf(reply));
      if (unreached && source && source.seen.requests === before)
        throw new NotChecked(
          `the marketplace does not reach ${source.url} (${said(reply)}): let it, or name an address that it reaches with --source-url`,
        );
      return reply;
    },
    installed: async (target) => {
      const reply = await stage.install({ ...target, name: stage.name() });
      const { id } = good(reply, installedSchema, 201, 200);
      return good(await api.send({ method: 'GET', path: `connectors/${encodeURIComponent(id)}` }), connectorSchema);
    },
    connector: once(async () => stage.installed(await stage.target())),
    many: once(async () => {
      const target = await stage.target();
      const all = await each(Array.from({ length: conformanceLimits.installs }), () => stage.installed(target));
      const [capability] = all[0]?.capabilities ?? [];
      if (capability === undefined) throw new NotChecked(`${target.listing} has no capability to filter by`);
      return { ids: all.map(({ id }) => id), filter: `capability=${encodeURIComponent(capability)}` };
    }),
    remove: async (id) => {
      const reply = await api.send({ method: 'DELETE', path: `connectors/${encodeURIComponent(id)}` });
      if (reply.status === 200 || reply.status === 404) made.delete(id);
      return reply;
    },
    clear: async (listing) => {
      for (const [id, of] of [...made]) if (listing === undefined || of === listing) await stage.remove(id);
      const [still] = made.keys();
      if (still !== undefined && listing === undefined)
        throw new Contradiction(`${made.size} connectors could not be uninstalled, ${still} first`);
    },
  };

  /** Takes away what an earlier check of the same key left. */
  async function clearFilter(filter: string): Promise<void> {
    for (let page = 0; page < conformanceLimits.pages; page++) {
      const list = good(await api.send({ method: 'GET', path: `connectors?${filter}&limit=100` }), listSchema);
      const left = list.data.filter(({ id, listing }) => listings.has(listing) && !made.has(id));
      for (const { id } of left) await stage.remove(id);
      if (!list.has_more || left.length === 0) return;
    }
    must(false, `${filter} lists more than ${conformanceLimits.pages} pages, though what they hold is uninstalled`);
  }

  return stage;
}

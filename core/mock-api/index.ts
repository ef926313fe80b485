import type { ImportReport } from '../../shared/import/report.ts';
import { mockApiLimits } from '../../shared/limits.ts';
import { createRandom } from '../../shared/random.ts';
import { inputsOf } from '../generate/inputs.ts';
import type { ApiDescription, Operation } from '../infer/model.ts';
import type { AddressOf } from './answer/list.ts';
import { Gate, type MockCredentials } from './auth.ts';
import { sampleFor } from './data/samples.ts';
import { Store, seenRow } from './data/store.ts';
import { type Table, tablesOf } from './data/table.ts';
import { Router } from './http/router.ts';
import { listen } from './http/server.ts';
import { Service } from './service.ts';
import { makeValue } from './values/make.ts';

export type { MockCredentials } from './auth.ts';

export interface MockApiOptions {
  readonly description: ApiDescription;
  /** What was inferred from the same description. */
  readonly report: ImportReport;
  /** Same seed, same rows, ids and credentials. */
  readonly seed?: number;
  /** Rows of each list that stands by itself; by default enough for more than one page. */
  readonly rows?: number;
  /** Port on 127.0.0.1; 0, the default, takes any that is free. */
  readonly port?: number;
  /** Gets a line for each request, without its query. */
  readonly log?: (line: string) => void;
}

/** A mock that is running. */
export interface MockApi {
  /** Base URL with the path of the API, without a trailing slash. */
  readonly url: string;
  /** One entry for each authentication of the description; any one of them opens what needs credentials. */
  readonly credentials: readonly MockCredentials[];
  /** Where the operations of another server of the description are served: its URL → the URL here. */
  readonly servers: ReadonlyMap<string, string>;
  /** Values that a list cannot do without and that only the user can give, by the name of the filter. */
  filters(entity: string): Readonly<Record<string, string>>;
  /** The rows of an entity as a connector sees them, over all parents; undefined for an entity that is not served. */
  rows(entity: string): readonly Readonly<Record<string, unknown>>[] | undefined;
  close(): Promise<void>;
}

/** The seed of a mock that is given none. */
export const DEFAULT_SEED = 20_261;

/** Path of a server, without a closing slash. */
const mountOf = (server: string): string => (URL.parse(server)?.pathname ?? '').replace(/\/+$/, '');

/** A value as a filter takes it: JSON for what is no single value. */
const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** The values of parameters that a connector asks its user for, by their names. */
function neededBy(table: Table, store: Store, seed: number): Readonly<Record<string, string>> {
  const { needed } = inputsOf(table.entity, table.places, { headers: [], fields: {}, covers: () => false });
  return Object.fromEntries(
    needed.map(({ name, in: place }) => {
      if (place === 'path') return [name, store.given(table, name)];
      const random = createRandom(seed, name);
      const shape = place === 'body' ? table.operation.body?.shape?.properties.get(name) : undefined;
      if (shape) return [name, asText(makeValue(shape, name, { random, index: 0, needs: (at) => at === '' }))];
      return [
        name,
        sampleFor(
          table.operation.parameters.find((one) => one.name === name),
          name,
          random,
        ),
      ];
    }),
  );
}

/**
 * Starts a mock of a description on 127.0.0.1: lists with rows that belong together, paged as was inferred, that can be written
 * to; anything else answers with an example. Rejects where the port is taken.
 */
export async function createMockApi(options: MockApiOptions): Promise<MockApi> {
  const { description, report, seed = DEFAULT_SEED } = options;
  const rows = options.rows === undefined ? undefined : Math.min(options.rows, mockApiLimits.seededRows);
  const tables = tablesOf(description, report);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const store = new Store(tables, seed, rows);
  const gate = new Gate(report.auth, seed);
  const basePath = mountOf(report.baseUrl);
  const { queryKeys } = gate;
  let origin = '';
  const address: AddressOf = (request, parameters) => {
    const url = new URL(origin);
    url.pathname = request.path;
    for (const [name, value] of request.query) if (!queryKeys.has(name)) url.searchParams.append(name, value);
    for (const [name, value] of parameters) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    return url.href;
  };
  const mount = (operation: Operation): string =>
    operation.server === undefined ? basePath : mountOf(operation.server);
  const router = new Router(description.operations.map((operation) => ({ operation, mount: mount(operation) })));
  const service = new Service(store, gate, seed, address);
  const server = await listen(
    { router, service, seed, basePath, log: options.log ?? (() => undefined) },
    options.port ?? 0,
  );
  origin = `http://127.0.0.1:${server.port}`;
  const others = description.operations.flatMap(({ server: other }) => (other === undefined ? [] : [other]));
  return {
    url: `${origin}${basePath}`,
    credentials: gate.credentials,
    servers: new Map([...new Set(others)].map((other) => [other, `${origin}${mountOf(other)}`])),
    filters: (entity) => {
      const table = byName.get(entity);
      if (!table) return {};
      const given = table.parent ? {} : store.lists(table)[0]?.at;
      return {
        ...Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, String(value)])),
        ...neededBy(table, store, seed),
      };
    },
    rows: (entity) => {
      const table = byName.get(entity);
      return table && store.lists(table).flatMap((list) => list.rows.map(seenRow));
    },
    close: () => server.close(),
  };
}

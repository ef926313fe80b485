import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Entity, Manifest } from '../../shared/connector/manifest.ts';
import type { Store } from '../database/index.ts';
import { call, type RunningMarketplace, runningMarketplace, samplePackage, upload } from './running.ts';

/** A key that the source takes; long enough for a hint. */
export const goodKey = 'crm_live_CANARY9f4c2e8b1a41';

/** A source on loopback that takes one key; a test may change what it answers. */
export interface Source {
  readonly url: string;
  /** `GET /contacts` and the like, in order. */
  readonly requests: string[];
  /** Answers by path; 200 with `{}` where none is said. */
  readonly answers: Map<string, number>;
  /** From now on nobody listens there. */
  stop(): Promise<void>;
}

export async function crmSource(accepts: (headers: Headers) => boolean | Promise<boolean>): Promise<Source> {
  const requests: string[] = [];
  const answers = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    requests.push(`${request.method} ${path}`);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    response.statusCode = (await accepts(headers)) ? (answers.get(path) ?? 200) : 401;
    response.setHeader('content-type', 'application/json').end('[{"id":1}]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(stop);
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, answers, stop };
}

/** A source that takes the one key in `x-api-key`. */
export const keySource = (): Promise<Source> => crmSource((headers) => headers.get('x-api-key') === goodKey);

const contacts: Entity = {
  name: 'contacts',
  title: 'Contact',
  operation: 'GET /contacts',
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [],
};

const commands: Manifest['commands'] = {
  countOrders: { params: [], sideEffect: false, capability: 'order.count' },
  readOrder: { params: ['id'], sideEffect: false, capability: 'order.read' },
  holdOrder: { params: ['id'], sideEffect: true, capability: 'order.hold' },
};

const ask = (path: string, base: string): string =>
  `const answer = await http.get(${base}.baseUrl + '${path}');
  if (answer.status !== 200) throw new Error('The source answered ' + answer.status + ' to ${path}');`;

const files: Readonly<Record<string, string>> = {
  'functions/validate.js': `export async function validate({ fields }) {\n  ${ask('/me', 'fields')}\n  return { name: 'Ann' };\n}\n`,
  'functions/data.js': `export async function data({ account, requestedType }) {
  ${ask('/contacts', 'account')}
  return { items: answer.body, pagination: { hasNext: true, nextPageConfig: { page: 2 } } };
}\n`,
  'commands.js': `function get(path) {
  const answer = floh.http.get(floh.config.baseUrl + path);
  if (answer.status !== 200) return { success: false, error: 'The source answered ' + answer.status };
  return { success: true, payload: {} };
}
function countOrders() { return get('/count'); }
function readOrder() { return get('/orders/' + floh.params.id); }
function holdOrder() { return get('/hold'); }
`,
};

/** The archive of a connector for the source. */
export const crmPackage = (manifest: Partial<Manifest> = {}, further: Readonly<Record<string, string>> = {}) =>
  samplePackage(
    {
      id: 'crm',
      name: 'Crm',
      authentication: [{ id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'x-api-key' }],
      connectionConfig: {
        baseUrl: { type: 'string', required: true },
        region: { type: 'select', options: ['eu', 'us'], default: 'eu' },
        pin: { type: 'secret' },
        retries: { type: 'number' },
      },
      entities: [contacts],
      commands,
      ...manifest,
    },
    { ...files, ...further },
  );

/** A marketplace that has the connector in its catalogue, and reaches loopback. */
export async function crmMarketplace(
  kind: Store['kind'],
  manifest: Partial<Manifest> = {},
  place: Store['kind'] | RunningMarketplace['place'] = kind,
): Promise<RunningMarketplace> {
  const marketplace = await runningMarketplace(place, { allowedHosts: ['127.0.0.1'] });
  await upload(marketplace, 'cn-crm', await crmPackage(manifest));
  return marketplace;
}

/** A request to install it. */
export const crmInstall = ({ url }: Pick<Source, 'url'>, body: Readonly<Record<string, unknown>> = {}) => ({
  listing: 'cn-crm',
  auth: { type: 'api_key', key: goodKey },
  config: { baseUrl: url },
  ...body,
});

/** Installs it; gives the id. */
export async function installed(
  marketplace: Pick<RunningMarketplace, 'url' | 'key'>,
  source: Pick<Source, 'url'>,
  body: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await call(marketplace, 'POST', '/v1/connectors', crmInstall(source, body));
  if (answer.status !== 201) throw new Error(`not installed: ${JSON.stringify(answer.body)}`);
  return answer.body instanceof Object && 'id' in answer.body ? String(answer.body.id) : '';
}

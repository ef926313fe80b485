import { toContentDigest } from '../../core/package/index.ts';
import type { Scope } from '../keys.ts';
import { type Answer, type RunningMarketplace, samplePackage } from './running.ts';

/** What one tenant owns, as requests name it. */
export interface Owned {
  readonly listing: string;
  readonly version: string;
  readonly operator: string;
  readonly connector: string;
}

/** What to send to a route. */
export interface Sample {
  /** Address with ids of what is owned, or of what nobody owns. */
  address(of: Owned): string;
  body?(of: Owned): unknown;
  /** Bytes in place of JSON. */
  archive?(of: Owned): Promise<{ readonly bytes: Uint8Array; readonly digest: string }>;
  /** Status for the owner. */
  readonly own: number;
  /**
   * What another tenant meets: `public` things are there for everyone, `apart` has each tenant its own of, `foreign` ones are
   * not there for others (404), and `claimed` is an id that a request takes where nobody has it yet.
   */
  readonly other: 'public' | 'apart' | 'foreign' | 'claimed';
}

const at = (address: string, own: number, other: Sample['other'], body?: unknown): Sample => ({
  address: () => address,
  ...(body === undefined ? {} : { body: () => body }),
  own,
  other,
});
const operator = (rest: string, own: number): Sample => ({
  address: (of) => `/v1/operators/${of.operator}${rest}`,
  own,
  other: 'foreign',
});

const connector = (rest: string, own: number): Sample => ({
  address: (of) => `/v1/connectors/${of.connector}${rest}`,
  own,
  other: 'foreign',
});

/** A request for every route there is. A route without one fails the test of the matrix. */
export const samples: Readonly<Record<string, Sample>> = {
  'GET /healthz': at('/healthz', 200, 'public'),
  'GET /v1/openapi.json': at('/v1/openapi.json', 200, 'public'),
  'GET /v1/listings': at('/v1/listings', 200, 'public'),
  'GET /v1/categories': at('/v1/categories', 200, 'public'),
  'GET /v1/listings/:id': { address: (of) => `/v1/listings/${of.listing}`, own: 200, other: 'public' },
  'PATCH /v1/listings/:id': {
    address: (of) => `/v1/listings/${of.listing}`,
    body: () => ({ status: 'live' }),
    own: 200,
    other: 'foreign',
  },
  'GET /v1/listings/:id/versions': {
    address: (of) => `/v1/listings/${of.listing}/versions`,
    own: 200,
    other: 'public',
  },
  'POST /v1/listings/:id/versions': {
    address: (of) => `/v1/listings/${of.listing}/versions`,
    archive: (of) => samplePackage({ id: of.listing.slice('cn-'.length), version: '7.0.0' }),
    own: 201,
    other: 'claimed',
  },
  'PATCH /v1/listings/:id/versions/:version': {
    address: (of) => `/v1/listings/${of.listing}/versions/${of.version}`,
    body: () => ({ changelog: 'Changed.' }),
    own: 200,
    other: 'foreign',
  },
  'GET /v1/listings/:id/versions/:version/logo': {
    address: (of) => `/v1/listings/${of.listing}/versions/${of.version}/logo`,
    own: 200,
    other: 'public',
  },
  'GET /v1/listings/:id/versions/:version/download': {
    address: (of) => `/v1/listings/${of.listing}/versions/${of.version}/download`,
    own: 200,
    other: 'public',
  },
  'GET /v1/operators': at('/v1/operators', 200, 'apart'),
  'POST /v1/operators': at('/v1/operators', 201, 'apart', { name: 'Matrix', capabilities: [] }),
  'GET /v1/operators/:id': operator('', 200),
  'POST /v1/operators/:id/pause': operator('/pause', 200),
  'POST /v1/operators/:id/resume': operator('/resume', 200),
  'GET /v1/receipts': at('/v1/receipts', 200, 'apart'),
  'GET /v1/connectors': at('/v1/connectors', 200, 'apart'),
  'GET /v1/connectors/:id': connector('', 200),
  'POST /v1/connectors': {
    address: () => '/v1/connectors',
    body: (of) => ({ listing: of.listing, auth: { type: 'none' }, name: 'Matrix' }),
    own: 201,
    other: 'apart',
  },
  'PATCH /v1/connectors/:id': {
    address: (of) => `/v1/connectors/${of.connector}`,
    body: () => ({ name: 'Renamed' }),
    own: 200,
    other: 'foreign',
  },
  'POST /v1/connectors/:id/test': connector('/test', 200),
  // Nobody has to consent to a connector without credentials.
  'POST /v1/connectors/:id/authorize': connector('/authorize', 409),
  'DELETE /v1/connectors/:id': connector('', 200),
  // Without a state it ends nothing.
  'GET /v1/oauth/callback': at('/v1/oauth/callback', 400, 'public'),
};

/** Ids of the right form that nobody has. */
export const nobodys: Owned = {
  listing: 'cn-nobodys',
  version: '6.6.6',
  operator: 'op_00000000deadbeef',
  connector: 'cn_00000000deadbeef',
};

/** Sends the request of a route with a key; without one where it is empty. */
export async function ask(
  marketplace: Pick<RunningMarketplace, 'url'>,
  key: string,
  method: string,
  { sample, of }: { readonly sample: Sample; readonly of: Owned },
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const archive = await sample.archive?.(of);
  const json = sample.body?.(of);
  const types = { 'content-type': archive ? 'application/vnd.connector+zip' : 'application/json' };
  const body = archive ? new Uint8Array(archive.bytes) : JSON.stringify(json);
  const response = await fetch(`${marketplace.url}${sample.address(of)}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(archive || json !== undefined ? types : {}),
      ...(archive ? { 'content-digest': toContentDigest(archive.digest) } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = /^application\/json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : null };
}

/** All scopes but one. */
export const without = (all: readonly Scope[], scope: Scope | null): readonly Scope[] =>
  all.filter((one) => one !== scope);

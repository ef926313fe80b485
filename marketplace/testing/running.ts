import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { packConnector, toContentDigest } from '../../core/package/index.ts';
import { sampleConnector } from '../../core/package/testing/sample.ts';
import { openStore, type Store } from '../database/index.ts';
import { createMarketplace, type Marketplace, type MarketplaceOptions } from '../index.ts';
import { addKey, type Scope, scopes } from '../keys.ts';
import { asAdministrator, databaseAt } from './administrator.ts';

/** The databases of this machine: tests that concern one run with each. */
export const databases: readonly Store['kind'][] = inject('postgres') === '' ? ['sqlite'] : ['sqlite', 'postgres'];

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'studio-marketplace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a statement as whoever may do everything, in the database that is there from the start or another one. */
export const administer = (statement: string, database = inject('postgres')): Promise<void> =>
  asAdministrator(database, statement);

/** A new PostgreSQL database that is gone after the test; `from` names the one that it is a copy of. */
async function newDatabase(from = ''): Promise<string> {
  const name = `market_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}${from === '' ? '' : ` TEMPLATE ${from}`}`);
  onTestFinished(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  return databaseAt(inject('postgres'), name);
}

/** An empty PostgreSQL database that is gone after the test. */
export const emptyDatabase = (): Promise<string> => newDatabase();

async function placeOf(kind: Store['kind'], database: () => Promise<string>) {
  const dataDirectory = temporaryFolder();
  if (kind === 'sqlite') return { dataDirectory };
  return { dataDirectory, databaseUrl: await database(), vaultKey: randomBytes(32).toString('base64') };
}

/** Where a new marketplace keeps its data: not even its tables are there. */
export const emptyPlace = (kind: Store['kind']) => placeOf(kind, emptyDatabase);

/** A marketplace of a test: its address, its first key, and its database for whoever runs it. */
export interface RunningMarketplace extends Marketplace {
  readonly key: string;
  readonly place: Pick<MarketplaceOptions, 'dataDirectory' | 'databaseUrl' | 'vaultKey'>;
}

/** A marketplace on a free port with its first key; closed after the test. */
export async function runningMarketplace(
  at: Store['kind'] | RunningMarketplace['place'] = 'sqlite',
  options: Omit<MarketplaceOptions, keyof RunningMarketplace['place']> = {},
): Promise<RunningMarketplace> {
  const place = typeof at === 'string' ? await placeOf(at, () => newDatabase(inject('postgresTemplate'))) : at;
  const marketplace = await createMarketplace({ ...options, ...place });
  onTestFinished(() => marketplace.close());
  return { ...marketplace, key: marketplace.key ?? '', place };
}

/** Works on the database behind the server's back. */
export async function behind<T>({ place }: RunningMarketplace, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ databaseUrl: undefined, ...place });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** A further key, as whoever runs the server would make it. */
export const furtherKey = async (
  marketplace: RunningMarketplace,
  options: { tenant?: string; scopes?: readonly Scope[]; expiresAt?: Date } = {},
): Promise<string> =>
  (await behind(marketplace, ({ db }) => addKey(db, { tenant: 't_other', scopes, ...options }))).key;

/** The sample connector as an archive. */
export async function samplePackage(...sample: Parameters<typeof sampleConnector>) {
  const packed = await packConnector(sampleConnector(...sample));
  if (!packed.ok) throw new Error(packed.error.message);
  return packed.value;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a request and reads the JSON of the answer. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Sends JSON as a client with a key would. */
export const call = (
  { url, key }: Pick<RunningMarketplace, 'url' | 'key'>,
  method: string,
  address: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  send(`${url}${address}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Publishes bytes as a raw client would; `headers` replaces or, with undefined, drops headers. */
export async function upload(
  marketplace: { readonly url: string; readonly key: string },
  listing: string,
  archive: { readonly bytes: Uint8Array; readonly digest: string },
  headers: Readonly<Record<string, string | undefined>> = {},
): Promise<Answer> {
  const all: Record<string, string | undefined> = {
    authorization: `Bearer ${marketplace.key}`,
    'content-type': 'application/vnd.connector+zip',
    'content-digest': toContentDigest(archive.digest),
    ...headers,
  };
  const given = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const url = `${marketplace.url}/v1/listings/${encodeURIComponent(listing)}/versions`;
  return send(url, { method: 'POST', headers: given, body: new Uint8Array(archive.bytes) });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { packConnector, toContentDigest } from '../../core/package/index.ts';
import { sampleConnector } from '../../core/package/testing/sample.ts';
import { openDatabase } from '../database.ts';
import { createMarketplace, type Marketplace } from '../index.ts';
import { addKey, type Scope, scopes } from '../keys.ts';

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'studio-marketplace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A marketplace on a free port with its first key; closed after the test. */
export async function runningMarketplace(
  dataDirectory: string = temporaryFolder(),
): Promise<Marketplace & { readonly key: string; readonly dataDirectory: string }> {
  const marketplace = await createMarketplace({ dataDirectory });
  onTestFinished(() => marketplace.close());
  return { ...marketplace, key: marketplace.key ?? '', dataDirectory };
}

/** A further key, as whoever runs the server would make it. */
export async function furtherKey(
  dataDirectory: string,
  options: { tenant?: string; scopes?: readonly Scope[]; expiresAt?: Date } = {},
): Promise<string> {
  const db = openDatabase(dataDirectory);
  try {
    return await addKey(db, { tenant: 't_other', scopes, ...options });
  } finally {
    await db.destroy();
  }
}

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

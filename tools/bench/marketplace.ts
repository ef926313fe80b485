import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packConnector, toContentDigest } from '../../core/package/index.ts';
import { sampleConnector } from '../../core/package/testing/sample.ts';
import { startCluster } from '../../marketplace/testing/postgres.ts';
import { type Asked, type Load, load, p95, startAsked } from './marketplace/ask.ts';
import { fill } from './marketplace/seed.ts';
import { against, ms, type Row, within } from './measure.ts';
import { own } from './peers.ts';

const PUBLISHES = 100;
const READS = 200;
/** The most that 95 of 100 lists may take, ms. */
const LIST_MS = 50;

const lists: Readonly<Record<string, string>> = {
  connectors: '/v1/connectors',
  'connectors, 100 a page': '/v1/connectors?limit=100',
  'connectors by a capability of all': '/v1/connectors?capability=order.read',
  'connectors by a capability of one in 50': '/v1/connectors?capability=order_7.hold',
  'connectors by a capability of the oldest': '/v1/connectors?capability=order.rare',
  'connectors by a capability of nobody': '/v1/connectors?capability=order.none',
  'connectors by kind': '/v1/connectors?kind=hardware',
  'connectors by status': '/v1/connectors?status=error',
  'connectors by status of nobody': '/v1/connectors?status=pending_auth',
  'connectors by all three': '/v1/connectors?capability=order.read&kind=hardware&status=error',
  'connectors by three that exclude each other': '/v1/connectors?capability=order.read&kind=saas&status=pending_auth',
  listings: '/v1/listings',
  'listings by a word of all': '/v1/listings?query=shop',
  'listings by a word of the oldest': '/v1/listings?query=word0',
  'listings by a word of nobody': '/v1/listings?query=nothing',
  'listings by two letters of nobody': '/v1/listings?query=zq',
  'listings by words of all and of few': '/v1/listings?query=shop%20word77',
  'listings by category': '/v1/listings?category=finance',
  'listings by kind': '/v1/listings?kind=hardware',
  'listings by capability': '/v1/listings?capability=order_7.hold',
  'listings by status': '/v1/listings?status=early_access',
  'listings by publisher': '/v1/listings?publisher=t_publisher7',
  'listings by a publisher that there is not': '/v1/listings?publisher=nobody',
  categories: '/v1/categories',
  receipts: '/v1/receipts',
  'receipts by connector': '/v1/receipts?connector=cn_0',
  'receipts by an operator of the oldest': '/v1/receipts?operator=op_oldest',
  'receipts by outcome': '/v1/receipts?outcome=failed',
  operators: '/v1/operators',
  'operators by status': '/v1/operators?status=paused',
};

/** Archives of as many versions, of ten listings. */
const archivesOf = (
  name: string,
): Promise<{ readonly id: string; readonly bytes: Uint8Array; readonly digest: string }[]> =>
  Promise.all(
    Array.from({ length: PUBLISHES }, async (_, n) => {
      const id = `bench-${name}-x${n % 10}`;
      const packed = await packConnector(sampleConnector({ id, version: `1.0.${Math.floor(n / 10)}` }));
      if (!packed.ok) throw new Error(packed.error.message);
      return { id, bytes: packed.value.bytes, digest: packed.value.digest };
    }),
  );

interface Pair {
  readonly ours: Asked;
  readonly peer: Asked;
  readonly peerName: string;
  readonly on: string;
}

const rate = (value: number): string => `${(1 / value).toFixed(value < 0.1 ? 0 : 1)}/s`;

/** Throughput, and the time that 95 of 100 calls stay below, against the peer's. */
const compared = (what: string, mine: Load, theirs: Load, name: string): readonly Row[] => [
  against(what, rate, 1 / mine.rate, { name, value: 1 / theirs.rate }),
  against(`p95 of ${what}`, ms, mine.p95, { name, value: theirs.p95 }),
];

async function publishing({ ours, peer, peerName, on }: Pair): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const clients of [1, 20]) {
    const archives = await archivesOf(`c${clients}`);
    const mine = await load(
      clients,
      archives.map(({ id, bytes, digest }) => () => {
        const headers = {
          'content-type': 'application/octet-stream',
          'content-digest': toContentDigest(digest),
          'idempotency-key': digest,
        };
        return ours.send(`/v1/listings/cn-${id}/versions`, { bytes, headers });
      }),
    );
    const theirs = await load(
      clients,
      archives.map(
        ({ bytes, digest }) =>
          () =>
            peer.send(`/add/${digest}`, { bytes, headers: { 'content-type': 'application/octet-stream' } }),
      ),
    );
    const what = `publishes on ${on}, ${clients === 1 ? 'one client' : `${clients} clients`}`;
    rows.push(...compared(what, mine, theirs, peerName));
  }
  return rows;
}

async function listing({ ours, peer, peerName, on }: Pair): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const what of ['connectors', 'listings']) {
    const address = `/v1/${what}`;
    const of = (asked: Asked) =>
      load(
        20,
        Array.from({ length: READS * 3 }, () => () => asked.send(address)),
      );
    await of(ours);
    await of(peer);
    const [mine, theirs] = [await of(ours), await of(peer)];
    rows.push(...compared(`lists of ${what} on ${on}, 20 clients`, mine, theirs, peerName));
  }
  for (const [what, address] of Object.entries(lists)) {
    await p95(10, () => ours.send(address));
    rows.push(within(`p95 of ${what} on ${on}`, ms, await p95(READS, () => ours.send(address)), LIST_MS));
  }
  return rows;
}

async function measured(
  on: string,
  driver: string,
  place: { readonly dataDirectory: string; readonly databaseUrl?: string; readonly vaultKey?: string },
) {
  const server = { ...place, requestsPerMinute: 10_000_000 };
  const first = await startAsked('../../../marketplace/testing/serve-once.ts', server);
  await first.close();
  await fill({ databaseUrl: undefined, ...place });
  const ours = await startAsked('../../../marketplace/testing/serve-once.ts', server, first.key);
  const peer = await startAsked('peer.ts', place);
  try {
    const pair = { ours, peer, on, peerName: `bare ${own('fastify')} with ${own(driver)}` };
    return [...(await listing(pair)), ...(await publishing(pair))];
  } finally {
    await ours.close();
    await peer.close();
  }
}

/** The reference marketplace with 10,000 listings and 100,000 connectors and receipts of one tenant, on both databases. */
export async function marketplaces(): Promise<readonly Row[]> {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'studio-bench-'));
  try {
    const sqlite = await measured('SQLite', 'better-sqlite3', { dataDirectory });
    const cluster = await startCluster();
    if (!cluster) return [...sqlite, { what: 'lists on PostgreSQL', ours: 'not measured', peer: 'not installed here' }];
    try {
      const vaultKey = randomBytes(32).toString('base64');
      return [
        ...sqlite,
        ...(await measured('PostgreSQL', 'pg', { dataDirectory, databaseUrl: cluster.url, vaultKey })),
      ];
    } finally {
      cluster.stop();
    }
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { namesIn } from './testing/lists.ts';
import { type Answer, call, emptyDatabase, samplePackage, temporaryFolder, upload } from './testing/running.ts';

const cli = path.join(import.meta.dirname, '../cli/main.ts');
/** Two servers start as processes of their own, on a machine that may be busy: ms. */
const processesMs = 180_000;
const announcement = z.object({ url: z.string(), key: z.string().optional() });

/** A server in a process of its own, ended after the test. */
async function serverProcess(databaseUrl: string, vaultKey: string) {
  const child = spawn(process.execPath, [cli, 'marketplace', '--json', '--data', temporaryFolder()], {
    env: { ...process.env, DATABASE_URL: databaseUrl, STUDIO_MARKETPLACE_VAULT_KEY: vaultKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.trimEnd().endsWith('}')) break;
  }
  return announcement.parse(JSON.parse(text));
}

/** Two servers that start at once on one empty database. */
async function twoServers() {
  const database = await emptyDatabase();
  // Servers that share tenants share the key of their vaults.
  const vaultKey = randomBytes(32).toString('base64');
  const started = await Promise.all([serverProcess(database, vaultKey), serverProcess(database, vaultKey)]);
  const keys = started.flatMap(({ key }) => key ?? []);
  expect(keys).toHaveLength(1);
  return started.map(({ url }) => ({ url, key: keys[0] ?? '' }));
}

const countBy = (answers: readonly Answer[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, all]) => [status, all.length]));

describe.skipIf(inject('postgres') === '')('two servers of one PostgreSQL', () => {
  it(
    'A115, A120: agree on 200 publishes at once, of equal and of different content',
    async () => {
      const servers = await twoServers();
      const server = (n: number) => servers[n % 2] ?? servers[0] ?? { url: '', key: '' };
      const equal = await samplePackage({ id: 'equal' });
      const different = await Promise.all(
        Array.from({ length: 10 }, (_, n) => samplePackage({ id: 'different' }, { 'README.md': `${n}` })),
      );
      const versions = await Promise.all(
        Array.from({ length: 50 }, (_, n) => samplePackage({ id: 'versions', version: `1.${n}.0` })),
      );
      const publish = (n: number, listing: string, archive: Parameters<typeof upload>[2], key?: string) =>
        upload(server(n), listing, archive, key === undefined ? {} : { 'idempotency-key': key });
      const [ofEqual, ofDifferent, ofVersions] = await Promise.all([
        Promise.all(
          Array.from({ length: 100 }, (_, n) => publish(n, 'cn-equal', equal, n % 4 < 2 ? 'same' : undefined)),
        ),
        Promise.all(
          different.flatMap((archive, i) =>
            Array.from({ length: 5 }, (_, n) => publish(n + i, 'cn-different', archive)),
          ),
        ),
        Promise.all(versions.map((archive, n) => publish(n, 'cn-versions', archive))),
      ]);
      expect(countBy(ofEqual)).toEqual({ 200: 99, 201: 1 });
      // The winner's content comes five times; the other nine are refused.
      expect(countBy(ofDifferent)).toEqual({ 200: 4, 201: 1, 409: 45 });
      // A version that comes late must still clear the floor of those before it, which here it always does.
      expect(countBy(ofVersions)).toEqual({ 201: 50 });
      for (const one of servers) {
        const versionsOf = async (id: string) =>
          namesIn((await call(one, 'GET', `/v1/listings/${id}/versions?limit=100`)).body).length;
        expect([
          await versionsOf('cn-equal'),
          await versionsOf('cn-different'),
          await versionsOf('cn-versions'),
        ]).toEqual([1, 1, 50]);
        expect((await call(one, 'GET', '/v1/listings/cn-versions')).body).toMatchObject({ latest_version: '1.49.0' });
      }
    },
    processesMs,
  );

  it(
    'A115: an Idempotency-Key counts on both: one operator each of 100 requests with 5 keys',
    async () => {
      const servers = await twoServers();
      const make = (n: number) =>
        call(
          ...([servers[n % 2] ?? { url: '', key: '' }, 'POST', '/v1/operators'] as const),
          { name: `Operator ${n % 5}`, capabilities: [] },
          { 'idempotency-key': `key ${n % 5}` },
        );
      const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => make(n)));
      const counted = countBy(answers);
      expect(counted[201]).toBe(5);
      expect((counted[200] ?? 0) + (counted[409] ?? 0)).toBe(95);
      for (const one of answers.filter(({ status }) => status === 409))
        expect(one).toMatchObject({ body: { error: { code: 'entity_locked' } } });
      const made = answers
        .filter(({ status }) => status === 201)
        .map(({ body }) => z.looseObject({ id: z.string() }).parse(body).id);
      for (let n = 0; n < 10; n++) {
        const again = await make(n);
        expect([again.status, made]).toEqual([
          200,
          expect.arrayContaining([z.looseObject({ id: z.string() }).parse(again.body).id]),
        ]);
      }
      for (const one of servers)
        expect(namesIn((await call(one, 'GET', '/v1/operators')).body).sort()).toEqual([...made].sort());
    },
    processesMs,
  );
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  behind,
  call,
  databases,
  type RunningMarketplace,
  runningMarketplace,
  temporaryFolder,
} from './testing/running.ts';

const cli = path.join(import.meta.dirname, '../cli/main.ts');
/** Many processes are started one after the other, on a machine that may be busy: ms. */
const processesMs = 180_000;
const made = z.object({
  id: z.string(),
  key: z.string(),
  tenant: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.string().nullable(),
});
const failure = z.object({ error: z.looseObject({ code: z.string() }) });
const key = z.looseObject({ id: z.string(), tenant: z.string(), revokedAt: z.string().nullable() });

/** Runs `studio marketplace-key` beside the server; gives its JSON, or the code of its failure with the exit code. */
async function keyCommand({ place }: Pick<RunningMarketplace, 'place'>, ...args: readonly string[]): Promise<unknown> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const env = place.databaseUrl === undefined ? environment : { ...environment, DATABASE_URL: place.databaseUrl };
  const all = [cli, 'marketplace-key', '--json', '--data', place.dataDirectory, ...args];
  try {
    return JSON.parse((await promisify(execFile)(process.execPath, all, { env })).stdout);
  } catch (error) {
    const { stdout, code } = z.object({ stdout: z.string(), code: z.number() }).parse(error);
    return `${failure.parse(JSON.parse(stdout)).error.code} ${code}`;
  }
}

describe.each(databases)('studio marketplace-key on %s', (kind) => {
  it(
    'A114: makes a key that works at once, and ends one at once, while the server runs',
    async () => {
      const marketplace = await runningMarketplace(kind);
      const status = async (one: string, address = '/v1/listings') =>
        (await call({ ...marketplace, key: one }, 'GET', address)).status;
      const fresh = made.parse(await keyCommand(marketplace, '--new-tenant', '--scopes', 'connectors:read'));
      expect(fresh).toMatchObject({
        ...{ id: expect.stringMatching(/^key_/), key: expect.stringMatching(/^sk_live_[0-9a-f]{48}$/) },
        ...{ tenant: expect.stringMatching(/^t_/), scopes: ['connectors:read'], expiresAt: null },
      });
      expect([await status(fresh.key), await status(fresh.key, '/v1/operators')]).toEqual([200, 403]);
      // Rotated: a second key of the same tenant, then the first one ends.
      const next = made.parse(await keyCommand(marketplace, '--tenant', fresh.tenant, '--expires', '2999-01-31'));
      expect([next.tenant, next.scopes.length, next.expiresAt]).toEqual([fresh.tenant, 5, '2999-01-31T00:00:00.000Z']);
      expect(await keyCommand(marketplace, '--revoke', fresh.id)).toEqual({ id: fresh.id, revoked: true });
      expect([await status(fresh.key), await status(next.key)]).toEqual([401, 200]);
      const listed = z.array(key).parse(await keyCommand(marketplace, '--list'));
      expect(listed.map((one) => [one.tenant, one.revokedAt !== null]).slice(1)).toEqual([
        [fresh.tenant, true],
        [fresh.tenant, false],
      ]);
      expect(JSON.stringify(listed)).not.toMatch(/sk_live|hash/);
      const before = listed.find((one) => one.id === fresh.id)?.revokedAt;
      await keyCommand(marketplace, '--revoke', fresh.id);
      const kept = await behind(marketplace, ({ db }) =>
        db.selectFrom('keys').selectAll().where('id', '=', fresh.id).executeTakeFirstOrThrow(),
      );
      expect([kept.revoked_at, kept.hash.includes(fresh.key)]).toEqual([before, false]);
    },
    processesMs,
  );
});

it(
  'says what is wrong, and makes nothing then',
  async () => {
    const marketplace = await runningMarketplace();
    for (const [args, said] of [
      [[], 'bad_usage 2'],
      [['--tenant', 't_nobody'], 'unknown_tenant 2'],
      [['--tenant', 't_x', '--new-tenant'], 'bad_usage 2'],
      [['--new-tenant', '--scopes', 'connectors:read,admin'], 'bad_scope 2'],
      [['--new-tenant', '--expires', 'tomorrow'], 'bad_time 2'],
      [['--new-tenant', '--expires', '2020-01-01'], 'bad_time 2'],
      [['--revoke', 'key_none'], 'unknown_key 2'],
      [['--list', '--revoke', 'key_none'], 'bad_usage 2'],
    ] as const)
      expect([args, await keyCommand(marketplace, ...args)]).toEqual([args, said]);
    expect(await keyCommand(marketplace, '--list')).toHaveLength(1);
  },
  processesMs,
);

it('a folder without a marketplace is said so, and stays as it is', async () => {
  const dataDirectory = path.join(temporaryFolder(), 'none');
  expect(await keyCommand({ place: { dataDirectory } }, '--new-tenant')).toBe('no_marketplace 2');
  expect(existsSync(dataDirectory)).toBe(false);
});

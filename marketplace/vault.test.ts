import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { createMarketplace, rotateKeys } from './index.ts';
import { crmMarketplace, goodKey, installed, keySource } from './testing/crm.ts';
import {
  behind,
  call,
  databases,
  emptyPlace,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
} from './testing/running.ts';
import { openVault } from './vault/index.ts';
import { replaceKeys } from './vault/server-keys.ts';

const fileOf = ({ dataDirectory }: RunningMarketplace['place']): string => path.join(dataDirectory, 'vault-keys.json');
const keysIn = (place: RunningMarketplace['place']): string[] =>
  JSON.parse(readFileSync(fileOf(place), 'utf8')).keys.map((one: { key: string }) => one.key);

/** All bytes of the folder, and all rows of the database. */
async function everything(marketplace: RunningMarketplace): Promise<string> {
  const { dataDirectory } = marketplace.place;
  const files = readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  const rows = await behind(marketplace, async ({ db }) => {
    const tables = await db.introspection.getTables();
    const all = await Promise.all(tables.map(({ name }) => sql`SELECT * FROM ${sql.table(name)}`.execute(db)));
    return JSON.stringify(all.map((one) => one.rows));
  });
  return files.join('') + rows;
}

const tests = (marketplace: RunningMarketplace, id: string) =>
  call(marketplace, 'POST', `/v1/connectors/${id}/test`, { tools: ['order.hold'] });

describe.each(databases)('the vault on %s', (kind) => {
  it('A105: no secret is anywhere in the clear, nor in a hash that guesses could be compared with', async () => {
    const log = vi.spyOn(console, 'error');
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const headers = { 'idempotency-key': 'k' };
    const body = {
      listing: 'cn-crm',
      auth: { type: 'api_key', key: goodKey },
      config: { baseUrl: source.url, pin: 'CANARY-pin' },
    };
    const answer = await call(marketplace, 'POST', '/v1/connectors', body, headers);
    expect(answer.status).toBe(201);
    const id = answer.body instanceof Object && 'id' in answer.body ? String(answer.body.id) : '';
    await tests(marketplace, id);
    const all = await everything(marketplace);
    expect(all).toContain(id);
    for (const secret of [goodKey, 'CANARY-pin'])
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64').slice(0, 12),
        Buffer.from(secret).toString('hex'),
      ])
        expect(all).not.toContain(form);
    expect(JSON.stringify([answer.body, log.mock.calls])).not.toContain('CANARY');
    log.mockRestore();
  });

  it('what is sealed opens for its tenant and its thing alone', async () => {
    const place = await emptyPlace(kind);
    const marketplace = await runningMarketplace(place);
    await behind(marketplace, async (store) => {
      const vault = await openVault({ vaultKey: undefined, ...place }, store);
      const [mine, theirs] = [await vault.of('t_1'), await vault.of('t_2')];
      const sealed = mine.seal('cn_1', { key: 'x' });
      expect(mine.open('cn_1', sealed)).toEqual({ key: 'x' });
      expect((await vault.of('t_1')).open('cn_1', sealed)).toEqual({ key: 'x' });
      expect(() => mine.open('cn_2', sealed)).toThrow();
      expect(() => theirs.open('cn_1', sealed)).toThrow();
      expect(() => mine.open('cn_1', `${sealed.slice(0, -2)}AA`)).toThrow();
      expect((await vault.of('t_1')).mark('a')).toBe(mine.mark('a'));
      expect(theirs.mark('a')).not.toBe(mine.mark('a'));
    });
  });

  it('of many that need the key of a new tenant at once, all get the same', async () => {
    const place = await emptyPlace(kind);
    const marketplace = await runningMarketplace(place);
    await behind(marketplace, async (store) => {
      const vault = await openVault({ vaultKey: undefined, ...place }, store);
      const all = await Promise.all(Array.from({ length: 10 }, () => vault.of('t_1')));
      expect(new Set(all.map((one) => one.mark('x'))).size).toBe(1);
    });
  });
});

describe('keys of the server', () => {
  it('stand in a file of their user, and are never replaced by themselves', async () => {
    const [marketplace, source] = [await crmMarketplace('sqlite'), await keySource()];
    await installed(marketplace, source);
    const { place } = marketplace;
    expect((statSync(fileOf(place)).mode & 0o777).toString(8)).toBe('600');
    const text = readFileSync(fileOf(place), 'utf8');
    rmSync(fileOf(place));
    await expect(createMarketplace(place)).rejects.toThrow(/keys that open the secrets .* are missing/);
    expect(existsSync(fileOf(place))).toBe(false);
    writeFileSync(fileOf(place), text.slice(0, 40));
    await expect(createMarketplace(place)).rejects.toThrow('is damaged and was left as it is');
    writeFileSync(fileOf(place), text);
    await runningMarketplace(place);
  });

  it('are replaced while the server runs: what is installed goes on, and the old key goes', async () => {
    const [marketplace, source] = [await crmMarketplace('sqlite'), await keySource()];
    const id = await installed(marketplace, source);
    const before = keysIn(marketplace.place);
    expect(await rotateKeys(marketplace.place)).toMatchObject({ tenants: 1 });
    const after = keysIn(marketplace.place);
    expect([before.length, after.length, before[0] === after[0]]).toEqual([1, 1, false]);
    expect(await tests(marketplace, id)).toMatchObject({ body: { status: 'passed' } });
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    const theirs = await installed(other, source);
    await rotateKeys(marketplace.place);
    const again = await runningMarketplace(marketplace.place, { allowedHosts: ['127.0.0.1'] });
    expect(await tests({ ...again, key: marketplace.key }, id)).toMatchObject({ body: { status: 'passed' } });
    expect(await tests({ ...again, key: other.key }, theirs)).toMatchObject({ body: { status: 'passed' } });
  });

  it('both stay where a replacement is interrupted; the next one ends it', async () => {
    const [marketplace, source] = [await crmMarketplace('sqlite'), await keySource()];
    const id = await installed(marketplace, source);
    const { place } = marketplace;
    const killed = () => Promise.reject(new Error('killed'));
    await expect(replaceKeys(place, killed)).rejects.toThrow('killed');
    expect(keysIn(place)).toHaveLength(2);
    expect(await tests(marketplace, id)).toMatchObject({ body: { status: 'passed' } });
    const theirs = await installed({ ...marketplace, key: await furtherKey(marketplace) }, source);
    expect(theirs).toMatch(/^cn_/);
    await rotateKeys(place);
    expect(keysIn(place)).toHaveLength(1);
    const again = await runningMarketplace(place, { allowedHosts: ['127.0.0.1'] });
    expect(await tests({ ...again, key: marketplace.key }, id)).toMatchObject({ body: { status: 'passed' } });
  });

  it('given by the variable are used first, and wrap everything anew', async () => {
    const [one, two] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64'));
    const { dataDirectory } = await emptyPlace('sqlite');
    const first = await crmMarketplace('sqlite', {}, { dataDirectory, vaultKey: one });
    const source = await keySource();
    const id = await installed(first, source);
    expect(existsSync(fileOf({ dataDirectory }))).toBe(false);
    await expect(createMarketplace({ dataDirectory, vaultKey: two })).rejects.toThrow('are missing');
    await rotateKeys({ dataDirectory, vaultKey: `${two}, ${one}` });
    const second = await runningMarketplace({ dataDirectory, vaultKey: two }, { allowedHosts: ['127.0.0.1'] });
    expect(await tests({ ...second, key: first.key }, id)).toMatchObject({ body: { status: 'passed' } });
    await expect(createMarketplace({ dataDirectory, vaultKey: 'c2hvcnQ=' })).rejects.toThrow(
      'must hold keys of 32 bytes',
    );
  });

  it.runIf(databases.includes('postgres'))('are needed on PostgreSQL, by a file or by the variable', async () => {
    const { vaultKey: _vaultKey, ...place } = { vaultKey: '', ...(await emptyPlace('postgres')) };
    await expect(createMarketplace(place)).rejects.toThrow('set STUDIO_MARKETPLACE_VAULT_KEY');
    const { dataDirectory } = await emptyPlace('sqlite');
    await (await createMarketplace({ dataDirectory })).close();
    await runningMarketplace({ ...place, dataDirectory });
  });
});

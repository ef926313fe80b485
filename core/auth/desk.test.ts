import { expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { removeConnection } from '../studio/connections.ts';
import { openTestStudio } from '../studio/testing.ts';
import { TokenDesk } from './desk.ts';
import type { TokenSet } from './types.ts';

const old: TokenSet = { accessToken: 'old-access', refreshToken: 'old-refresh' };
const fresh: TokenSet = { accessToken: 'new-access', refreshToken: 'new-refresh', expiresAt: Date.UTC(2030, 0, 1) };

function scene() {
  const test = openTestStudio();
  const connection = test.studio.workspace.connections.save({
    connector: 'crm',
    name: 'me',
    auth: 'apiKey',
    fields: { client_id: 'studio' },
    secretFields: [
      { field: 'client_secret', variable: 'CLIENT' },
      { field: 'refresh_token', variable: 'REFRESH' },
    ],
    allowedHosts: [],
  });
  const owner = { connector: 'crm', id: connection.id, connection: 'me' };
  const desk = new TokenDesk(test.studio.workspace, test.vault);
  return { ...test, owner, desk, row: () => test.studio.workspace.connections.get('crm', 'me') };
}

it('AU-4: a renewed token is in the vault, the refresh token first, before anyone gets it', async () => {
  const { desk, owner, vault, row, close } = scene();
  const order: string[] = [];
  const { set } = vault;
  vault.set = async (key, secret) => {
    order.push(key.split('/').at(-1) ?? '');
    await set(key, secret);
  };
  expect(await desk.renew(owner, old, async () => ok(fresh))).toEqual(ok(fresh));
  expect(order).toEqual(['refresh_token', 'access_token']);
  expect([...vault.values.values()]).toEqual(['new-refresh', 'new-access']);
  expect(row()?.fields).toEqual({ client_id: 'studio', expires_at: '2030-01-01T00:00:00.000Z' });
  // The variable still holds a refresh token that was replaced: it is never sent again.
  expect(row()?.secretFields).toEqual([
    { field: 'client_secret', variable: 'CLIENT' },
    { field: 'access_token', changedAt: expect.any(String) },
    { field: 'refresh_token', changedAt: expect.any(String) },
  ]);
  close();
});

it('a refresh token that the server leaves as it is keeps the variable it came from', async () => {
  const { desk, owner, row, close } = scene();
  await desk.renew(owner, old, async () => ok({ ...fresh, refreshToken: 'old-refresh' }));
  expect(row()?.secretFields).toContainEqual({ field: 'refresh_token', variable: 'REFRESH' });
  close();
});

it.each([['before the token came'], ['while it was stored']])(
  'A108: a connection that is removed %s leaves no token behind',
  async (when) => {
    const { desk, owner, studio, vault, close } = scene();
    const { set } = vault;
    const remove = () => removeConnection(studio, 'crm', 'me');
    let removed: Promise<boolean> | undefined;
    vault.set = async (key, secret) => {
      await set(key, secret);
      removed ??= remove();
    };
    const renewal = await desk.renew(owner, old, async () => {
      if (when.startsWith('before')) removed = remove();
      await removed;
      return ok(fresh);
    });
    expect(renewal).toMatchObject({ ok: false, error: { code: 'connection_gone' } });
    expect(await removed).toBe(true);
    expect(vault.values.size).toBe(0);
    close();
  },
);

it('waits for what is under way', async () => {
  const { desk, owner, vault, close } = scene();
  const asked = Promise.withResolvers<void>();
  void desk.renew(owner, old, async () => {
    await asked.promise;
    return ok(fresh);
  });
  const idle = desk.idle();
  asked.resolve();
  await idle;
  expect(vault.values.size).toBe(2);
  close();
});

it('does not wait for ever (authLimits.closeMs)', async () => {
  const { desk, owner, close } = scene();
  const never = new Promise<never>(() => undefined);
  void desk.renew(owner, old, () => never);
  await desk.idle(10);
  close();
});

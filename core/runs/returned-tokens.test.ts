import { describe, expect, it } from 'vitest';
import { testRunner } from './testing/studio.ts';

const validate = `export const validate = ({ fields }) => ({
  name: 'Ann',
  access_token: 'CANARY-new-access-' + fields.access_token.length,
  refresh_token: 'CANARY-new-refresh',
  expire_on: '2030-01-01T00:00:00Z',
  expires_on: '2030-01-01T00:00:00Z',
  other_field: 'CANARY-other',
});
`;

/** A connector whose tokens are settings of its own, renewed by its own validate. */
function scene(connectionConfig = {}) {
  return testRunner({
    manifest: {
      connectionConfig: {
        access_token: { type: 'secret' },
        refresh_token: { type: 'secret' },
        expire_on: { type: 'string' },
        other_field: { type: 'string' },
        ...connectionConfig,
      },
    },
    files: {
      'functions/validate.js': validate,
      'mocks.json': JSON.stringify({ validate: { default: { name: 'x', access_token: 'mocked' } } }),
    },
  });
}
const old = { access_token: 'CANARY-old-access', refresh_token: 'CANARY-old-refresh' };

describe('FB-12: what validate returns', () => {
  it('takes the place of what the connection has, where it has such fields, and stands masked in the record', async () => {
    const studio = scene();
    const connection = await studio.connect({ fields: { expire_on: '2020-01-01' } }, old);
    const { outcome, result, logs } = await studio.run({ target: 'validate' });
    expect(outcome).toEqual({ kind: 'ok' });
    const secret = (field: string) => studio.vault.get(`crm/${connection.id}/${field}`);
    expect([await secret('access_token'), await secret('refresh_token')]).toEqual([
      'CANARY-new-access-17',
      'CANARY-new-refresh',
    ]);
    const row = studio.workspace.connections.get('crm', 'main');
    expect(row?.fields).toEqual({ expire_on: '2030-01-01T00:00:00Z' });
    expect(row?.secretFields).toEqual([
      { field: 'access_token', changedAt: expect.any(String) },
      { field: 'refresh_token', changedAt: expect.any(String) },
    ]);
    expect(JSON.stringify([result, logs])).not.toContain('CANARY-new');
    expect(logs.map(({ text }) => text)).toContain(
      'What validate returned is kept for the connection: access_token, refresh_token, expire_on.',
    );
  });

  it('is not kept of a scenario, nor where the connection has no such field', async () => {
    const studio = scene();
    const connection = await studio.connect({}, old);
    await studio.run({ target: 'validate', mock: 'default' });
    expect(await studio.vault.get(`crm/${connection.id}/access_token`)).toBe(old.access_token);
    const other = testRunner({
      files: { 'functions/validate.js': validate.replace('fields.access_token.length', '1') },
    });
    const bare = await other.connect({});
    expect((await other.run({ target: 'validate' })).outcome).toEqual({ kind: 'ok' });
    expect(await other.vault.get(`crm/${bare.id}/access_token`)).toBeNull();
  });

  it('R14: a vault that takes nothing is a line of the log, and the run is what it is', async () => {
    const studio = scene();
    await studio.connect({}, old);
    studio.vault.set = () => Promise.reject(new Error('the keychain is locked'));
    const { outcome, logs } = await studio.run({ target: 'validate' });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(logs.map(({ text }) => text)).toContain('What validate returned is not kept: the keychain is locked');
  });
});

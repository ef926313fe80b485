import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import type { Result } from '../../shared/result.ts';
import {
  type ConnectionInput,
  removeConnection,
  removeConnector,
  renameConnection,
  saveConnection,
} from './connections.ts';
import { defaultAuthentication } from './default-authentication.ts';
import { listConnections } from './describe.ts';
import { files, manifest, openTestStudio } from './testing.ts';

let test: ReturnType<typeof openTestStudio>;
beforeEach(() => {
  test = openTestStudio({ CRM_KEY: 'from-the-environment' });
});
afterEach(() => test.close());

const input = (changes: Partial<ConnectionInput> = {}): ConnectionInput => ({
  connector: 'crm',
  name: 'me',
  auth: 'apiKey',
  fields: {},
  secrets: { key: 'k-123456' },
  allowedHosts: [],
  ...changes,
});
const save = (changes: Partial<ConnectionInput> = {}) => saveConnection(test.studio, input(changes));
const messageOf = (result: Result<unknown>): string => (result.ok ? 'it succeeded' : result.error.message);

describe('saving a connection', () => {
  it('puts secrets into the vault and never into the workspace or an answer (A98)', async () => {
    const saved = await save();
    expect(saved).toMatchObject({ ok: true, value: { name: 'me', secrets: [{ field: 'key', stored: 'session' }] } });
    expect([...test.vault.values.values()]).toEqual(['k-123456']);
    const seen = JSON.stringify([
      saved,
      await listConnections(test.studio, 'crm'),
      test.studio.workspace.connections.list('crm'),
    ]);
    expect(seen).not.toContain('k-123456');
  });

  it('keeps a secret that is not given again, and its id', async () => {
    const first = await save();
    const second = await save({ secrets: {}, fields: { region: 'eu' } });
    expect(second).toMatchObject({
      ok: true,
      value: { secrets: [{ field: 'key', stored: 'session' }], fields: { region: 'eu' } },
    });
    expect(second.ok && first.ok && second.value.id === first.value.id).toBe(true);
  });

  it('forgets the secrets of an authentication that was left', async () => {
    await save();
    await save({ auth: 'basic', secrets: { password: 'p-123456' }, fields: { username: 'ann' } });
    expect([...test.vault.values.values()]).toEqual(['p-123456']);
  });

  it('says where a secret is to be found', async () => {
    await save({ variables: { key: 'CRM_KEY' } });
    test.vault.values.clear();
    expect(await listConnections(test.studio, 'crm')).toMatchObject([
      { secrets: [{ field: 'key', stored: 'environment' }] },
    ]);
    await save({ variables: { key: 'GONE' } });
    test.vault.values.clear();
    expect(await listConnections(test.studio, 'crm')).toMatchObject([
      { secrets: [{ field: 'key', stored: 'missing' }] },
    ]);
  });

  it('converts settings to their types', async () => {
    const saved = await save({ fields: { pageSize: '50', archived: 'true', region: 'us' } });
    expect(saved).toMatchObject({ ok: true, value: { fields: { pageSize: 50, archived: true, region: 'us' } } });
  });

  it.each([
    [{ connector: 'absent' }, /absent.*crm/],
    [{ auth: 'magic' }, /magic.*apiKey, basic/],
    [{ fields: { colour: 'red' } }, /colour.*key, baseUrl/],
    [{ secrets: { nonsense: 'x' } }, /nonsense/],
    [{ fields: { key: 'in the open' } }, /key is a secret/],
    [{ secrets: { key: 'k', region: 'eu' } }, /region is not a secret/],
    [{ secrets: {} }, /needs the secret key/],
    [{ auth: 'basic', secrets: {} }, /needs username/],
    [{ fields: { pageSize: 'many' } }, /pageSize must be a number/],
    [{ fields: { archived: 'maybe' } }, /archived must be true or false/],
    [{ fields: { region: 'asia' } }, /region must be one of eu, us/],
    [{ fields: { region: 'x'.repeat(65_537) } }, /65536/],
    [{ fields: JSON.parse('{"__proto__":"x"}') }, /__proto__/],
  ])('refuses %j with a sentence', async (changes, message) => {
    const saved = await save(changes);
    expect(messageOf(saved)).toMatch(message);
    expect(saved).toMatchObject({ ok: false, error: { kind: 'input' } });
    expect(test.vault.values.size).toBe(0);
    expect(test.studio.workspace.connections.list('crm')).toEqual([]);
  });
});

describe('a connection that the studio gets tokens for', () => {
  const oauth: Manifest = {
    ...manifest,
    id: 'oauth-crm',
    authentication: [{ id: 'oauth', name: 'O', type: 'oauth2', tokenUrl: 'https://login.example.com/token' }],
  };
  const whole = (changes: Partial<ConnectionInput> = {}) =>
    save({ connector: 'oauth-crm', auth: 'oauth', fields: { client_id: 'me' }, secrets: {}, ...changes });
  beforeEach(() => {
    const [, ...others] = files;
    const made = [{ path: 'connector.json', text: JSON.stringify(oauth) }, ...others];
    expect(test.studio.workspace.connectors.create(made, 'made by a test').ok).toBe(true);
  });
  /** As the studio notes it when it has got a token. */
  const note = () => {
    const row = test.studio.workspace.connections.get('oauth-crm', 'me');
    if (!row) throw new Error('it was not saved');
    const fields = { ...row.fields, expires_at: '2030-01-01T00:00:00.000Z', grant: 'device' };
    test.studio.workspace.connections.save({ ...row, fields });
  };

  it('is saved before there is a token', async () => {
    expect(await whole()).toMatchObject({ ok: true, value: { fields: { client_id: 'me' }, secrets: [] } });
  });

  it('keeps what the studio noted of its token when something else is changed, even where the caller repeats it', async () => {
    await whole();
    note();
    const changed = await whole({ fields: { client_id: 'you', scopes: 'read', expires_at: 'never', grant: 'x' } });
    expect(changed).toMatchObject({
      ok: true,
      value: { fields: { client_id: 'you', scopes: 'read', expires_at: '2030-01-01T00:00:00.000Z', grant: 'device' } },
    });
  });

  it('leaves settings of the same name alone', async () => {
    const settings = { ...manifest, id: 'grants', connectionConfig: { grant: { type: 'string' as const } } };
    const [, ...others] = files;
    const made = [{ path: 'connector.json', text: JSON.stringify(settings) }, ...others];
    expect(test.studio.workspace.connectors.create(made, 'made by a test').ok).toBe(true);
    const saved = await save({ connector: 'grants', fields: { grant: 'yearly' } });
    expect(saved).toMatchObject({ ok: true, value: { fields: { grant: 'yearly' } } });
  });

  it('forgets it when another token is pasted', async () => {
    await whole();
    note();
    const pasted = await whole({ secrets: { access_token: 'pasted-token' } });
    expect(pasted.ok && Object.keys(pasted.value.fields)).toEqual(['client_id']);
  });
});

describe('removing (A108)', () => {
  it('a connection takes its secrets with it', async () => {
    await save();
    expect(await removeConnection(test.studio, 'crm', 'me')).toBe(true);
    expect(test.vault.values.size).toBe(0);
    expect(await removeConnection(test.studio, 'crm', 'me')).toBe(false);
  });

  it('a connector takes the secrets of all its connections with it', async () => {
    await save();
    await save({ name: 'you' });
    expect(await removeConnector(test.studio, 'crm')).toBe(true);
    expect(test.vault.values.size).toBe(0);
    expect(await removeConnector(test.studio, 'crm')).toBe(false);
  });
});

describe('the authentication of someone who names none', () => {
  it('is the only one that asks for exactly these secrets', () => {
    expect(defaultAuthentication(manifest, ['key'])).toBe('apiKey');
    expect(defaultAuthentication(manifest, ['password'])).toBe('basic');
    expect(defaultAuthentication(manifest, [])).toBeUndefined();
    const oauth: Authentication = { id: 'o', name: 'O', type: 'oauth2', tokenUrl: 'https://x.example.com/token' };
    const authentication = [...manifest.authentication, oauth];
    expect(defaultAuthentication({ ...manifest, authentication }, ['access_token'])).toBe('o');
    expect(defaultAuthentication({ ...manifest, authentication }, ['client_secret'])).toBe('o');
    expect(defaultAuthentication({ ...manifest, authentication }, ['key'])).toBe('apiKey');
    expect(defaultAuthentication({ ...manifest, authentication: manifest.authentication.slice(0, 1) }, [])).toBe(
      'apiKey',
    );
  });
});

describe('changing a connection', () => {
  it('an empty secret is removed from it and from the vault, but not one that is required', async () => {
    await save({ auth: 'basic', secrets: { password: 'p-123456' }, fields: { username: 'ann' } });
    const cleared = await save({ auth: 'basic', secrets: { password: '' }, fields: { username: 'ann' } });
    expect(cleared).toMatchObject({ ok: true, value: { secrets: [] } });
    expect(test.vault.values.size).toBe(0);
    expect(await save({ name: 'other', secrets: { key: '' } })).toMatchObject({ error: { code: 'missing_field' } });
  });

  it('says when a secret was given, and never how long it is', async () => {
    const saved = await save();
    expect(saved).toMatchObject({
      value: { secrets: [{ field: 'key', changedAt: expect.stringMatching(/^20.*Z$/) }] },
    });
    expect(JSON.stringify(saved)).not.toContain(`${'k-123456'.length},`);
  });

  it('a new name keeps secrets, runs and the last test; one that is taken is refused', async () => {
    const saved = await save();
    await save({ name: 'taken' });
    const { runs } = test.studio.workspace;
    const startedAt = new Date().toISOString();
    const record = { connector: 'crm', revision: 1, target: 'validate', connection: 'me', input: {}, outcome: null };
    runs.begin({ ...record, id: 'run_1', startedAt, durationMs: null, exchangeCount: 0, pages: 1, mode: 'live' });
    const end = { durationMs: 1, logs: [], logsDropped: 0, findings: [], pages: 1 };
    runs.finish('run_1', { ...end, outcome: { kind: 'ok' }, result: { name: 'Ann' } });
    expect(await renameConnection(test.studio, 'crm', 'me', 'production')).toMatchObject({
      value: { id: saved.ok ? saved.value.id : '', name: 'production', secrets: [{ stored: 'session' }] },
    });
    expect((await listConnections(test.studio, 'crm')).map(({ name, lastTest }) => [name, lastTest])).toEqual([
      ['production', { run: 'run_1', at: startedAt, ok: true, message: 'Ann' }],
      ['taken', undefined],
    ]);
    await expect(renameConnection(test.studio, 'crm', 'production', 'taken')).rejects.toMatchObject({
      failure: { code: 'name_taken' },
    });
    expect(await renameConnection(test.studio, 'crm', 'nobody', 'x')).toMatchObject({
      error: { code: 'unknown_connection' },
    });
  });
});

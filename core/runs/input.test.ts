import { describe, expect, it } from 'vitest';
import { testRunner } from './testing/studio.ts';

describe('what a function is given', () => {
  it('validate: fields of the input are laid over those of the connection', async () => {
    const studio = testRunner({
      files: { 'functions/validate.js': 'export const validate = (got) => ({ name: "n", got });' },
    });
    await studio.connect({ auth: 'token', fields: { region: 'us' } }, { token: 'tok-123456' });
    const run = await studio.run({ target: 'validate', input: { fields: { region: 'de' } } });
    expect(run.result).toMatchObject({
      got: { id: 'token', fields: { baseUrl: 'https://crm.example.com', region: 'de', token: '***' } },
    });
    expect(run.input).toEqual({ id: 'token', fields: { region: 'de' } });
  });

  it('validate: {id, fields} (FB-10)', async () => {
    const studio = testRunner({
      files: { 'functions/validate.js': 'export const validate = (r) => ({ name: "x", got: r });' },
    });
    await studio.connect({ auth: 'token', fields: { region: 'us' } }, { token: 'tok-123456' });
    const { result, input } = await studio.run({ target: 'validate' });
    expect(result).toEqual({
      name: 'x',
      got: { id: 'token', fields: { baseUrl: 'https://crm.example.com', region: 'us', token: '***' } },
    });
    expect(input).toEqual({ id: 'token' });
  });

  it.each([
    ['config', {}, { account: { auth: 'open', baseUrl: 'https://crm.example.com', region: 'eu' } }],
    ['schema', {}, { types: ['contacts', 'deals'], filter: {} }],
    ['schema', { types: ['deals'] }, { types: ['deals'], filter: {} }],
    [
      'datalist',
      { field: 'owner', dependsOn: { a: 1 } },
      { types: ['contacts', 'deals'], field: 'owner', dependsOn: { a: 1 } },
    ],
    ['resource', { params: { id: '1' } }, { types: ['contacts', 'deals'], filter: {}, params: { id: '1' } }],
  ])('%s with %j', async (target, input, expected) => {
    const extra = `export const ${target} = (request) => ({ items: [], got: request });`;
    const studio = testRunner({ entities: ['contacts', 'deals'], files: { [`functions/${target}.js`]: extra } });
    const { result, outcome } = await studio.run({ target, input });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(result).toMatchObject({ got: { account: { auth: 'open' }, ...expected } });
  });

  it('data: the first entity unless another is asked for; nothing that was not given', async () => {
    const studio = testRunner({
      entities: ['contacts', 'deals'],
      files: { 'functions/data.js': 'export const data = (request) => ({ items: [request] });' },
    });
    const first = await studio.run({ target: 'data' });
    const account = { auth: 'open', baseUrl: 'https://crm.example.com', region: 'eu' };
    expect(first.result).toEqual({
      items: [{ account, requestedType: 'contacts', types: ['contacts', 'deals'], filter: {} }],
    });
    expect(first.input).toEqual({ requestedType: 'contacts', types: ['contacts', 'deals'], filter: {} });
    const input = {
      requestedType: 'deals',
      pagination: { page: 2 },
      lastSynchronizedAt: '2026-01-01T00:00:00Z',
      filter: { a: 1 },
    };
    expect((await studio.run({ target: 'data', input })).result).toEqual({
      items: [{ account, types: ['contacts', 'deals'], ...input }],
    });
  });

  it('a command: params with defaults, the account as config, empty variables (FL-31)', async () => {
    const studio = testRunner({
      manifest: {
        commands: { go: { params: ['a', 'b'], paramSchema: { b: { type: 'number', default: 5 } }, sideEffect: false } },
      },
      files: {
        'commands.js':
          'function go() { return { success: true, payload: [floh.params, floh.config, floh.variables], variables: { x: 1 }, diagnostics: "gone" }; }',
      },
    });
    const { result, input } = await studio.run({ target: 'go', input: { a: 1 } });
    expect(result).toEqual({
      success: true,
      payload: [{ a: 1, b: 5 }, { auth: 'open', baseUrl: 'https://crm.example.com', region: 'eu' }, {}],
      variables: { x: 1 },
    });
    expect(input).toEqual({ a: 1, b: 5 });
  });

  it('unsaved files instead of the saved ones, and then no revision', async () => {
    const studio = testRunner();
    const saved = await studio.run({ target: 'config' });
    expect(saved.revision).toBe(1);
    const unsaved = [
      { path: 'functions/config.js', text: `import { n } from './helper.js';\nexport const config = () => ({ n });` },
      { path: 'functions/helper.js', text: 'export const n = 7;' },
    ];
    const run = await studio.run({ target: 'config', unsaved });
    expect([run.result, run.revision]).toEqual([{ n: 7 }, null]);
    expect(
      (
        await studio.run({
          target: 'config',
          unsaved: [{ path: 'functions/config.js', text: 'export const config = (request) => request;\n' }],
        })
      ).revision,
    ).toBe(1);
  });
});

describe('what the caller can mend', () => {
  it('an unknown connector, target, entity', async () => {
    const studio = testRunner({
      entities: ['contacts'],
      manifest: { commands: { findContact: { params: [], sideEffect: false } } },
      files: { 'commands.js': '' },
    });
    expect(await studio.refused({ connector: 'nope', target: 'data' })).toMatchObject({
      kind: 'input',
      code: 'unknown_connector',
    });
    expect(await studio.refused({ target: 'nope' })).toEqual({
      kind: 'input',
      code: 'unknown_target',
      message:
        'crm has no function or command "nope"; functions: validate, config, schema, data; commands: findContact.',
      details: { functions: expect.arrayContaining(['validate', 'data']), commands: ['findContact'] },
    });
    expect(await studio.refused({ target: 'datalist' })).toMatchObject({ code: 'unknown_target' });
    expect(await studio.refused({ target: '__proto__' })).toMatchObject({ code: 'unknown_target' });
    expect(await studio.refused({ target: 'data', input: { requestedType: 'deals' } })).toMatchObject({
      kind: 'input',
      code: 'unknown_entity',
      message: 'crm has no entity "deals"; its entities are contacts.',
    });
    expect(studio.workspace.runs.list('crm', 10)).toEqual([]);
  });

  it('connections: unknown, several, none', async () => {
    const studio = testRunner();
    expect(await studio.refused({ target: 'config', connection: 'main' })).toMatchObject({
      code: 'unknown_connection',
      message: 'crm has no connection "main"; it has none yet.',
    });
    await studio.connect({ name: 'main' });
    expect((await studio.run({ target: 'config' })).connection).toBe('main');
    await studio.connect({ name: 'second' });
    expect(await studio.refused({ target: 'config' })).toMatchObject({
      kind: 'input',
      code: 'several_connections',
      message: 'crm has several connections; name one of main, second.',
    });
    expect(await studio.refused({ target: 'config', connection: 'third' })).toMatchObject({
      message: 'crm has no connection "third"; its connections are main, second.',
    });
    expect((await studio.run({ target: 'config', connection: 'second' })).connection).toBe('second');
  });

  it('a secret that is nowhere: the field, the reason, the remedy', async () => {
    const studio = testRunner();
    await studio.connect({ auth: 'token', secretFields: [{ field: 'token', variable: 'CRM_TOKEN' }] });
    expect(await studio.refused({ target: 'config' })).toMatchObject({
      kind: 'input',
      code: 'missing_secret',
      message:
        'The connection main of crm has no token: there is no keychain here, so secrets last only for the session that set them, and the environment variable CRM_TOKEN is not set; give it again.',
      details: { field: 'token', variable: 'CRM_TOKEN' },
    });
    await studio.connect({ auth: 'token', secretFields: [] });
    expect(await studio.refused({ target: 'config' })).toMatchObject({ code: 'missing_secret' });
  });

  it('a secret comes from the vault first, then from its environment variable', async () => {
    const studio = testRunner({
      environment: { CRM_TOKEN: 'from-environment' },
      files: { 'functions/config.js': 'export const config = ({ account }) => ({ length: account.token.length });' },
    });
    const connection = await studio.connect({
      auth: 'token',
      secretFields: [{ field: 'token', variable: 'CRM_TOKEN' }],
    });
    expect((await studio.run({ target: 'config' })).result).toEqual({ length: 'from-environment'.length });
    await studio.vault.set(`crm/${connection.id}/token`, 'from-vault');
    expect((await studio.run({ target: 'config' })).result).toEqual({ length: 'from-vault'.length });
  });

  it('a keychain that fails is said', async () => {
    const broken = {
      kind: 'keychain' as const,
      get: () => Promise.reject(new Error('locked')),
      set: async () => {},
      delete: async () => false,
    };
    const studio = testRunner({ vault: broken });
    await studio.connect({ auth: 'token', secretFields: [{ field: 'token' }] });
    expect(await studio.refused({ target: 'config' })).toMatchObject({
      kind: 'system',
      code: 'vault_failed',
      message: 'The secret token of the connection main cannot be read from the keychain: locked.',
    });
  });
});

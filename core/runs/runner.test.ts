import { describe, expect, it } from 'vitest';
import { httpServer } from '../network/testing/server.ts';
import { testRunner } from './testing/studio.ts';

describe('what a function is given', () => {
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
        'The connection main of crm has no token: there is no keychain here, so secrets last only for the session that set them (This is a test), and the environment variable CRM_TOKEN is not set; give it again with studio connect crm --name "main" --auth token --secret token=VARIABLE, or in Connections.',
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

describe('a run', () => {
  it('is noted before, followed by events, and kept whole', async () => {
    const server = await httpServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end('{"rows":[1,2]}'),
    );
    const studio = testRunner({
      files: {
        'functions/data.js': `export async function data({ account }) {\n  log.info('reading');\n  const { body } = await http.get(account.baseUrl + '/rows');\n  return { items: body.rows };\n}`,
      },
    });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const detail = await studio.run({ target: 'data' });
    expect(detail).toMatchObject({
      id: expect.stringMatching(/^run_[0-9a-f]{16}$/),
      outcome: { kind: 'ok' },
      result: { items: [1, 2] },
      pages: 1,
      exchangeCount: 1,
      logsDropped: 0,
      target: 'data',
      connection: 'main',
    });
    expect(detail.events.map((event) => event.kind)).toEqual(
      expect.arrayContaining(['started', 'logs', 'exchange', 'done']),
    );
    expect(detail.events[0]).toEqual({ kind: 'started', run: detail.id, startedAt: detail.startedAt });
    const { events, ...kept } = detail;
    expect(events.at(-1)).toEqual({ kind: 'done', run: kept });
    expect(studio.workspace.runs.get(detail.id)).toEqual({ ok: true, value: kept });
    const body = studio.workspace.runs.readBody(detail.exchanges[0]?.responseBody?.id ?? '', 100);
    expect(Buffer.from(body?.bytes ?? []).toString()).toBe('{"rows":[1,2]}');
  });

  it('ends with an error of the function and its place, and without a result', async () => {
    const studio = testRunner({ files: { 'functions/config.js': 'export function config() {\n  return null.x;\n}' } });
    const detail = await studio.run({ target: 'config' });
    expect(detail).toMatchObject({
      result: null,
      outcome: { kind: 'error', name: 'TypeError', place: { file: 'functions/config.js', line: 2 } },
    });
  });

  it('that reaches for a closed host is refused, and the request shows', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export async function config() {\n  return (await http.get('http://127.0.0.1:4010/x')).body;\n}`,
      },
    });
    const detail = await studio.run({ target: 'config' });
    expect(detail.outcome).toEqual({
      kind: 'refused',
      host: '127.0.0.1:4010',
      message:
        'The connector may not reach 127.0.0.1:4010: it is a loopback address; allow it for this connection with --allow-host 127.0.0.1:4010 (or in Connections).',
      place: { file: 'functions/config.js', line: 2, column: expect.any(Number) },
    });
    expect(detail.exchanges).toMatchObject([{ status: null, error: { code: 'refused' } }]);
    const caught = testRunner({
      files: {
        'functions/config.js': `export async function config() { try { await http.get('ftp://x.test/'); } catch (e) { return { name: e.name }; } }`,
      },
    });
    expect((await caught.run({ target: 'config' })).result).toEqual({ name: 'PolicyError' });
  });

  it('reaches the host of the connection’s own address, and no private one without a grant', async () => {
    const server = await httpServer((_request, response) => response.end('"x"'));
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => ({ status: (await http.get(account.baseUrl)).status });`,
      },
    });
    await studio.connect({ fields: { baseUrl: server.url } });
    expect((await studio.run({ target: 'config' })).outcome).toMatchObject({ kind: 'refused' });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: ['127.0.0.1'] });
    expect((await studio.run({ target: 'config' })).result).toEqual({ status: 200 });
  });

  it('is cancelled within 300 ms, and recorded so', async () => {
    const studio = testRunner({ files: { 'functions/config.js': 'export const config = () => { for (;;); };' } });
    const started = await studio.runner.start({ connector: 'crm', target: 'config' }, () => {});
    if (!started.ok) throw new Error(started.error.message);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const cancelledAt = performance.now();
    expect(studio.runner.cancel(started.value.id)).toBe(true);
    expect((await started.value.done).outcome).toEqual({ kind: 'cancelled', message: 'The run was cancelled.' });
    expect(performance.now() - cancelledAt).toBeLessThan(300);
    expect(studio.runner.cancel(started.value.id)).toBe(false);
    expect(studio.workspace.runs.list('crm', 1)).toMatchObject([
      { id: started.value.id, outcome: { kind: 'cancelled' } },
    ]);
  });

  it('still under way at the end of the runner is cancelled and recorded', async () => {
    const studio = testRunner({
      files: { 'functions/config.js': 'export const config = () => new Promise((r) => setTimeout(r, 60000));' },
    });
    const started = await studio.runner.start({ connector: 'crm', target: 'config' }, () => {});
    await studio.runner.close();
    expect(started.ok && (await started.value.done).outcome?.kind).toBe('cancelled');
  });

  it('goes on where its history cannot be stored, and says so', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async () => { try { await http.get('ftp://x.test/'); } catch {} return { a: 1 }; };`,
      },
    });
    const failing = {
      ...studio.workspace.runs,
      putExchange: () => {
        throw new Error('disk full');
      },
    };
    const { createRunner } = await import('./index.ts');
    const runner = createRunner({ workspace: { ...studio.workspace, runs: failing }, vault: studio.vault });
    const started = await runner.start({ connector: 'crm', target: 'config' }, () => {});
    const detail = started.ok ? await started.value.done : undefined;
    await runner.close();
    expect(detail).toMatchObject({
      outcome: { kind: 'ok' },
      result: { a: 1 },
      logs: [{ level: 'error', text: 'The history of this run is not complete: disk full' }],
    });
  });

  it('warns of a deprecated command and runs it (FL-14)', async () => {
    const studio = testRunner({
      manifest: {
        commands: { old: { params: [], sideEffect: false, deprecated: true, deprecatedMessage: 'use young' } },
      },
      files: { 'commands.js': 'function old() { return { success: true }; }' },
    });
    const { outcome, logs } = await studio.run({ target: 'old' });
    expect([outcome?.kind, logs[0]?.level, logs[0]?.text]).toEqual([
      'ok',
      'warn',
      'The command old is deprecated: use young',
    ]);
  });
});

describe('results', () => {
  it.each([
    [
      'data',
      'return { rows: [] }',
      'The result of data must be an object with an array "items"; its items are nothing.',
    ],
    ['data', 'return [1]', 'The result of data must be an object with an array "items"; it is an array.'],
    [
      'data',
      'return { items: {} }',
      'The result of data must be an object with an array "items"; its items are an object.',
    ],
    [
      'validate',
      'return { ok: true }',
      'The result of validate must be an object with a text "name", the name of the account (FB-10); it is an object without one.',
    ],
    [
      'validate',
      'return true',
      'The result of validate must be an object with a text "name", the name of the account (FB-10); it is a boolean.',
    ],
    ['config', 'return "x"', 'The result of config must be an object; it is a string.'],
    ['schema', '', 'The result of schema must be an object; it is nothing.'],
  ])('%s with %s', async (name, body, message) => {
    const studio = testRunner({ files: { [`functions/${name}.js`]: `export function ${name}() { ${body} }` } });
    expect((await studio.run({ target: name })).outcome).toEqual({ kind: 'error', name: 'InvalidResult', message });
  });

  it.each([
    ['return { success: true }', { kind: 'ok' }],
    [
      'return { success: false, error: "no such contact" }',
      { kind: 'error', name: 'CommandFailed', message: 'no such contact' },
    ],
    [
      'return { success: false }',
      { kind: 'error', name: 'CommandFailed', message: 'Command go reported a failure without saying why.' },
    ],
    [
      '',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned no result; return {success: true, payload: …} (FL-26).',
      },
    ],
    [
      'return 5',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned a number; return {success: true, payload: …} (FL-26).',
      },
    ],
    [
      'return { ok: 1 }',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned an object without "success: true" or "success: false" (FL-26).',
      },
    ],
    [
      'return { success: true, payload: 1, data: 2 }',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned "data" as in the old contract; return its content as "payload" instead (FL-25).',
      },
    ],
    [
      'return { success: true, outputVariables: {} }',
      {
        kind: 'error',
        name: 'InvalidResult',
        message:
          'Command go returned "outputVariables" as in the old contract; return its content as "variables" instead (FL-25).',
      },
    ],
  ])('FL-20 … FL-26: a command with %s', async (body, outcome) => {
    const studio = testRunner({
      manifest: { commands: { go: { params: [], sideEffect: true } } },
      files: { 'commands.js': `function go() { ${body} }` },
    });
    expect((await studio.run({ target: 'go' })).outcome).toEqual(outcome);
  });

  it('FL-22: what a failed command says beside its error stands in the log', async () => {
    const studio = testRunner({
      manifest: { commands: { go: { params: [], sideEffect: true } } },
      files: {
        'commands.js': `function go() { return { success: false, error: 'no', diagnostics: { status: 500 }, variables: { v: 1 } }; }`,
      },
    });
    const { logs, result } = await studio.run({ target: 'go' });
    expect(result).toBeNull();
    expect(logs).toMatchObject([
      { level: 'error', text: 'go failed: {"diagnostics":{"status":500},"variables":{"v":1}}' },
    ]);
  });
});

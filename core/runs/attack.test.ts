import { describe, expect, it } from 'vitest';
import { plainManifest } from '../../shared/connector/testing.ts';
import { runLimits, sandboxLimits } from '../../shared/limits.ts';
import { httpServer } from '../network/testing/server.ts';
import { createSessionStore } from '../vault/session.ts';
import { connectionSecretKey } from '../vault/types.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { testRunner } from './testing/studio.ts';

const canary = 'CANARY-secret-42xyz';
const bearer = { id: 'token', name: 'Token', type: 'bearer' } as const;

/** One run of a function with this body. */
async function attack(body: string) {
  const server = await httpServer((_request, response) => response.end('{}'));
  const studio = testRunner({
    files: { 'functions/data.js': `export const data = async ({ account }) => { ${body} };` },
  });
  await studio.connect(
    { auth: 'token', fields: { baseUrl: server.url }, allowedHosts: [server.host] },
    { token: canary },
  );
  return { studio, detail: await studio.run({ target: 'data' }) };
}

describe('A49: a secret as the name of what asks', () => {
  it.each([
    [
      'a function',
      `const o = { [account.token]: async () => { const r = await http.get(account.baseUrl); return r; } };
       await o[account.token](); return { items: [] };`,
    ],
    [
      'a stack that code made up',
      `globalThis.Error = function () { return { stack: '    at ' + account.token + ' (functions/data.js:1:1)' }; };
       await http.get(account.baseUrl); return { items: [] };`,
    ],
  ])('%s', async (_what, body) => {
    const { studio, detail } = await attack(body);
    expect(detail.exchanges[0]?.initiator).toMatchObject({ kind: 'code', function: '***' });
    const again = await studio.run({ target: 'data', replayOf: detail.id });
    expect(again.exchanges[0]?.initiator).toMatchObject({ kind: 'code', function: '***' });
    expect(JSON.stringify([detail, again])).not.toContain(canary);
  });
});

describe('A44: texts of a guest that replaced the functions which cut them', () => {
  const uncut = 'String.prototype.slice = function () { return String(this); };';

  it('an error is bounded in its name, its message and its stack', async () => {
    const { detail } = await attack(
      `${uncut} const e = new Error('m'.repeat(1e6)); e.name = 'n'.repeat(1e6);
       e.stack = ('    at x (functions/data.js:1:1)\\n').repeat(1e5); throw e;`,
    );
    expect(detail.outcome).toMatchObject({ kind: 'error' });
    expect(JSON.stringify(detail.outcome).length).toBeLessThan(3 * sandboxLimits.errorChars);
  });

  it('A42: a message that a place is looked for in is short enough for it', async () => {
    const { detail } = await attack(
      `${uncut} const e = new Error("Could not find export '" + "a' in module 'b".repeat(200000) + 'x'); e.stack = ''; throw e;`,
    );
    expect(detail.outcome?.kind).toBe('error');
  });

  it('a line of the log', async () => {
    const { detail } = await attack(`${uncut} log.info('x'.repeat(1e6)); return { items: [] };`);
    expect(detail.logs[0]?.text.length).toBe(sandboxLimits.logLineChars + 1);
  });
});

it('A43, A49: a secret deeper in a result than a stack reaches is taken out', async () => {
  const { detail } = await attack(
    `let v = [account.token]; for (let i = 0; i < 5000; i++) v = [v]; return { items: [{ id: 1 }, v] };`,
  );
  expect(detail.outcome).toEqual({ kind: 'ok' });
  expect(JSON.stringify(detail)).not.toContain(canary);
  expect(JSON.stringify(detail.result)).toContain('"***"');
  expect(JSON.stringify(detail.result).length).toBeLessThan(3 * runLimits.leakDepth);
  expect(detail.findings.map(({ code }) => code)).toContain('credential_in_result');
});

describe('A44: requests that are too large to be sent', () => {
  const one = (call: string) => `const long = 'x'.repeat(2e6); await ${call}.catch(() => {}); return { items: [] };`;

  it.each([
    ['a method', 'http.request(account.baseUrl, { method: long })'],
    ['an address', "http.get(account.baseUrl + '/' + long)"],
    ['a header', 'http.get(account.baseUrl, { headers: { a: long, [long]: 1 } })'],
    ['a stack', '(globalThis.Error = function () { return { stack: long }; }, http.get(account.baseUrl))'],
  ])('%s: what is kept of it is bounded', async (_what, call) => {
    const { studio, detail } = await attack(one(call));
    expect(detail.exchanges).toHaveLength(1);
    expect(JSON.stringify(detail).length).toBeLessThan(400_000);
    const again = await studio.run({
      target: 'data',
      replayOf: detail.id,
      unsaved: [
        {
          path: 'functions/data.js',
          text: `export const data = async ({ account }) => { account.baseUrl += '/other'; ${one(call)} };`,
        },
      ],
    });
    expect(again.exchanges).toMatchObject([{ error: { code: 'replay_miss' } }]);
    expect(JSON.stringify(again).length).toBeLessThan(400_000);
  });
});

it('A49: a secret as a method, which is made upper case on its way', async () => {
  const { detail } = await attack(
    `await http.request(account.baseUrl, { method: account.token }).catch(() => {}); return { items: [] };`,
  );
  expect(detail.exchanges[0]?.method).toBe('***');
  expect(JSON.stringify(detail).toLowerCase()).not.toContain(canary.toLowerCase());
});

it('A33: a package that asks for the secret of another connector, by id, by field name or by a shared helper, gets its own only', async () => {
  const vault = createSessionStore('This is a test.');
  const data = `import { read } from './utilityFunctions.js';
    const keys = ['token', 'shop', 'shop/main/token', 'connections', 'secrets', 'vault', 'utilityFunctions'];
    export const data = ({ account, ...rest }) => {
      const seen = [...keys.map((key) => [account[key], globalThis[key], rest[key]]), read(account), account, rest];
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        try { seen.push(name, JSON.stringify(globalThis[name])); } catch { seen.push(name); }
      }
      return { items: [{ own: account.token === 'my-own-secret-of-crm', seen: JSON.stringify(seen) }] };
    };`;
  const helper = `globalThis.shared ??= []; export const read = (account) => { globalThis.shared.push(account); return globalThis.shared; };`;
  const files = { 'functions/data.js': data, 'functions/utilityFunctions.js': helper };
  const studio = testRunner({ vault, files });
  const other = { ...plainManifest, id: 'shop', name: 'Shop', authentication: [bearer], hosts: [] };
  const texts = new Map<string, string>([['connector.json', JSON.stringify(other)]]);
  for (const name of ['validate', 'config', 'schema', 'data']) texts.set(`functions/${name}.js`, data);
  texts.set('functions/utilityFunctions.js', helper);
  const shop = [...texts].map(([path, text]) => ({ path, text }));
  unwrap(studio.workspace.connectors.create(shop, 'Made'));
  const foreign = studio.workspace.connections.save({
    ...{ connector: 'shop', name: 'main', auth: 'token', fields: {}, allowedHosts: [] },
    secretFields: [{ field: 'token' }],
  });
  await vault.set(connectionSecretKey('shop', foreign.id, 'token'), canary);
  await studio.connect({ auth: 'token' }, { token: 'my-own-secret-of-crm' });
  // The other connector has just had its secret in the same workers.
  expect((await studio.run({ connector: 'shop', target: 'data' })).outcome).toEqual({ kind: 'ok' });
  const detail = await studio.run({ target: 'data' });
  expect(detail.outcome).toEqual({ kind: 'ok' });
  expect(JSON.stringify(detail.result)).toContain('"own":true');
  expect(JSON.stringify(detail)).not.toContain(canary);
  expect(await studio.refused({ target: 'data', connection: 'shop/main' })).toMatchObject({ kind: 'input' });
});

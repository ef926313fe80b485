import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHar } from '../exchanges/testing/har.ts';
import { httpServer } from '../network/testing/server.ts';
import { testRunner } from './testing/studio.ts';

const canary = 'canary/Q7+x9 "Z"';

const forms = [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).slice(1, -1),
  Buffer.from(canary).toString('hex'),
  Buffer.from(canary).toString('base64').slice(0, -4),
];

/** Every byte that the workspace holds on disk. */
function everything(folder: string): string {
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((file) => (statSync(file).isDirectory() ? everything(file) : readFileSync(file, 'latin1')))
    .join('\n');
}

/** Leaks the secret in every way a function has. */
const leaky = `export async function data({ account }) {
  const secret = account.token;
  log.info(secret, btoa(secret), encodeURIComponent(secret), JSON.stringify({ secret }), [...secret].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join(''));
  await http.post(account.baseUrl + '/x/' + encodeURIComponent(secret) + '?k=' + encodeURIComponent(secret), { body: { secret }, headers: { authorization: 'Bearer ' + secret, 'x-copy': secret } });
  if (account.fail) { const error = new Error('with ' + secret); error.name = 'Name' + secret; throw error; }
  return { items: [{ ['key ' + secret]: secret, b: btoa(secret), u: encodeURIComponent(secret) }] };
}`;

describe('A49, A105: a secret stays where it belongs', () => {
  it.each([[false], [true]])(
    'not in events, record, database, bodies or HAR (the function fails: %s)',
    async (fail) => {
      const server = await httpServer((request, response, body) =>
        response.setHeader('x-echo', request.headers['x-copy'] ?? '').end(body),
      );
      const studio = testRunner({ files: { 'functions/data.js': leaky } });
      await studio.connect(
        { auth: 'token', fields: { baseUrl: server.url, fail }, allowedHosts: [server.host] },
        { token: canary },
      );
      const detail = await studio.run({ target: 'data', input: { filter: { token: canary } } });
      expect(detail.outcome?.kind).toBe(fail ? 'error' : 'ok');
      // It did go over the wire, to the host it belongs to.
      expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${canary}`);
      expect(server.requests[0]?.body).toBe(JSON.stringify({ secret: canary }));
      const read = (id: string) => studio.workspace.runs.readBody(id, 1e6)?.bytes;
      const kept = [
        JSON.stringify(detail),
        JSON.stringify(detail.events),
        JSON.stringify(studio.workspace.runs.get(detail.id)),
        JSON.stringify(toHar(detail, read, '1.0.0')),
        everything(studio.workspace.directory),
      ];
      for (const form of forms) for (const text of kept) expect(text.includes(form)).toBe(false);
      expect(JSON.stringify(detail)).toContain('***');
      expect(detail.input).toMatchObject({ filter: { token: '***' } });
    },
  );

  it('short credentials are masked where they are sent', async () => {
    const server = await httpServer((_request, response) => response.end());
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => { await http.get(account.baseUrl, { query: { api_key: account.key, page: 'k1' } }); return {}; };`,
      },
    });
    await studio.connect({ auth: 'key', fields: { baseUrl: server.url }, allowedHosts: [server.host] }, { key: 'k1' });
    expect((await studio.run({ target: 'config' })).exchanges[0]?.url).toBe(`${server.url}/?api_key=***&page=k1`);
    expect(server.requests[0]?.url).toBe('/?api_key=k1&page=k1');
  });

  it('keys that go together are masked where they are sent, short ones too', async () => {
    const server = await httpServer((_request, response) => response.end());
    const studio = testRunner({
      manifest: {
        authentication: [
          {
            ...{ id: 'keys', name: 'Keys', type: 'apiKey', in: 'header', param: 'X-Key' },
            also: [
              { in: 'query', param: 'app' },
              { in: 'header', param: 'X-Secret' },
              { in: 'cookie', param: 'sid' },
            ],
          },
        ],
      },
      files: {
        'functions/config.js': `export const config = async ({ account }) => { await http.get(account.baseUrl, { query: { app: account.app }, headers: { 'X-Key': account.key, 'X-Secret': account['X-Secret'], cookie: 'sid=' + account.sid } }); return {}; };`,
      },
    });
    const secrets = { key: 'k1', app: 'a1', 'X-Secret': 's1', sid: 'c1' };
    await studio.connect({ auth: 'keys', fields: { baseUrl: server.url }, allowedHosts: [server.host] }, secrets);
    const [exchange] = (await studio.run({ target: 'config' })).exchanges;
    expect(exchange?.url).toBe(`${server.url}/?app=***`);
    const sent = Object.fromEntries(exchange?.requestHeaders ?? []);
    expect(sent).toMatchObject({ 'X-Key': '***', 'X-Secret': '***', cookie: 'sid=***' });
    expect(server.requests[0]).toMatchObject({
      url: '/?app=a1',
      headers: { 'x-key': 'k1', 'x-secret': 's1', cookie: 'sid=c1' },
    });
  });

  it('a basic pair is masked whole', async () => {
    const server = await httpServer((_request, response) => response.end());
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => { const pair = btoa(account.username + ':' + account.password); log.info(pair); await http.get(account.baseUrl, { headers: { 'x-pair': pair } }); return {}; };`,
      },
    });
    await studio.connect(
      { auth: 'basic', fields: { baseUrl: server.url, username: 'ada' }, allowedHosts: [server.host] },
      { password: 'hunter22' },
    );
    const detail = await studio.run({ target: 'config' });
    expect(detail.logs[0]?.text).toBe('***');
    expect(detail.exchanges[0]?.requestHeaders).toContainEqual(['x-pair', '***']);
    expect(server.requests[0]?.headers['x-pair']).toBe(Buffer.from('ada:hunter22').toString('base64'));
  });

  it('A50: it cannot leave in a host name, not even below a declared host', async () => {
    const studio = testRunner({
      manifest: { hosts: ['*.example.com'] },
      files: {
        'functions/config.js': `export const config = ({ account }) => http.get('https://' + account.token + '.example.com/');`,
      },
    });
    await studio.connect({ auth: 'token' }, { token: 'Tok123456789' });
    const detail = await studio.run({ target: 'config' });
    expect(detail.outcome).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(detail).toLowerCase()).not.toContain('tok123456789');
  });
});

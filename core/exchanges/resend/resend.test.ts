import { describe, expect, it } from 'vitest';
import type { RunDetail } from '../../../shared/run/run.ts';
import { httpServer } from '../../network/testing/server.ts';
import { type TestRunner, testRunner } from '../../runs/testing/studio.ts';
import { unwrap } from '../../workspace/testing/temporary.ts';
import { importHar } from '../har/import.ts';
import { type ResendRequest, startResend } from './index.ts';

const canary = 'canary-Q7x9Z-3141';

const resend = async (
  studio: TestRunner,
  request: Partial<ResendRequest> & { readonly exchange: string },
): Promise<RunDetail> => unwrap(await startResend(studio, { edits: {}, ...request }, () => undefined)).done;
const refused = async (studio: TestRunner, request: Partial<ResendRequest> & { readonly exchange: string }) => {
  const started = await startResend(studio, { edits: {}, ...request }, () => undefined);
  return started.ok ? undefined : started.error;
};

const source = `export async function config({ account }) {
  const url = account.baseUrl;
  if (account.key) return (await fetch(url + '/keyed?api_key=' + encodeURIComponent(account.key) + '&page=1')).status;
  await fetch(url + '/a?b=c%20d', { method: 'POST', headers: { authorization: 'Bearer ' + account.token, 'content-type': 'text/plain', 'X-One': '1' }, body: 'first' });
  await fetch(url + '/open', { auth: false });
  await fetch(url + '/sign', { headers: { 'x-sign': 'v1=' + account.token } });
  await fetch(url + '/body', { method: 'POST', body: 'token=' + account.token });
  await fetch(url + '/moved');
  return {};
}`;

async function recorded(connection: { readonly auth: string; readonly secrets: Readonly<Record<string, string>> }) {
  const server = await httpServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/there' }).end();
    else response.setHeader('x-echo', request.headers.authorization ?? '').end('{"n":1}');
  });
  const studio = testRunner({ files: { 'functions/config.js': source } });
  const { auth, secrets } = connection;
  await studio.connect({ auth, fields: { baseUrl: server.url }, allowedHosts: [server.host] }, secrets);
  const { exchanges } = await studio.run({ target: 'config' });
  const [post = '', open = '', sign = '', body = '', moved = ''] = exchanges.map((one) => one.id);
  return { server, studio, post, open, sign, body, moved };
}
const bearer = { auth: 'token', secrets: { token: canary } };

describe('resend', () => {
  it('sends the same request again with the credentials of its connection, recorded and masked (A105)', async () => {
    const { server, studio, post } = await recorded(bearer);
    const before = server.requests.length;
    const detail = await resend(studio, { exchange: post });
    expect(server.requests).toHaveLength(before + 1);
    const [first, again] = [server.requests[0], server.requests.at(-1)];
    expect(again).toEqual(first);
    expect(again?.headers.authorization).toBe(`Bearer ${canary}`);
    expect(detail).toMatchObject({ target: 'resend', connection: 'main', mode: 'live', outcome: { kind: 'ok' } });
    expect(detail.result).toEqual({ exchange: detail.exchanges[0]?.id, status: 200 });
    expect(detail.exchanges).toMatchObject([
      { replayOf: post, initiator: { kind: 'studio', purpose: 'resend' }, method: 'POST', status: 200 },
    ]);
    expect(JSON.stringify([detail, studio.workspace.runs.get(detail.id)])).not.toContain(canary);
  });

  it('a key in the query is put back where it was masked; a request without credentials gets none', async () => {
    const { server, studio, post } = await recorded({ auth: 'key', secrets: { key: 'k&1' } });
    await resend(studio, { exchange: post });
    expect(server.requests.at(-1)?.url).toBe('/keyed?page=1&api_key=k%261');
    const open = await recorded(bearer);
    await resend(open.studio, { exchange: open.open });
    expect(open.server.requests.at(-1)).toMatchObject({ url: '/open' });
    expect(open.server.requests.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  it('with edits of method, address, headers and body', async () => {
    const { server, studio, post } = await recorded(bearer);
    const edits = {
      method: 'PUT',
      url: `${server.url}/b?x=1#part`,
      headers: [
        ['x-one', '2'],
        ['x-one', '3'],
        ['X-New', 'n'],
      ] as const,
      removeHeaders: ['Content-Type'],
      body: Buffer.from('second'),
    };
    await resend(studio, {
      exchange: post,
      edits: { ...edits, headers: edits.headers.map(([name, value]) => [name, value]) },
    });
    const heard = server.requests.at(-1);
    expect(heard).toMatchObject({
      method: 'PUT',
      url: '/b?x=1',
      body: 'second',
      headers: { 'x-one': '2, 3', 'x-new': 'n', authorization: `Bearer ${canary}` },
    });
    expect(heard?.headers).not.toHaveProperty('content-type');
    await resend(studio, { exchange: post, edits: { body: null, headers: [['Authorization', 'Bearer mine']] } });
    expect(server.requests.at(-1)).toMatchObject({ body: '', headers: { authorization: 'Bearer mine' } });
  });

  it('redirects are followed and recorded', async () => {
    const { studio, moved } = await recorded(bearer);
    const { exchanges, result } = await resend(studio, { exchange: moved });
    expect(exchanges).toMatchObject([
      { status: 302, replayOf: moved },
      { status: 200, redirectOf: exchanges[0]?.id },
    ]);
    expect(result).toEqual({ exchange: exchanges[1]?.id, status: 200 });
  });

  it('P2: credentials go to no host that the connection may not reach', async () => {
    const { studio, post } = await recorded(bearer);
    const trap = await httpServer((_request, response) => response.end());
    const { result, exchanges } = await resend(studio, { exchange: post, edits: { url: `${trap.url}/steal` } });
    expect(trap.connections()).toBe(0);
    expect(result).toMatchObject({ status: null, error: { code: 'refused' } });
    expect(exchanges).toMatchObject([{ status: null, error: { code: 'refused' } }]);
  });

  it('what was masked inside a value is not made up, and leaves no run', async () => {
    const { server, studio, sign, body, post } = await recorded(bearer);
    const before = server.requests.length;
    expect(await refused(studio, { exchange: sign })).toMatchObject({
      code: 'masked_value',
      message: expect.stringContaining('The header x-sign holds ***'),
    });
    expect(await refused(studio, { exchange: body })).toMatchObject({
      code: 'masked_value',
      message: expect.stringContaining('The body'),
    });
    expect(await refused(studio, { exchange: post, edits: { url: `${server.url}/***/x` } })).toMatchObject({
      code: 'masked_value',
    });
    expect(await refused(studio, { exchange: post, edits: { url: `${server.url}/?api_key=***` } })).toMatchObject({
      code: 'masked_value',
      message: expect.stringContaining(
        'masked in the query parameter api_key, and the connection main does not send it',
      ),
    });
    expect(await refused(studio, { exchange: 'run_0-1' })).toMatchObject({ code: 'unknown_exchange' });
    for (const url of ['nope', '/path', 'ftp://example.com/', 'http://'])
      expect(await refused(studio, { exchange: post, edits: { url } })).toMatchObject({
        ...{ kind: 'input', code: 'bad_url' },
        message: `${JSON.stringify(url)} is no address that can be requested: give a whole one, such as https://api.example.com/v1.`,
      });
    expect(await refused(studio, { exchange: post, connection: 'nobody' })).toMatchObject({
      code: 'unknown_connection',
    });
    expect(server.requests).toHaveLength(before);
    expect(studio.workspace.runs.list('crm', 9)).toHaveLength(1);
    await resend(studio, { exchange: sign, edits: { removeHeaders: ['X-Sign'] } });
    expect(server.requests.at(-1)?.url).toBe('/sign');
  });

  it('a request of an archive that was taken in is sent with the connection that is chosen', async () => {
    const { server, studio } = await recorded(bearer);
    const entry = {
      startedDateTime: '2026-01-01T00:00:00Z',
      request: {
        method: 'GET',
        url: `${server.url}/from-archive`,
        headers: [
          { name: ':path', value: '/' },
          { name: 'Authorization', value: 'Bearer of-somebody' },
          { name: 'Accept-Encoding', value: 'zstd' },
        ],
      },
      response: { status: 200 },
    };
    const text = JSON.stringify({ log: { entries: [entry] } });
    const { run } = unwrap(await importHar(studio.workspace, { connector: 'crm', fileName: 'a.har', text }));
    await resend(studio, { exchange: `${run}-1`, connection: 'main' });
    expect(server.requests.at(-1)).toMatchObject({
      url: '/from-archive',
      headers: { authorization: `Bearer ${canary}` },
    });
    expect(server.requests.at(-1)?.headers['accept-encoding']).not.toContain('zstd,');
  });
});

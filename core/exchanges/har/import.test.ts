import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../../shared/limits.ts';
import { testRunner } from '../../runs/testing/studio.ts';
import { unwrap } from '../../workspace/testing/temporary.ts';
import { toHar } from '../testing/har.ts';
import { checkHar } from './check.ts';
import { importHar } from './import.ts';
import { schemaErrors } from './testing/schema.ts';

const canary = 'canary-Q7x9Z-3141';
const secretForms = [canary, Buffer.from(canary).toString('base64'), encodeURIComponent(canary)];

/** Every byte that the workspace holds on disk. */
const everything = (folder: string): string =>
  readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((file) => (statSync(file).isDirectory() ? everything(file) : readFileSync(file, 'latin1')))
    .join('\n');

const pairs = (list: Readonly<Record<string, string>> = {}) =>
  Object.entries(list).map(([name, value]) => ({ name, value }));

interface Call {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly postData?: unknown;
  readonly status?: number;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  readonly content?: unknown;
  readonly redirectURL?: string;
  readonly more?: object;
}

/** An entry as a browser writes it. */
const chrome = ({ url, method = 'GET', headers, postData, status = 200, ...rest }: Call, index: number) => ({
  _connectionId: '12',
  _initiator: { type: 'script', stack: { callFrames: [] } },
  _priority: 'High',
  _resourceType: 'fetch',
  cache: {},
  connection: '443',
  request: {
    ...{ method, url, httpVersion: 'h2', cookies: [], headersSize: -1, bodySize: 0 },
    headers: pairs({ ':authority': new URL(url).host, ':method': method, accept: '*/*', ...headers }),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...(postData === undefined ? {} : { postData }),
  },
  response: {
    ...{ status, statusText: '', httpVersion: 'h2', cookies: [], headersSize: -1, bodySize: -1, _transferSize: 0 },
    headers: pairs(rest.answerHeaders),
    content: rest.content ?? { size: 0, mimeType: 'x-unknown' },
    redirectURL: rest.redirectURL ?? '',
    _error: status === 0 ? 'net::ERR_CONNECTION_REFUSED' : null,
  },
  serverIPAddress: status === 0 ? '' : '[2001:db8::1]',
  startedDateTime: `2026-01-01T00:00:0${index}.123Z`,
  time: 7.5,
  timings: { blocked: 1.5, dns: -1, ssl: -1, connect: -1, send: 1, wait: 4, receive: 1, _blocked_queueing: 1 },
  ...rest.more,
});
const archive = (calls: readonly Call[]): string =>
  JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      pages: [],
      entries: calls.map(chrome),
    },
  });

const json = (value: unknown) => {
  const text = JSON.stringify(value);
  return { size: text.length, mimeType: 'application/json', text };
};

const taken = async (studio: ReturnType<typeof testRunner>, text: string) => {
  const imported = unwrap(await importHar(studio.workspace, { connector: 'crm', fileName: 'traffic.har', text }));
  return { ...imported, detail: unwrap(studio.workspace.runs.get(imported.run)) };
};
const bodyOf = (studio: ReturnType<typeof testRunner>, id: string | undefined) =>
  Buffer.from(studio.workspace.runs.readBody(id ?? 'none', 1e6)?.bytes ?? []).toString();

describe('importHar', () => {
  it('an archive of Chrome becomes a run that can be inspected', async () => {
    const studio = testRunner();
    const binary = Buffer.from([0x89, 0x50, 0xff, 0]).toString('base64');
    const { detail, ...counts } = await taken(
      studio,
      `\ufeff${archive([
        {
          url: 'https://crm.example.com/a?q=1#top',
          content: json({ a: 'ä' }),
          answerHeaders: { 'content-type': 'application/json' },
        },
        {
          url: 'https://crm.example.com/b',
          method: 'POST',
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            text: 'a=1+2&b=',
            params: pairs({ a: '1 2', b: '' }),
          },
        },
        {
          url: 'https://crm.example.com/c',
          content: { size: 4, mimeType: 'image/png', text: binary, encoding: 'base64' },
        },
        { url: 'https://crm.example.com/d', status: 0 },
        { url: 'https://crm.example.com/e', content: { size: 999, mimeType: 'text/html' } },
        { url: 'data:text/plain,x' },
        { url: 'wss://crm.example.com/socket', status: 101 },
      ])}`,
    );
    expect(counts).toMatchObject({ exchanges: 5, leftOut: 2, missingBodies: 1 });
    expect(detail).toMatchObject({
      ...{ target: 'recording', mode: 'replay', connection: null, outcome: { kind: 'ok' }, exchangeCount: 5 },
      ...{ input: { file: 'traffic.har' }, startedAt: '2026-01-01T00:00:00.123Z', durationMs: 4007.5 },
    });
    const [a, b, c, d, e] = detail.exchanges;
    expect(a).toMatchObject({
      ...{ url: 'https://crm.example.com/a?q=1', status: 200, httpVersion: 'h2', durationMs: 7.5, connection: '443' },
      ...{ requestHeaders: [['accept', '*/*']], remoteAddress: '2001:db8::1', answeredBy: 'recording' },
    });
    expect(a).not.toHaveProperty('initiator');
    expect(bodyOf(studio, a?.responseBody?.id)).toBe('{"a":"ä"}');
    expect(bodyOf(studio, b?.requestBody?.id)).toBe('a=1+2&b=');
    expect(studio.workspace.runs.readBody(c?.responseBody?.id ?? '', 9)?.bytes).toEqual(
      Buffer.from([0x89, 0x50, 0xff, 0]),
    );
    expect(d).toMatchObject({ status: null, error: { code: 'no_response', message: 'net::ERR_CONNECTION_REFUSED' } });
    expect(e?.responseBody).toMatchObject({ bytes: 999 });
    const again = toHar(detail, (id) => studio.workspace.runs.readBody(id, 1e6)?.bytes, '1');
    expect(schemaErrors(again)).toEqual([]);
    expect(checkHar(again)).toEqual([]);
  });

  it('what Firefox and lean writers leave out is not missed', async () => {
    const entry = {
      startedDateTime: '2026-01-01T01:00:00.000+01:00',
      time: 12,
      request: { method: 'GET', url: 'https://crm.example.com/x', headers: [{ name: 'A', value: 'b' }] },
      response: { status: 204 },
    };
    const { detail } = await taken(testRunner(), JSON.stringify({ log: { entries: [entry] } }));
    expect(detail.exchanges[0]).toMatchObject({
      ...{ startedAt: '2026-01-01T00:00:00.000Z', durationMs: 12, status: 204, httpVersion: 'HTTP/1.1' },
      ...{ requestHeaders: [['A', 'b']], responseHeaders: [] },
    });
  });

  it('A58: headers are what HTTP can carry: one line each, with a legal name', async () => {
    const headers = {
      'Set-Cookie': 'a=1; Path=/\nb=2',
      'X-A': 'b\r\nInjected: 1',
      'bad name\r\n': 'x',
      ':status': '200',
      'X-Nul': 'a\0b',
    };
    const { detail } = await taken(
      testRunner(),
      archive([{ url: 'https://crm.example.com/', answerHeaders: headers }]),
    );
    expect(detail.exchanges[0]?.responseHeaders).toEqual([
      ['Set-Cookie', 'a=***; Path=/'],
      ['Set-Cookie', 'b=***'],
      ['X-A', 'b'],
      ['X-A', 'Injected: 1'],
      ['X-Nul', 'ab'],
    ]);
  });

  it('A22, A107: no credential of it is stored, by name, by look and in base64', async () => {
    const studio = testRunner();
    const login = { access_token: canary, user: 'ada' };
    const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'x'.repeat(20)}`;
    const text = archive([
      {
        url: `https://crm.example.com/a?api_key=${canary}&page=1`,
        headers: {
          Authorization: `Bearer ${canary}`,
          cookie: `sid=${canary}`,
          'X-API-Key': canary,
          referer: `https://x.example/?access_token=${canary}`,
        },
      },
      {
        url: 'https://crm.example.com/login',
        method: 'POST',
        postData: { mimeType: 'application/json', text: JSON.stringify({ password: canary }) },
        content: json(login),
        answerHeaders: { 'Set-Cookie': `sid=${canary}; Path=/` },
      },
      {
        url: 'https://crm.example.com/c',
        content: {
          size: 9,
          mimeType: 'application/json',
          encoding: 'base64',
          text: Buffer.from(JSON.stringify(login)).toString('base64'),
        },
      },
      {
        url: 'https://crm.example.com/d',
        content: json({ note: jwt }),
        method: 'POST',
        postData: { mimeType: 'application/x-www-form-urlencoded', params: pairs({ client_secret: canary, a: 'b' }) },
      },
    ]);
    const { detail } = await taken(studio, text);
    const kept = `${everything(studio.workspace.directory)}${JSON.stringify(detail)}`;
    for (const form of [...secretForms, jwt]) expect(kept.includes(form)).toBe(false);
    expect(detail.exchanges[0]?.url).toBe('https://crm.example.com/a?api_key=***&page=1');
    expect(detail.exchanges[0]?.requestHeaders).toContainEqual(['Authorization', 'Bearer ***']);
    expect(detail.exchanges[1]?.responseHeaders).toContainEqual(['Set-Cookie', 'sid=***; Path=/']);
  });

  it('can be replayed, redirects included, with the keys that were masked', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => { const one = await fetch('https://crm.example.com/old?access_token=' + account.token); const two = await fetch('https://crm.example.com/list#part'); return { one: await one.json(), url: one.url, two: await two.json() }; };`,
      },
    });
    await studio.connect({ auth: 'token' }, { token: 'tok-12345678' });
    const { run } = await taken(
      studio,
      archive([
        { url: 'https://crm.example.com/old?access_token=other-token', status: 302, redirectURL: '/new' },
        { url: 'https://crm.example.com/new', content: json({ n: 1 }) },
        { url: 'https://crm.example.com/list', content: json({ n: 2 }) },
      ]),
    );
    const replayed = await studio.run({ target: 'config', replayOf: run });
    expect(replayed.outcome).toEqual({ kind: 'ok' });
    expect(replayed.mode).toBe('replay');
    expect(replayed.result).toEqual({ one: { n: 1 }, url: 'https://crm.example.com/new', two: { n: 2 } });
    expect(replayed.exchanges.map((one) => one.redirectOf !== undefined)).toEqual([false, true, false]);
  });

  it('the studio’s own archive comes back as it was', async () => {
    const studio = testRunner();
    const first = await taken(
      studio,
      archive([
        {
          url: 'https://crm.example.com/a',
          status: 302,
          redirectURL: '/b',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          method: 'POST',
          postData: { mimeType: 'application/x-www-form-urlencoded', text: 'a=%7e&b' },
        },
        { url: 'https://crm.example.com/b', content: json([1]) },
        { url: 'https://crm.example.com/c', status: 0 },
      ]),
    );
    const text = JSON.stringify(toHar(first.detail, (id) => studio.workspace.runs.readBody(id, 1e6)?.bytes, '1'));
    const second = await taken(studio, text);
    const third = await taken(studio, text.replace('"_id":', `"_retryOf":"${first.run}-3","_id":`));
    expect(third.detail.exchanges[0]?.retryOf).toBe(`${third.run}-3`);
    const without = (detail: typeof first.detail) =>
      JSON.parse(JSON.stringify(detail.exchanges).replaceAll(detail.id, 'RUN'));
    expect(without(second.detail)).toEqual(without(first.detail));
    expect(bodyOf(studio, second.detail.exchanges[0]?.requestBody?.id)).toBe('a=%7e&b');
  });

  it('a body that the archive did not keep is not taken for an empty one', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async () => await (await fetch('https://crm.example.com/e')).text();`,
      },
    });
    const { run } = await taken(
      studio,
      archive([{ url: 'https://crm.example.com/e', content: { size: 999, mimeType: 'text/html' } }]),
    );
    const { outcome } = await studio.run({ target: 'config', replayOf: run });
    expect(outcome).toMatchObject({ kind: 'error', message: expect.stringContaining('is no longer stored') });
  });

  it.each([
    ['no JSON', '{"log": nope}', 'bad_json', 'line 1, column 9'],
    ['no archive', '{"openapi": "3.1.0"}', 'bad_har', '#/log is missing'],
    [
      'a relative URL',
      archive([{ url: 'https://a.example/', more: { request: { method: 'GET', url: '/a' } } }]),
      'bad_har',
      '#/log/entries/0/request/url must be an absolute URL, not "/a"',
    ],
    ['too large', ' '.repeat(exchangeLimits.harBytes + 1), 'too_large', '64.0 MiB'],
    [
      'too many entries',
      JSON.stringify({
        log: {
          entries: Array(exchangeLimits.harEntries + 1).fill({
            startedDateTime: '2026-01-01T00:00:00Z',
            request: { method: 'GET', url: 'https://a.example/' },
            response: {},
          }),
        },
      }),
      'too_many_entries',
      '10001 requests, over the limit of 10000',
    ],
  ])('refuses %s with the place of the first fault, and leaves no run', async (_, text, code, message) => {
    const { workspace } = testRunner();
    const refused = await importHar(workspace, { connector: 'crm', fileName: 'traffic.har', text });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'input', code, message: expect.stringContaining(message) },
    });
    expect(workspace.runs.list('crm', 9)).toEqual([]);
  });

  it('A7, A10: deep and hostile members do no harm', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = archive([{ url: 'https://crm.example.com/a', headers: { constructor: 'x' } }]).replace(
      '"cache":{}',
      `"cache":{},"_deep":${deep},"__proto__":{"polluted":1}`,
    );
    const { detail } = await taken(testRunner(), text);
    expect(detail.exchanges[0]?.requestHeaders).toContainEqual(['constructor', 'x']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

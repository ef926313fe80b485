import { describe, expect, it } from 'vitest';
import type { Authentication } from '../../shared/connector/manifest.ts';
import type { RunDetail } from '../../shared/run/run.ts';
import { httpServer, type TestServer } from '../network/testing/server.ts';
import { type TestRunner, testRunner } from '../runs/testing/studio.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { isBound } from './bound.ts';

/** Asks for the path that the filter names. */
const data = `export async function data({ account, filter }) {
  const answer = await http.get(account.baseUrl + filter.path);
  return { items: [{ status: answer.status }] };
}`;

const ways: Authentication[] = [
  { id: 'none', name: 'n', type: 'none' },
  { id: 'header', name: 'h', type: 'apiKey', in: 'header', param: 'X-Key' },
  { id: 'query', name: 'q', type: 'apiKey', in: 'query', param: 'api key' },
  { id: 'cookie', name: 'c', type: 'apiKey', in: 'cookie', param: 'sid' },
  {
    id: 'two',
    name: 't',
    type: 'apiKey',
    in: 'header',
    param: 'X-Key',
    also: [
      { in: 'query', param: 'app' },
      { in: 'cookie', param: 'who' },
    ],
  },
  { id: 'bearer', name: 'b', type: 'bearer', prefix: 'Token' },
  { id: 'basic', name: 'u', type: 'basic' },
  { id: 'pasted', name: 'p', type: 'oauth2' },
];

const SECRETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: {},
  header: { key: 'k&1 secret' },
  query: { key: 'k&1 secret' },
  cookie: { key: 'k;1 secret' },
  two: { key: 'first key', app: 'second key', who: 'third key' },
  bearer: { token: 'the-token' },
  basic: { password: 'pass word' },
  pasted: { access_token: 'pasted-token' },
};

const echo = (): Promise<TestServer> => httpServer((_request, response) => response.end('{}'));

async function connectedTo(server: TestServer, auth: string, more: readonly string[] = []): Promise<TestRunner> {
  const studio = testRunner({ manifest: { authentication: ways, hosts: [] }, files: { 'functions/data.js': data } });
  const fields = { baseUrl: server.url, ...(auth === 'basic' ? { username: 'ann' } : {}) };
  await studio.connect({ auth, fields, allowedHosts: [server.host, ...more] }, SECRETS[auth] ?? {});
  return studio;
}

/** Sends one request as work of the studio does; guest code takes the same way. */
async function ask(
  studio: TestRunner,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  auth?: boolean,
): Promise<RunDetail> {
  const started = await studio.runner.startHost(
    { connector: 'crm', target: 'probe', input: {} },
    ({ send }) =>
      send({ method: 'GET', url, headers: Object.entries(headers), ...(auth === undefined ? {} : { auth }) }),
    () => undefined,
  );
  return unwrap(started).done;
}

const BASIC = `Basic ${Buffer.from('ann:pass word').toString('base64')}`;

describe('credentials that the studio adds', () => {
  it.each([
    ['none', '/x', '/x', {}],
    ['header', '/x', '/x', { 'x-key': 'k&1 secret' }],
    ['query', '/x', '/x?api%20key=k%261%20secret', {}],
    ['query', '/x?a=%7e&b#part', '/x?a=%7e&b&api%20key=k%261%20secret', {}],
    ['cookie', '/x', '/x', { cookie: 'sid=k%3B1%20secret' }],
    ['two', '/x', '/x?app=second%20key', { 'x-key': 'first key', cookie: 'who=third%20key' }],
    ['bearer', '/x', '/x', { authorization: 'Token the-token' }],
    ['basic', '/x', '/x', { authorization: BASIC }],
    ['pasted', '/x', '/x', { authorization: 'Bearer pasted-token' }],
  ])('%s: %s is asked for as %s', async (auth, path, url, headers) => {
    const server = await echo();
    await ask(await connectedTo(server, auth), server.url + path);
    const [sent] = server.requests;
    expect(sent?.url).toBe(url);
    const { cookie, authorization, 'x-key': key } = sent?.headers ?? {};
    expect(JSON.parse(JSON.stringify({ cookie, authorization, 'x-key': key }))).toEqual(headers);
  });

  it.each([
    ['header', '/x', { 'x-KEY': 'mine' }, { url: '/x', headers: { 'x-key': 'mine' } }],
    ['query', '/x?api+key=mine', {}, { url: '/x?api+key=mine' }],
    ['cookie', '/x', { cookie: 'a=1; sid=mine' }, { headers: { cookie: 'a=1; sid=mine' } }],
    ['cookie', '/x', { cookie: 'a=1' }, { headers: { cookie: 'a=1; sid=k%3B1%20secret' } }],
    ['two', '/x?app=mine', {}, { url: '/x?app=mine', headers: { 'x-key': 'first key', cookie: 'who=third%20key' } }],
    ['bearer', '/x', { authorization: 'Other mine' }, { headers: { authorization: 'Other mine' } }],
    ['basic', '/x', { Authorization: 'Basic bWluZQ==' }, { headers: { authorization: 'Basic bWluZQ==' } }],
    ['pasted', '/x', { authorization: 'Bearer mine' }, { headers: { authorization: 'Bearer mine' } }],
  ])('%s: what a request says itself stays (%s, %j)', async (auth, path, headers, expected) => {
    const server = await echo();
    await ask(await connectedTo(server, auth), server.url + path, headers);
    expect(server.requests[0]).toMatchObject(expected);
  });

  it('without a connection nobody is named, even by defaults', async () => {
    const server = await echo();
    const basic = ways.filter((one) => one.id === 'basic');
    const studio = testRunner({
      manifest: {
        authentication: basic,
        hosts: [],
        connectionConfig: { username: { type: 'string', default: 'ann' } },
      },
    });
    const [exchange] = (await ask(studio, server.url)).exchanges;
    // The address is not granted to nobody, and nothing was made up for it either.
    expect(server.requests).toEqual([]);
    expect(exchange?.requestHeaders.map(([name]) => name)).not.toContain('authorization');
  });

  it('the studio itself can ask without them (auth: false)', async () => {
    const server = await echo();
    const studio = await connectedTo(server, 'header');
    await ask(studio, `${server.url}/open`, {}, false);
    await ask(studio, `${server.url}/closed`);
    expect(server.requests.map(({ url, headers }) => [url, headers['x-key']])).toEqual([
      ['/open', undefined],
      ['/closed', 'k&1 secret'],
    ]);
  });

  it('a replay finds its answers by the same addresses', async () => {
    const server = await echo();
    const studio = await connectedTo(server, 'query');
    const live = await studio.run({ target: 'data', input: { filter: { path: '/x' } } });
    expect(live.exchanges[0]?.url).toBe(`${server.url}/x?api%20key=***`);
    const again = await studio.run({ target: 'data', input: { filter: { path: '/x' } }, replayOf: live.id });
    expect(again.outcome).toEqual({ kind: 'ok' });
    expect([server.requests.length, again.exchanges[0]?.answeredBy]).toEqual([1, 'recording']);
  });
});

describe('P2: secrets are for their own hosts', () => {
  it.each(['header', 'query', 'cookie', 'two', 'bearer', 'basic', 'pasted'])(
    'A54: %s stays behind when a redirect leaves the host, and is not added again',
    async (auth) => {
      const other = await echo();
      const server = await httpServer((request, response) => {
        // The whole query comes back in the address, as honest servers do it.
        const query = new URL(request.url ?? '/', 'http://x').search;
        response.writeHead(302, { location: `${other.url}/there${query}` }).end();
      });
      const studio = await connectedTo(server, auth, [other.host]);
      await ask(studio, `${server.url}/x?page=1`);
      const [seen] = other.requests;
      expect(seen?.url).toBe('/there?page=1');
      for (const secret of Object.values(SECRETS[auth] ?? {})) {
        for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, 8)])
          expect(JSON.stringify(seen)).not.toContain(form);
      }
      expect(Object.keys(seen?.headers ?? {})).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(authorization|cookie|x-key)$/)]),
      );
    },
  );

  const policy = {
    hosts: ['api.example.com', '*.example.org'],
    connectionHosts: ['own.example.net'],
    grants: ['10.0.0.1'],
  };
  it.each([
    ['https://api.example.com/x', true],
    ['https://eu.example.org/x', true],
    ['https://own.example.net/x', true],
    ['http://10.0.0.1/x', true],
    ['https://example.com/x', false],
    ['https://api.example.com.evil.test/x', false],
    ['https://api.example.com@evil.test/x', false],
    ['http://api.example.com/x', false],
    ['http://own.example.net/x', false],
    ['ftp://api.example.com/x', false],
    ['not a url', false],
  ])('%s gets them: %s', (url, expected) => expect(isBound(url, policy, 'https://own.example.net')).toBe(expected));

  it('over http only where the person chose it by the base URL', () => {
    expect(isBound('http://own.example.net/x', policy, 'http://own.example.net/v1')).toBe(true);
    expect(isBound('http://api.example.com/x', policy, 'http://own.example.net/v1')).toBe(false);
  });
});

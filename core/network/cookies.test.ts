import { describe, expect, it } from 'vitest';
import { networkLimits } from '../../shared/limits.ts';
import type { Header } from '../../shared/run/exchange.ts';
import { createCookieJar, withCookies } from './cookies.ts';
import { createMasker } from './masker.ts';
import { testClient } from './testing/client.ts';
import { httpServer } from './testing/server.ts';
import type { Resolve } from './types.ts';

const site = 'https://app.shop.example.com/account/orders';

/** What a jar sends to `to` after `from` set the given cookies. */
async function sent(from: string, setCookies: readonly string[], to = from): Promise<string> {
  const jar = createCookieJar();
  await jar.store(new URL(from), setCookies);
  return jar
    .cookiesFor(new URL(to))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

async function refusal(from: string, setCookie: string): Promise<string | undefined> {
  const jar = createCookieJar();
  const { refused } = await jar.store(new URL(from), [setCookie]);
  expect(jar.cookiesFor(new URL(from))).toEqual([]);
  return refused[0]?.reason;
}

describe('A62: a jar keeps cookies by the rules', () => {
  it.each([
    ['https://shop.com/', 'a=1; Domain=com', 'public suffix'],
    ['https://shop.co.uk/', 'a=1; Domain=co.uk', 'public suffix'],
    ['https://me.github.io/', 'a=1; Domain=github.io', 'public suffix'],
    ['https://intranet.corp/', 'a=1; Domain=corp', 'public suffix'],
    [site, 'a=1; Domain=other.example.com', "not in this host's domain"],
    [site, 'a=1; Domain=below.app.shop.example.com', "not in this host's domain"],
    ['http://127.0.0.1:4010/', 'a=1; Domain=0.0.1', "not in this host's domain"],
    ['http://app.shop.example.com/', 'a=1; Secure', 'not a secure connection'],
    ['http://localhost:4010/', 'a=1; Secure', 'not a secure connection'],
    [site, '__Host-a=1', '__Host prefix'],
    [site, '__Host-a=1; Secure', '__Host prefix'],
    [site, '__Host-a=1; Secure; Path=/; Domain=shop.example.com', '__Host prefix'],
    [site, '__host-a=1; Path=/', 'begins with __Host-'],
    [site, '__Secure-a=1', '__Secure prefix'],
    [site, '__SECURE-a=1', 'begins with __Secure-'],
    [site, 'no pair', 'failed to parse'],
    [site, 'a=b\u0007', 'characters that no header can carry'],
    [site, `a=${'x'.repeat(networkLimits.cookieChars)}`, `longer than ${networkLimits.cookieChars} characters`],
  ])('%s may not set %j', async (from, setCookie, reason) => {
    expect(await refusal(from, setCookie)).toContain(reason);
  });

  it.each([
    ['the same host', site, 'a=1', site, 'a=1'],
    ['not a host below', 'https://shop.example.com/', 'a=1', site, ''],
    ['hosts below its domain', site, 'a=1; Domain=shop.example.com; Path=/', 'https://x.shop.example.com/', 'a=1'],
    ['not a host that ends alike', site, 'a=1; Domain=shop.example.com; Path=/', 'https://evilshop.example.com/', ''],
    ['its path and below', site, 'a=1; Path=/account', 'https://app.shop.example.com/account/x', 'a=1'],
    ['not a path that begins alike', site, 'a=1; Path=/account', 'https://app.shop.example.com/accounts', ''],
    ['not another scheme', site, 'a=1; Path=/', 'http://app.shop.example.com/', ''],
    ['not another port', 'http://127.0.0.1:4010/', 'a=1', 'http://127.0.0.1:4011/', ''],
    ['a __Host- cookie', site, '__Host-a=1; Secure; Path=/', 'https://app.shop.example.com/', '__Host-a=1'],
    ['an IPv6 host', 'http://[::1]:4010/', 'a=1', 'http://[::1]:4010/x', 'a=1'],
  ])('goes to %s', async (_what, from, setCookie, to, wanted) => {
    expect(await sent(from, [setCookie], to)).toBe(wanted);
  });

  it('sends longer paths first and the older first, and forgets what has ended', async () => {
    const cookies = ['short=1; Path=/', 'old=1; Path=/account', 'new=1; Path=/account', 'gone=1', 'gone=1; Max-Age=0'];
    expect(await sent(site, [...cookies, 'old=2; Path=/account'])).toBe('old=2; new=1; short=1');
    expect(await sent(site, ['past=1; Expires=Thu, 01 Jan 2015 00:00:00 GMT'])).toBe('');
  });

  it('keeps the newest where there are too many, and no more characters than the limit', async () => {
    const jar = createCookieJar();
    const url = new URL(site);
    await jar.store(
      url,
      Array.from({ length: 10_000 }, (_, index) => `c${index}=1`),
    );
    const names = jar.cookiesFor(url).map(({ name }) => name);
    expect(names).toHaveLength(networkLimits.cookies);
    expect(names.at(-1)).toBe('c9999');
    for (let index = 0; index < 20; index++) await jar.store(url, [`big${index}=${'x'.repeat(4_000)}`]);
    const chars = jar.cookiesFor(url).reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    expect(chars).toBeLessThanOrEqual(networkLimits.cookieJarChars);
    expect(jar.cookiesFor(url).at(-1)?.name).toBe('big19');
  });

  it.each([
    ['sid=abcdefgh1', true],
    ['sid=short; HttpOnly', true],
    ['sid=abcdefghijklmnop', true],
    ['country=Germany', false],
    ['day=2026-01-02', false],
    ['theme=dark', false],
  ])('A109: %s is a secret: %s', async (setCookie, secret) => {
    const jar = createCookieJar();
    await jar.store(new URL(site), [setCookie]);
    expect(jar.cookiesFor(new URL(site))).toMatchObject([{ secret }]);
  });
});

describe('A62: a Cookie header of the connector', () => {
  const jar = [
    { name: 'a', value: 'jar', secret: false },
    { name: 'b', value: 'jar', secret: false },
  ];

  const cases: readonly (readonly [readonly Header[], readonly Header[]])[] = [
    [[], [['cookie', 'a=jar; b=jar']]],
    [[['Cookie', 'a=own;']], [['Cookie', 'a=own; b=jar']]],
    [[['Cookie', 'a=own; b=own']], [['Cookie', 'a=own; b=own']]],
    [
      [
        ['cookie', 'c=1'],
        ['x', 'y'],
      ],
      [
        ['cookie', 'c=1; a=jar; b=jar'],
        ['x', 'y'],
      ],
    ],
  ];
  it.each(cases)('%j keeps its own names', (headers, wanted) => {
    expect(withCookies(headers, jar)).toEqual(wanted);
  });
});

describe('A62: a client with a jar', () => {
  const session = 'sess-1234567890abcdef';

  it('sends back what was set, on any hop, and masks it wherever it turns up', async () => {
    const server = await httpServer((request, response) => {
      if (request.url === '/login') {
        response.writeHead(302, { location: '/home', 'set-cookie': [`sid=${session}; Path=/; HttpOnly`, 'lang=en'] });
        return response.end();
      }
      response.end(`you are ${request.headers.cookie}, base64 ${Buffer.from(session).toString('base64')}`);
    });
    const masker = createMasker([]);
    const client = testClient({ cookies: createCookieJar(), masker });
    await client.send({ url: `${server.url}/login` });
    await client.send({ url: `${server.url}/again`, headers: [['Cookie', 'lang=de']] });
    await client.send({ url: `${server.url}/open`, cookies: false });
    expect(server.requests.map((one) => one.headers.cookie)).toEqual([
      undefined,
      `sid=${session}; lang=en`,
      `lang=de; sid=${session}`,
      undefined,
    ]);
    const [login, home, again] = client.exchanges();
    expect(login?.responseHeaders).toContainEqual(['set-cookie', 'sid=***; Path=/; HttpOnly']);
    expect(home?.requestHeaders.at(-1)).toEqual(['cookie', 'sid=***; lang=***']);
    expect(again?.requestHeaders).toContainEqual(['Cookie', 'lang=***; sid=***']);
    expect(client.body(home?.responseBody?.id)).toBe('you are sid=***; lang=en, base64 ***');
    expect(JSON.stringify(client.puts)).not.toContain(session);
    expect(masker.text(`logged ${session}`)).toBe('logged ***');
  });

  it('gives the cookies of a redirect to another host to that host only', async () => {
    const other = await httpServer((request, response) => {
      if (request.url === '/in') response.setHeader('set-cookie', 'other=1; Path=/');
      response.end();
    });
    const server = await httpServer((request, response) => {
      response.setHeader('set-cookie', 'own=1; Path=/');
      if (request.url === '/out') response.writeHead(302, { location: `http://other.test:${other.port}/in` });
      response.end();
    });
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const client = testClient({ cookies: createCookieJar(), resolve, grants: ['own.test', 'other.test'] });
    const own = `http://own.test:${server.port}`;
    await client.send({ url: own });
    await client.send({ url: `${own}/out` });
    await client.send({ url: `http://other.test:${other.port}/again` });
    await client.send({ url: own });
    expect(other.requests.map((one) => one.headers.cookie)).toEqual([undefined, 'other=1']);
    expect(server.requests.map((one) => one.headers.cookie)).toEqual([undefined, 'own=1', 'own=1']);
  });

  it('says once why a cookie was refused', async () => {
    const server = await httpServer((_request, response) => response.setHeader('set-cookie', 'sid=x; Secure').end());
    const warnings: string[] = [];
    const client = testClient({ cookies: createCookieJar(), warn: (sentence) => warnings.push(sentence) });
    for (let times = 0; times < 2; times++) await client.send({ url: server.url });
    expect(warnings).toEqual([
      `The cookie sid from ${server.host} was not kept: Cookie is Secure but this is not a secure connection.`,
    ]);
  });

  it('says no more sentences than the limit', async () => {
    const many = Array.from({ length: networkLimits.warnings + 10 }, (_, index) => `c${index}=x; Secure`);
    const server = await httpServer((_request, response) => response.setHeader('set-cookie', many).end());
    const warnings: string[] = [];
    const client = testClient({ cookies: createCookieJar(), warn: (sentence) => warnings.push(sentence) });
    await client.send({ url: server.url });
    expect(warnings).toHaveLength(networkLimits.warnings);
  });
});

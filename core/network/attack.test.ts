import { describe, expect, it } from 'vitest';
import { createCookieJar, withCookies } from './cookies.ts';
import { type CredentialPlaces, maskHeaders, maskUrl } from './credentials.ts';
import { createMasker, MASK } from './masker.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer } from './testing/server.ts';
import { learnTokens } from './token-secrets.ts';

const secret = 's3cr3t-Q7x9Z';
const masker = createMasker([secret]);
const nowhere: CredentialPlaces = { headers: [], query: [] };
const masked = (name: string, value: string) => maskHeaders([[name, value]], masker, nowhere)[0]?.[1];

describe('A49: a secret where a header that is for credentials has another part', () => {
  it.each([
    ['authorization', `${secret} 1700000000`, MASK],
    ['authorization', 'Bearer x', `Bearer ${MASK}`],
    ['cookie', secret, MASK],
    ['cookie', `a=1; ${secret}; b`, `a=${MASK};${MASK};${MASK}`],
    ['cookie', `${secret}=1; `, `${MASK}=${MASK}; `],
    ['set-cookie', `a=b; Path=/${secret}`, `a=${MASK}; Path=/${MASK}`],
    ['set-cookie', 'session-of-somebody; HttpOnly', `${MASK}; HttpOnly`],
    ['set-cookie', `${secret}=1`, `${MASK}=${MASK}`],
  ])('%s: %s', (name, value, shown) => expect(masked(name, value)).toBe(shown));
});

describe('A49: a secret that a program put into a URL without escaping it', () => {
  const odd = 'pä$$ w@rd/"x"';
  const of = (text: string): string => createMasker([odd]).text(new URL(text).href);

  it.each([
    ['its path', `https://x.example/a/${odd}`],
    ['its query', `https://x.example/?a=${odd}`],
    ['its fragment', `https://x.example/#${odd}`],
    ['the query by encodeURI', encodeURI(`https://x.example/?a=${odd}`)],
  ])('is masked in %s', (_where, text) => expect(of(text)).toMatch(/[/=#]\*\*\*$/));
});

describe('A42, A62: a text that is made to be searched for ever is masked', () => {
  it.each([
    ['a cookie that the body repeats', ['a'.repeat(4_000)]],
    ['a cookie that the body almost repeats', [`${'a'.repeat(3_999)}b`]],
    ['cookies that begin alike', Array.from({ length: 500 }, (_, at) => `${'a'.repeat(2_000)}${at}`)],
  ])('%s', (_what, cookies) => {
    const run = createMasker([secret]);
    for (const cookie of cookies) run.learn(cookie);
    const body = Buffer.from('a'.repeat(1_000_000) + secret);
    const shown = run.bytes(body);
    expect(Buffer.from(shown).toString()).not.toContain(secret);
    expect(run.finds(body.toString())).toBe(true);
  });

  it('what is not made so is searched to its end', () => {
    const run = createMasker([secret]);
    for (let at = 0; at < 500; at++) run.learn(`eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${at}.signature`);
    const tokens = Array.from({ length: 20_000 }, (_, at) => `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.x${at}`);
    const body = `${tokens.join()}${secret}end`;
    expect(run.text(body)).toBe(`${tokens.join()}${MASK}end`);
  });

  it('an address', () => {
    const url = `https://x.example/?${'a'.repeat(200_000)}`;
    expect(maskUrl(url, masker, { headers: [], query: ['key'] })).toBe(url);
  });

  it('a Cookie header', () => {
    const separators = ';'.repeat(200_000);
    const [[, value] = []] = withCookies([['cookie', `${separators}x`]], [{ name: 'a', value: 'b', secret: true }]);
    expect(value).toMatch(/x; a=b$/);
  });

  it('an address is masked by the names of its parameters as before', () => {
    const places: CredentialPlaces = { headers: [], query: ['api key'] };
    expect(maskUrl('https://x.example/?a=1&api+key=k=2&api%20key=&=b&c#api+key=d', masker, places)).toBe(
      `https://x.example/?a=1&api+key=${MASK}&api%20key=${MASK}&=b&c#api+key=${MASK}`,
    );
  });
});

describe('A62: a cookie that is the name of a host', () => {
  it('closes no host to the run, and the address stays to be read', async () => {
    const server = await httpServer((_request, response) =>
      response.setHeader('set-cookie', ['shop=127.0.0.1; HttpOnly', 'sid=abcdef123456; HttpOnly']).end('ok'),
    );
    const client = testClient({ cookies: createCookieJar() });
    await client.send({ url: server.url });
    expect(said(await client.send({ url: `${server.url}/again?sid=abcdef123456` }))).toBe('200 ok');
    expect(client.exchanges().map(({ url }) => url)).toEqual([`${server.url}/`, `${server.url}/again?sid=${MASK}`]);
  });
});

it('A105: a token is learned however deep it is wrapped', () => {
  const run = createMasker([]);
  const answer = `{"x":${'['.repeat(5_000)}${']'.repeat(5_000)},"y":{"access_token":"${secret}"}}`;
  learnTokens(run, { kind: 'studio', purpose: 'token' }, Buffer.from(answer));
  expect(run.text(answer)).not.toContain(secret);
});

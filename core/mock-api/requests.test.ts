import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockApiLimits } from '../../shared/limits.ts';
import type { MockApi } from './index.ts';
import { valueAt } from './place.ts';
import { crmDescription } from './testing/crm.ts';
import { ask, startMock } from './testing/start.ts';

let mock: MockApi;
beforeAll(async () => {
  mock = await startMock(crmDescription);
});
afterAll(() => mock.close());

const secrets = (auth: string) => mock.credentials.find((one) => one.auth === auth)?.fields ?? {};
const plain = (path: string, headers: Readonly<Record<string, string>>) =>
  ask(mock, 'GET', path, { headers: { 'x-key': '', ...headers } });
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe('who is let in', () => {
  it('whoever sends any one of the described credentials', async () => {
    const { username = '', password = '' } = secrets('login');
    const ways: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['', { 'x-key': secrets('key').key ?? '' }],
      [`?api_key=${secrets('inQuery').key}`, {}],
      ['', { cookie: `other=1; session=${secrets('inCookie').key}` }],
      ['', { authorization: `Bearer ${secrets('token').token}` }],
      ['', { authorization: `Bearer ${secrets('oauth').access_token}` }],
      ['', { authorization: basic(username, password) }],
    ];
    for (const [query, headers] of ways) expect((await plain(`/me${query}`, headers)).status).toBe(200);
  });

  it.each([
    {},
    { 'x-key': 'wrong' },
    { cookie: 'session=wrong' },
    { authorization: 'Bearer wrong' },
    { authorization: basic('mock', 'wrong') },
    { authorization: 'Basic %%%' },
  ])('nobody with %j: 401 in the described shape', async (headers) => {
    const { status, body, headers: given } = await plain('/contacts', headers);
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 401, message: expect.stringContaining('key (apiKey)') });
    expect(given.get('www-authenticate')).toBeTruthy();
  });

  it('everybody where the operation is public', async () => {
    expect((await plain('/status', {})).status).toBe(200);
  });

  it('only with all keys where several go together', async () => {
    const both = await startMock(crmDescription, {
      report: {
        ...(await reportOf()),
        auth: [
          {
            id: 'two',
            type: 'apiKey',
            in: 'header',
            name: 'X-Key',
            also: [{ in: 'query', param: 'secret' }],
            pointer: '#',
          },
        ],
      },
    });
    const { key, secret } = both.credentials[0]?.fields ?? {};
    expect((await ask(both, 'GET', '/contacts')).status).toBe(401);
    expect((await ask(both, 'GET', `/contacts?secret=${key}`)).status).toBe(401);
    expect((await ask(both, 'GET', `/contacts?secret=${secret}`)).status).toBe(200);
    await both.close();
  });
});

async function reportOf() {
  const { readDescription } = await import('../import/read.ts');
  const read = await readDescription({ fileName: 'api.json', text: crmDescription });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe('what is refused', () => {
  it.each([
    ['GET', '/nowhere', 404, '/v1'],
    ['GET', '/contacts/999999', 404, '999999'],
    ['DELETE', '/contacts/abc', 404, 'abc'],
    ['POST', '/contacts/999999/merge', 404, '999999'],
    ['GET', '/companies/999999/deals', 404, '999999'],
    ['DELETE', '/contacts', 405, 'GET, POST'],
    ['GET', '/%zz', 404, ''],
    ['GET', '/search', 400, 'q'],
    ['GET', '/search?q=a&kind=c', 400, 'a, b'],
    ['GET', '/search?q=a&limit=many', 400, 'limit'],
    ['GET', '/search?q=a&limit=99', 400, '50'],
  ])('%s %s is %d', async (method, path, status, says) => {
    const answer = await ask(mock, method, path);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(says);
  });

  it.each([
    [{}, 'email'],
    [{ email: 'a@example.com' }, 'stage'],
    [{ email: 5, stage: 'lead' }, 'email must be a text'],
    [{ email: 'a@example.com', stage: 'guest' }, 'lead, customer, lost'],
    [{ email: 'a@example.com', stage: 'lead', tags: ['a', 1] }, 'tags[1]'],
    [{ email: 'a@example.com', stage: 'lead', address: {} }, 'address.city'],
    [{ email: null, stage: 'lead' }, 'must not be null'],
    [[], 'must be an object'],
  ])('the body %j: 422 that names the field, in the described shape', async (body, says) => {
    const answer = await ask(mock, 'POST', '/contacts', { body });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 422, message: expect.stringContaining(says) });
  });

  it('a body of another kind, none, a broken one, one that is too large', async () => {
    const xml = { 'content-type': 'application/xml' };
    const json = { 'content-type': 'application/json' };
    expect((await ask(mock, 'POST', '/contacts', { text: '<a/>', headers: xml })).status).toBe(415);
    expect((await ask(mock, 'POST', '/contacts')).status).toBe(422);
    expect((await ask(mock, 'POST', '/contacts', { text: '{', headers: json })).status).toBe(400);
    const large = await ask(mock, 'POST', '/contacts', {
      text: ' '.repeat(mockApiLimits.bodyBytes + 1),
      headers: json,
    });
    expect(large.status).toBe(413);
    expect(JSON.stringify(large.body)).toContain(String(mockApiLimits.bodyBytes));
  });

  it('a request in the name of another host, or of a web page (A79, A83)', async () => {
    const status = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const url = new URL(`${mock.url}/status`);
        const { hostname, port, pathname } = url;
        request({ hostname, port, path: pathname, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    const { host, port } = new URL(mock.url);
    expect(await status({ host: 'evil.example' })).toBe(421);
    expect(await status({ host, origin: 'https://evil.example' })).toBe(403);
    expect(await status({ host: `localhost:${port}`, origin: `http://${host}` })).toBe(200);
  });
});

describe('what else is answered', () => {
  it('an example of the described shape, the same every time', async () => {
    const one = await ask(mock, 'GET', '/me');
    expect(one.body).toEqual({ login: expect.any(String) });
    expect((await ask(mock, 'GET', '/me')).body).toEqual(one.body);
    const [contact] = mock.rows('contacts') ?? [];
    expect((await ask(mock, 'POST', `/contacts/${contact?.id}/merge`)).status).toBe(200);
  });

  it('the caller, who is one of the rows', async () => {
    const { status, body } = await ask(mock, 'GET', '/contacts/me');
    expect([status, valueAt(body, 'contact.id')]).toEqual([200, mock.rows('contacts')?.[0]?.id]);
  });

  it('HEAD as GET without its body', async () => {
    const { status, body } = await ask(mock, 'HEAD', '/contacts');
    expect([status, body]).toEqual([200, undefined]);
  });

  it('one line for each request, without its query', async () => {
    const lines: string[] = [];
    const logged = await startMock(crmDescription, { log: (line) => lines.push(line) });
    await ask(logged, 'GET', '/contacts?per_page=2&api_key=secret');
    await logged.close();
    expect(lines).toEqual([expect.stringMatching(/^GET \/v1\/contacts 200 \d+ ms$/)]);
  });
});

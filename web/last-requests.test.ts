import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastPath, pageHeader, rpcPath } from '../shared/browser-host.ts';
import { browserHostLimits } from '../shared/limits.ts';
import { securityHeaders } from '../shared/security.ts';
import { send, signIn, startTestHost } from './client.fixture.ts';
import type { BrowserHost } from './host.ts';

let host: BrowserHost;
let own: Readonly<Record<string, string>>;
beforeAll(async () => {
  host = await startTestHost();
  own = {
    cookie: await signIn(host),
    origin: host.origin,
    [pageHeader]: 'drafts',
    'content-type': 'application/json',
  };
});
afterAll(() => host.close());

const body = (text: string): string => JSON.stringify({ json: { text } });
const leave = (headers: Readonly<Record<string, string>>, text = body('typed'), path: string = lastPath) =>
  send(host, path, headers, 'POST', text);

test('R27: a page that goes leaves its unsaved text by a request', async () => {
  const reply = await leave(own);
  expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { json: { kept: '{"text":"typed"}'.length } }]);
  expect(reply.headers).toMatchObject({ ...securityHeaders, 'cache-control': 'no-store' });
});

test('A79, A82: nobody else leaves text: not without a session, not from another page, not as a form', async () => {
  const { cookie: _, ...stranger } = own;
  const { origin: __, ...unknown } = own;
  const { [pageHeader]: ___, ...form } = own;
  const statuses = await Promise.all(
    [
      stranger,
      unknown,
      form,
      { ...own, origin: 'http://evil.test' },
      { ...own, 'sec-fetch-site': 'cross-site' },
      { ...own, host: 'evil.test' },
    ].map(async (headers) => (await leave(headers)).status),
  );
  expect(statuses).toEqual([401, 403, 403, 403, 403, 403]);
  expect((await send(host, lastPath, own)).status).toBe(404);
});

test('A81: no other procedure is called by HTTP, however its path is written', async () => {
  for (const path of [
    '/ping',
    '/drafts/claim',
    '/drafts/save/',
    '/drafts%2Fsave',
    '/drafts/../ping',
    '/ping?/drafts/save',
  ])
    expect((await leave(own, body('typed'), rpcPath + path)).status, path).toBe(405);
});

test('A90: text above the limit is refused, and the host goes on', async () => {
  const most = browserHostLimits.lastRequestBytes - body('').length;
  expect((await leave(own, body('x'.repeat(most)))).status).toBe(200);
  expect((await leave(own, body('x'.repeat(most + 1)))).status).toBe(413);
  expect((await leave({ ...own, 'transfer-encoding': 'chunked' }, body('x'.repeat(most + 1)))).status).toBe(413);
  expect((await leave(own)).status).toBe(200);
});

test('A97: text that is no call is refused, and the host goes on', async () => {
  const texts = ['{', '{"json":1,"meta":[[0,"a"]]}', 'x'.repeat(1_000)];
  const replies = await Promise.all(texts.map((text) => leave(own, text)));
  replies.push(await leave({ ...own, 'content-type': 'multipart/form-data; boundary=x' }, 'x'));
  expect(replies.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect((await leave(own)).status).toBe(200);
});

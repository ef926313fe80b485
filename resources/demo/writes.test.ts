import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDemoApi, type DemoApi } from './index.ts';

let demo: DemoApi;
beforeEach(async () => {
  demo = await createDemoApi();
});
afterEach(() => demo.close());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${demo.url}${path}`, {
    method,
    headers: {
      'x-api-key': demo.key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed };
}

test('a written contact is read back, changed and deleted', async () => {
  const created = await call('POST', '/contacts', { last_name: 'Okafor', email: 'ada@mail.example', tags: ['vip'] });
  expect(created).toMatchObject({
    status: 201,
    body: { id: 421, last_name: 'Okafor', first_name: null, lifecycle_stage: 'lead', tags: ['vip'] },
  });
  expect((await call('GET', '/contacts/421')).body).toEqual(created.body);

  const changed = await call('PATCH', '/contacts/421', { first_name: 'Ada', lifecycle_stage: 'customer' });
  expect(changed).toMatchObject({ status: 200, body: { first_name: 'Ada', email: 'ada@mail.example', tags: ['vip'] } });
  expect((await call('GET', '/contacts/421')).body).toEqual(changed.body);

  expect((await call('DELETE', '/contacts/421')).status).toBe(204);
  expect((await call('GET', '/contacts/421')).status).toBe(404);
  expect((await call('DELETE', '/contacts/421')).status).toBe(404);
  expect((await call('POST', '/contacts', { last_name: 'Next', email: 'next@mail.example' })).body).toMatchObject({
    id: 422,
  });
});

test('the first contact written after a restart has the same id', async () => {
  const write = () => call('POST', '/contacts', { last_name: 'Okafor', email: 'ada@mail.example' });
  const before = await write();
  await demo.close();
  demo = await createDemoApi();
  expect((await write()).body).toMatchObject({ id: (before.body as { id: number }).id }); // answered with 201 above
});

test('data that cannot be accepted is refused field by field', async () => {
  const refused = await call('POST', '/contacts', { email: 'nobody', tags: 'vip', unknown: 1 });
  expect(refused).toMatchObject({ status: 422, body: { error: { code: 'validation_failed' } } });
  const { fields } = (refused.body as { error: { fields: { field: string }[] } }).error; // matched above
  expect(fields.map(({ field }) => field).sort()).toEqual(['', 'email', 'last_name', 'tags']);

  expect(await call('POST', '/contacts', { last_name: 'A', email: 'a@mail.example', company_id: 9999 })).toMatchObject({
    status: 422,
    body: { error: { fields: [{ field: 'company_id', message: 'There is no company 9999.' }] } },
  });
  expect(await call('PATCH', '/contacts/1', { lifecycle_stage: 'unheard of' })).toMatchObject({ status: 422 });
});

test('an e-mail address belongs to one contact', async () => {
  const { body } = await call('GET', '/contacts/7');
  const { email } = body as { email: string }; // a contact, as described
  expect(await call('POST', '/contacts', { last_name: 'Twin', email: email.toUpperCase() })).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict', fields: [{ field: 'email' }] } },
  });
  expect((await call('PATCH', '/contacts/7', { email })).status).toBe(200);
});

test('the demo keeps 2000 contacts and says so', async () => {
  const write = (n: number) => call('POST', '/contacts', { last_name: `Number ${n}`, email: `n${n}@mail.example` });
  for (let n = 420; n < 2000; n++) expect((await write(n)).status).toBe(201);
  expect(await write(2000)).toMatchObject({
    status: 422,
    body: { error: { fields: [{ message: expect.stringContaining('2000') }] } },
  });
});

test('deleting a contact takes its notes along', async () => {
  const total = async (id: number) =>
    ((await call('GET', `/contacts/${id}/notes`)).body as { meta?: { total: number } }).meta?.total; // declared shape
  let id = 1;
  while (!(await total(id))) id++;
  await call('DELETE', `/contacts/${id}`);
  expect(await call('GET', `/contacts/${id}/notes`)).toMatchObject({ status: 404 });
});

test('a deal that is won gets its probability and closing time', async () => {
  const list = (await call('GET', '/deals?stage=proposal&limit=1')).body as { results: { id: string }[] }; // declared shape
  const id = list.results[0]?.id;
  const moved = await call('POST', `/deals/${id}/stage`, { stage: 'won' });
  expect(moved).toMatchObject({ status: 200, body: { id, stage: 'won', probability: 100 } });
  expect(moved.body).toHaveProperty('closed_at', expect.stringMatching(/^\d{4}-\d\d-\d\dT/));
  expect((await call('GET', `/deals/${id}`)).body).toEqual(moved.body);
});

test('both ways of giving the key open the API; nothing else does', async () => {
  const status = async (headers: Record<string, string>, path = '/me') =>
    (await fetch(`${demo.url}${path}`, { headers })).status;
  expect(await status({ 'x-api-key': demo.key })).toBe(200);
  expect(await status({ authorization: `Bearer ${demo.key}` })).toBe(200);
  expect(await status({})).toBe(401);
  expect(await status({ 'x-api-key': `${demo.key}x` })).toBe(401);
  expect(await status({ authorization: `Basic ${btoa(`user:${demo.key}`)}` })).toBe(401);
  expect(await status({}, '/nothing-here')).toBe(401);
  expect(await status({}, '/openapi.json?x=1')).toBe(200);
  expect((await fetch(`${demo.url}/me`)).headers.get('www-authenticate')).toContain('Bearer');
});

test('parameters outside their bounds and malformed bodies are refused in the one shape of errors', async () => {
  expect(await call('GET', '/contacts?limit=101')).toMatchObject({
    status: 400,
    body: { error: { code: 'bad_parameter', fields: [{ field: 'limit' }] } },
  });
  expect(await call('GET', '/deals?cursor=bm9uc2Vuc2U')).toMatchObject({ status: 400 });
  expect(await call('GET', '/companies/abc')).toMatchObject({ status: 400 });
  expect(await call('GET', '/companies/9999')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  const malformed = await fetch(`${demo.url}/contacts`, {
    method: 'POST',
    headers: { 'x-api-key': demo.key, 'content-type': 'application/json' },
    body: '{"last_name":',
  });
  expect(malformed.status).toBe(400);
  expect(await malformed.json()).toMatchObject({ error: { code: 'bad_request' } });
  expect(await call('POST', '/contacts', { last_name: 'x'.repeat(70_000), email: 'a@mail.example' })).toMatchObject({
    status: 413,
  });
});

test('the reports are slow, fail, or are refused every other time', async () => {
  const start = performance.now();
  expect(await call('GET', '/reports/slow?delay_ms=300')).toMatchObject({ status: 200, body: { delay_ms: 300 } });
  expect(performance.now() - start).toBeGreaterThan(290);
  expect(await call('GET', '/reports/slow?delay_ms=30001')).toMatchObject({ status: 400 });
  expect(await call('GET', '/reports/failing')).toMatchObject({
    status: 500,
    body: { error: { code: 'internal_error' } },
  });
  const busy = await call('GET', '/reports/busy');
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await call('GET', '/reports/busy')).status).toBe(200);
});

test('a slow report does not hold up the end of the server', async () => {
  const pending = call('GET', '/reports/slow?delay_ms=30000').catch(() => 'cut off');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await demo.close();
  expect(await pending).toBe('cut off');
});

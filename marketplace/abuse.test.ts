import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  behind,
  call,
  databases,
  furtherKey,
  runningMarketplace,
  samplePackage,
  send,
  upload,
} from './testing/running.ts';

const payloads = [
  '<img src=x onerror=alert(1)><svg onload=alert(1)><iframe srcdoc="<script>alert(1)</script>">',
  '[x](javascript:alert(1)) ![](http://127.0.0.1:1/leak) <style>@import url(http://127.0.0.1:1/)</style>',
  '\u202egnp.exe \u2066evil\u2069 \u001b]8;;http://127.0.0.1:1\u0007link\u001b]8;;\u0007 \u001b[31m',
  '{{constructor.constructor("return 1")()}} <%= 7*7 %> </script><script>alert(1)</script>',
];

/** A server on loopback that must never be asked; gives its address and what was asked. */
async function trap() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // It listens on TCP, so its address has a port.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

describe.each(databases)('what publishers write on %s', (kind) => {
  it('A117: comes back as the text that it is, in JSON that no browser takes for a page', async () => {
    const marketplace = await runningMarketplace(kind);
    for (const [n, description] of payloads.entries()) {
      const id = `p${n}`;
      const manifest = { id, description, category: description, tags: [description] };
      expect((await upload(marketplace, `cn-${id}`, await samplePackage(manifest))).status).toBe(201);
      await call(marketplace, 'PATCH', `/v1/listings/cn-${id}/versions/1.0.0`, {
        deprecated: description,
        changelog: description,
      });
      await call(marketplace, 'POST', '/v1/operators', { name: description, capabilities: [] });
      const shown = await call(marketplace, 'GET', `/v1/listings/cn-${id}`);
      expect(shown.body).toMatchObject({
        ...{ description, category: description, deprecated: description },
        versions: [{ deprecated: description, changelog: description }],
      });
      expect(Object.fromEntries(shown.headers)).toMatchObject({
        'content-type': expect.stringMatching(/^application\/json/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      });
    }
    const names = payloads.map((name) => ({ name }));
    expect((await call(marketplace, 'GET', '/v1/operators')).body).toMatchObject({ data: names.toReversed() });
    expect((await call(marketplace, 'GET', '/v1/categories')).body).toMatchObject({ data: names.toReversed() });
  });

  it('A117: text that a database cannot keep does not keep a connector from being published', async () => {
    const marketplace = await runningMarketplace(kind);
    const strange = { description: 'a\0b \ud800', category: 'x\0', tags: ['t\0ag'] };
    expect((await upload(marketplace, 'cn-weather', await samplePackage(strange))).status).toBe(201);
    expect((await call(marketplace, 'GET', '/v1/listings?query=tag')).body).toMatchObject({
      data: [{ category: 'x' }],
    });
  });

  it('A122: no address in it is ever asked by the server', async () => {
    const { url, asked } = await trap();
    const marketplace = await runningMarketplace(kind);
    const archive = await samplePackage(
      { description: `![logo](${url}/description)`, tags: [`${url}/tag`], hosts: [new URL(url).host] },
      {
        'README.md': `<img src="${url}/readme">\n[import](${url}/link)`,
        'logo.svg': `<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}/logo"/></svg>`,
        'spec/api.json': JSON.stringify({ openapi: '3.1.0', servers: [{ url }], $ref: `${url}/ref` }),
      },
    );
    expect((await upload(marketplace, 'cn-weather', archive)).status).toBe(201);
    await call(marketplace, 'PATCH', '/v1/listings/cn-weather/versions/1.0.0', { changelog: `${url}/changelog` });
    for (const address of ['', '/cn-weather', '/cn-weather/versions', `?query=${encodeURIComponent(url)}`])
      expect((await call(marketplace, 'GET', `/v1/listings${address}`)).status).toBe(200);
    for (const field of ['logo', 'logo_url', 'import_url', 'webhook'])
      expect((await call(marketplace, 'PATCH', '/v1/listings/cn-weather', { [field]: url })).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

it.each([
  ['limit=0', undefined, 'limit: must be a whole number from 1 to 100.'],
  ['limit=1e1', undefined, 'limit: must be a whole number from 1 to 100.'],
  ['', '{"name":', 'The body is not valid JSON.'],
  ['', '{"name":"x\\u0000","capabilities":["order.hold"]}', 'name: must hold no NUL.'],
  [
    '',
    '{"name":"\\ud800","capabilities":["order.hold"]}',
    'name: must hold whole characters, no half of a surrogate pair.',
  ],
])('what is wrong with a request is said: %s %s', async (query, body, message) => {
  const { url, key } = await runningMarketplace('sqlite');
  const response = await fetch(`${url}/v1/operators?${query}`, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'invalid_parameter', message } });
});

describe.each(databases)('keys on %s', (kind) => {
  it('A114: count in the header only, end at once, and are in no answer and no log', async () => {
    const marketplace = await runningMarketplace(kind);
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => log.mockRestore());
    const key = await furtherKey(marketplace);
    const { url } = marketplace;
    for (const [address, init] of [
      [`/v1/operators?key=${key}&access_token=${key}&authorization=Bearer%20${key}`, {}],
      [`/v1/operators/${key}`, {}],
      ['/v1/operators', { headers: { 'x-api-key': key, cookie: `key=${key}; authorization=Bearer ${key}` } }],
      [
        '/v1/operators',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key, name: 'x' }) },
      ],
      [`/v1/nothing/${key}`, { headers: { authorization: `Bearer ${key}` } }],
    ] as const) {
      const answer = await send(`${url}${address}`, init);
      expect([address, answer.status]).toEqual([address, address.startsWith('/v1/nothing') ? 404 : 401]);
      if (answer.status === 401) expect(JSON.stringify([answer.body, ...answer.headers])).not.toContain(key);
    }
    const list = () => call({ url, key }, 'GET', '/v1/operators');
    expect((await list()).status).toBe(200);
    await behind(marketplace, ({ db }) => db.schema.alterTable('operators').renameTo('lost').execute());
    expect((await list()).status).toBe(500);
    expect(JSON.stringify(log.mock.calls, (_, value) => (value instanceof Error ? value.stack : value))).not.toContain(
      key,
    );
    await behind(marketplace, ({ db }) =>
      db.updateTable('keys').set({ revoked_at: new Date().toISOString() }).execute(),
    );
    expect(await list()).toMatchObject({ status: 401, body: { error: { code: 'invalid_key' } } });
  });
});

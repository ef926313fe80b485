import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { toContentDigest } from '../core/package/index.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import type { Store } from './database/index.ts';
import { cursorIn, namesIn } from './testing/lists.ts';
import { databases, runningMarketplace, samplePackage, send, upload } from './testing/running.ts';

async function filledMarketplace(kind: Store['kind'], listings: number) {
  const marketplace = await runningMarketplace(kind);
  for (let n = 1; n <= listings; n++) {
    const commands = { createStation: { params: [], sideEffect: true, capability: 'station.create' } };
    await upload(marketplace, `cn-c${n}`, await samplePackage({ id: `c${n}`, commands }));
  }
  const headers = { authorization: `Bearer ${marketplace.key}` };
  return { ...marketplace, get: (address: string) => send(`${marketplace.url}${address}`, { headers }), headers };
}

describe.each(databases)('GET /v1/listings on %s', (kind) => {
  it('FC-10…13: pages newest first, without gap or double', async () => {
    const { get } = await filledMarketplace(kind, 5);
    const first = await get('/v1/listings?limit=2');
    expect(first.body).toMatchObject({ object: 'list', has_more: true, next_cursor: expect.stringMatching(/^cur_/) });
    const second = await get(`/v1/listings?limit=1&cursor=${cursorIn(first.body)}`);
    const third = await get(`/v1/listings?cursor=${cursorIn(second.body)}`);
    expect([first, second, third].map((page) => namesIn(page.body))).toEqual([
      ['cn-c5', 'cn-c4'],
      ['cn-c3'],
      ['cn-c2', 'cn-c1'],
    ]);
    expect(third.body).toMatchObject({ has_more: false, next_cursor: null });
  });

  it('gives an empty page where there is none, 20 objects where no limit is said', async () => {
    const { get } = await filledMarketplace(kind, 0);
    expect((await get('/v1/listings')).body).toEqual({ object: 'list', data: [], has_more: false, next_cursor: null });
    const { get: getMany } = await filledMarketplace(kind, 21);
    expect(namesIn((await getMany('/v1/listings')).body)).toHaveLength(marketplaceLimits.pageSize);
  });

  it('refuses a limit out of range and a cursor of another list; never clamps', async () => {
    const { get } = await filledMarketplace(kind, 3);
    for (const limit of ['0', '101', '-1', 'x', '1.5', '', '1e1', '99999999999']) {
      expect(await get(`/v1/listings?limit=${limit}`)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_parameter' } },
      });
    }
    const foreign = Buffer.from('["versions of cn-c1",2]').toString('base64url');
    for (const bad of ['x', 'cur_', `cur_${foreign}`, "' OR 1=1", 'cur_bnVsbA', 'y'.repeat(10_000)]) {
      expect(await get(`/v1/listings?cursor=${encodeURIComponent(bad)}`)).toMatchObject({
        status: 400,
        body: { error: { type: 'invalid_request_error', code: 'invalid_cursor' } },
      });
    }
  });
});

describe.each(databases)('GET /v1/listings/{id} on %s', (kind) => {
  it('gives the listing with its versions and their digests', async () => {
    const marketplace = await filledMarketplace(kind, 1);
    const second = await samplePackage({ id: 'c1', version: '2.0.0', name: 'New name' });
    await upload(marketplace, 'cn-c1', second);
    const { body } = await marketplace.get('/v1/listings/cn-c1');
    expect(body).toMatchObject({
      object: 'listing',
      id: 'cn-c1',
      name: 'New name',
      latest_version: '2.0.0',
      status: 'live',
      versions: [{ version: '2.0.0', digest: second.digest, bytes: second.bytes.byteLength }, { version: '1.0.0' }],
      has_more_versions: false,
    });
    const page = await marketplace.get('/v1/listings/cn-c1/versions?limit=1');
    expect(namesIn(page.body)).toEqual(['2.0.0']);
    expect(namesIn((await marketplace.get(`/v1/listings/cn-c1/versions?cursor=${cursorIn(page.body)}`)).body)).toEqual([
      '1.0.0',
    ]);
  });

  it('shows the capabilities of the first and newest manifest', async () => {
    const { get } = await filledMarketplace(kind, 1);
    expect((await get('/v1/listings/cn-c1')).body).toMatchObject({ capabilities: ['station.create'] });
  });
});

describe.each(databases)('GET …/download on %s', (kind) => {
  it('A121: gives the archive as an attachment that no browser runs', async () => {
    const marketplace = await filledMarketplace(kind, 0);
    const archive = await samplePackage({}, { 'logo.svg': '<svg onload="alert(1)"/>' });
    await upload(marketplace, 'cn-weather', archive);
    const response = await fetch(`${marketplace.url}/v1/listings/cn-weather/versions/1.0.0/download`, {
      headers: marketplace.headers,
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(archive.bytes))).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/vnd.connector+zip',
      'content-disposition': 'attachment; filename="cn-weather-1.0.0.connector"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-digest': toContentDigest(archive.digest),
    });
  });
});

describe.each(databases)('GET …/logo on %s', (kind) => {
  it('A121: gives the logo as text in JSON, and none of a version that has none or a large one', async () => {
    const marketplace = await filledMarketplace(kind, 0);
    const svg = '<svg onload="alert(1)"/>';
    const wide = `<svg>${'<g/>'.repeat(marketplaceLimits.logoBytes / 4)}</svg>`;
    const just = `<svg>${' '.repeat(marketplaceLimits.logoBytes - 11)}</svg>`;
    for (const [version, files] of [
      ['1.0.0', { 'logo.svg': svg }],
      ['1.0.1', {}],
      ['1.0.2', { 'logo.svg': wide }],
      ['1.0.3', { 'logo.svg': just }],
    ] as const)
      await upload(marketplace, 'cn-weather', await samplePackage({ version }, files));
    const logo = (version: string) => marketplace.get(`/v1/listings/cn-weather/versions/${version}/logo`);
    const answer = await logo('1.0.0');
    expect(answer).toMatchObject({
      status: 200,
      body: { object: 'logo', listing: 'cn-weather', version: '1.0.0', svg },
    });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await logo('1.0.1')).toMatchObject({ status: 200, body: { svg: null } });
    expect(await logo('1.0.2')).toMatchObject({ status: 200, body: { svg: null } });
    expect(await logo('1.0.3')).toMatchObject({ status: 200, body: { svg: just } });
    expect(await logo('9.9.9')).toMatchObject({ status: 404 });
  });
});

describe.each(databases)('failures on %s', (kind) => {
  it('FC-30: all have the envelope, unknown things and routes too', async () => {
    const { get, url } = await filledMarketplace(kind, 0);
    for (const address of [
      '/',
      '/v1/nothing',
      '/v1/listings/cn-none',
      '/v1/listings/%27%20OR%201=1',
      '/v1/listings/cn-none/versions',
      '/v1/listings/cn-none/versions/1.0.0/download',
      '/v1/listings/cn-none/versions/..%2F..%2Fetc/download',
    ]) {
      const answer = await get(address);
      expect([address, answer]).toMatchObject([
        address,
        {
          status: 404,
          body: {
            error: { type: 'not_found_error', code: 'not_found', doc_url: 'https://fibric.io/docs/errors#not_found' },
          },
        },
      ]);
      expect(answer.body).toMatchObject({ error: { request_id: answer.headers.get('x-request-id') } });
    }
    expect((await send(`${url}/v1/listings`, { method: 'DELETE' })).status).toBe(404);
    expect((await send(`${url}/v1/listings/%E0%A4%A`)).body).toMatchObject({ error: { code: 'invalid_parameter' } });
  });

  it('bytes that are no request get the envelope too', async () => {
    const { url } = await filledMarketplace(kind, 0);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('\x16\x03\x01 hello\r\n\r\n');
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: { type: 'invalid_request_error' } });
  });
});

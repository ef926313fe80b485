import { describe, expect, it } from 'vitest';
import { archiveDigest } from '../core/package/index.ts';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { rawZip } from '../core/package/testing/zip.ts';
import { call, databases, furtherKey, runningMarketplace, samplePackage, send, upload } from './testing/running.ts';

/** An archive that no packer of ours would make. */
function archiveOf(...sample: Parameters<typeof sampleConnector>) {
  const bytes = rawZip(sampleConnector(...sample).map(({ path: name, text: content }) => ({ name, content })));
  return { bytes, digest: archiveDigest(bytes) };
}

describe.each(databases)('statements on Fibric, on %s', (kind) => {
  it('FC-1: the major version is in the path; a dated revision may be asked for', async () => {
    const { url, key } = await runningMarketplace(kind);
    const authorization = `Bearer ${key}`;
    for (const headers of [{ authorization }, { authorization, 'fibric-version': '2026-01-01' }])
      expect(await send(`${url}/v1/connectors`, { headers })).toMatchObject({ status: 200 });
    for (const path of ['/connectors', '/v2/connectors', '/v99/connectors'])
      expect(await send(url + path, { headers: { authorization } })).toMatchObject({
        status: 404,
        body: { error: { type: 'not_found_error' } },
      });
  });

  it('FC-31: what is refused stays refused, however often it is sent', async () => {
    const marketplace = await runningMarketplace(kind);
    const reader = { ...marketplace, key: await furtherKey(marketplace, { scopes: ['connectors:read'] }) };
    const asked = [
      [400, () => call(marketplace, 'POST', '/v1/connectors', {})],
      [401, () => call({ ...marketplace, key: 'sk_live_of_nobody' }, 'GET', '/v1/connectors')],
      [403, () => call(reader, 'DELETE', '/v1/connectors/cn_1')],
      [404, () => call(marketplace, 'GET', '/v1/connectors/cn_1')],
      [422, () => upload(marketplace, 'cn-weather', archiveOf({ version: '1' }))],
    ] as const;
    for (const [status, ask] of asked)
      expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([status, status, status]);
  });

  it('FC-71: a version is a semantic one', async () => {
    const marketplace = await runningMarketplace(kind);
    for (const version of ['1', '1.0', 'v1.0.0', '01.0.0', '1.0.0+build', 'latest', ''])
      expect([version, await upload(marketplace, 'cn-weather', archiveOf({ version }))]).toMatchObject([
        version,
        { status: 422, body: { error: { code: 'invalid_package', message: expect.stringContaining('version') } } },
      ]);
    expect((await call(marketplace, 'GET', '/v1/listings')).body).toMatchObject({ data: [] });
    for (const version of ['1.0.0-beta.1', '1.0.0'])
      expect(await upload(marketplace, 'cn-weather', archiveOf({ version }))).toMatchObject({ status: 201 });
  });

  it('FC-71: what is published has a publisher, the tenant where none is named, so that nothing is private', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    const others = { url: marketplace.url, key: await furtherKey(marketplace) };
    const tenant = expect.stringMatching(/^t_/);
    expect((await call(others, 'GET', '/v1/listings')).body).toMatchObject({
      data: [{ id: 'cn-weather', publisher: tenant, publisher_id: tenant }],
    });
    await call(marketplace, 'PATCH', '/v1/listings/cn-weather', { publisher: 'Ada' });
    expect((await call(others, 'GET', '/v1/listings/cn-weather')).body).toMatchObject({ publisher: 'Ada' });
  });
});

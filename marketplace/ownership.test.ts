import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { call, databases, furtherKey, runningMarketplace, samplePackage, upload } from './testing/running.ts';

const price = { amount: 2900, currency: 'USD', per: 'month' };
const weather = '/v1/listings/cn-weather';

describe.each(databases)('PATCH /v1/listings/{id} on %s', (kind) => {
  it('FC-58: the owner states price, status and publisher; what is not said stays', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    const patch = (body: unknown) => call(marketplace, 'PATCH', weather, body);
    expect(await patch({ price, status: 'early_access' })).toMatchObject({
      status: 200,
      body: { object: 'listing', id: 'cn-weather', status: 'early_access', price, name: 'Weather' },
    });
    expect((await patch({ publisher: 'Rain & Sons' })).body).toMatchObject({ price, publisher: 'Rain & Sons' });
    expect((await call(marketplace, 'GET', `${weather}/versions`)).body).toMatchObject({
      data: [{ status: 'early_access' }],
    });
    expect((await patch({ price: null, status: 'live' })).body).toMatchObject({ price: null, status: 'live' });
    expect((await call(marketplace, 'GET', weather)).body).toMatchObject({ price: null, publisher: 'Rain & Sons' });
    await upload(marketplace, 'cn-weather', await samplePackage({ version: '1.1.0' }));
    expect((await call(marketplace, 'GET', weather)).body).toMatchObject({ publisher: 'Rain & Sons' });
  });

  it('FC-46, FC-58: an early-access listing is found and not installed; a price is stated at the installation', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    const install = () =>
      call(marketplace, 'POST', '/v1/connectors', { listing: 'cn-weather', auth: { type: 'none' } });
    await call(marketplace, 'PATCH', weather, { status: 'early_access', price });
    expect((await call(marketplace, 'GET', '/v1/listings')).body).toMatchObject({ data: [{ status: 'early_access' }] });
    expect(await install()).toMatchObject({ status: 422, body: { error: { code: 'listing_early_access' } } });
    await call(marketplace, 'PATCH', weather, { status: 'live' });
    expect(await install()).toMatchObject({ status: 201, body: { price } });
  });

  it('refuses what it cannot be changed to, and changes nothing then', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    for (const body of [
      {},
      [],
      { status: 'gone' },
      { name: 'Other' },
      { price: { ...price, amount: -1 } },
      { price: { ...price, amount: 1.5 } },
      { price: { ...price, currency: 'usd' } },
      { price: 29 },
      { publisher: 'a\0b' },
      { status: 'early_access', tenant: 't_mine' },
    ])
      expect([body, await call(marketplace, 'PATCH', weather, body)]).toMatchObject([
        body,
        { status: 400, body: { error: { code: 'invalid_parameter' } } },
      ]);
    expect((await call(marketplace, 'GET', weather)).body).toMatchObject({ status: 'live', price: null });
  });

  it('FC-20…22: takes an Idempotency-Key', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    const key = { 'idempotency-key': 'p1' };
    const first = await call(marketplace, 'PATCH', weather, { price }, key);
    await call(marketplace, 'PATCH', weather, { price: null });
    const again = await call(marketplace, 'PATCH', weather, { price }, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(again.headers.get('x-request-id')).toBe(first.headers.get('x-request-id'));
    expect((await call(marketplace, 'GET', weather)).body).toMatchObject({ price: null });
    expect(await call(marketplace, 'PATCH', weather, { price: null }, key)).toMatchObject({
      status: 409,
      body: { error: { code: 'idempotency_conflict' } },
    });
  });
});

describe.each(databases)('PATCH /v1/listings/{id}/versions/{version} on %s', (kind) => {
  it('deprecates a version with a reason, which lists and downloads show, and takes it back', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    await upload(marketplace, 'cn-weather', await samplePackage({ version: '1.1.0' }));
    const patch = (version: string, body: unknown) =>
      call(marketplace, 'PATCH', `${weather}/versions/${version}`, body);
    const deprecation = async (version: string) => {
      const headers = { authorization: `Bearer ${marketplace.key}` };
      const response = await fetch(`${marketplace.url}${weather}/versions/${version}/download`, { headers });
      await response.arrayBuffer();
      return response.headers.get('deprecation');
    };
    expect(await patch('1.0.0', { deprecated: 'Reads the old API.', changelog: 'First.' })).toMatchObject({
      status: 200,
      body: { object: 'version', version: '1.0.0', deprecated: 'Reads the old API.', changelog: 'First.' },
    });
    expect((await call(marketplace, 'GET', `${weather}/versions`)).body).toMatchObject({
      data: [{ deprecated: null }, { deprecated: 'Reads the old API.' }],
    });
    expect((await call(marketplace, 'GET', '/v1/listings')).body).toMatchObject({ data: [{ deprecated: null }] });
    expect([await deprecation('1.0.0'), await deprecation('1.1.0')]).toEqual([
      expect.stringMatching(/^@\d{10}$/),
      null,
    ]);
    await patch('1.1.0', { deprecated: 'Reads nothing.' });
    expect((await call(marketplace, 'GET', '/v1/listings')).body).toMatchObject({
      data: [{ deprecated: 'Reads nothing.' }],
    });
    expect((await patch('1.0.0', { deprecated: null })).body).toMatchObject({ deprecated: null, changelog: 'First.' });
    expect(await deprecation('1.0.0')).toBe(null);
  });

  it('takes texts up to their limits and nothing else', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    const patch = (body: unknown) => call(marketplace, 'PATCH', `${weather}/versions/1.0.0`, body);
    const { deprecatedChars, changelogChars } = marketplaceLimits;
    const longest = { deprecated: 'd'.repeat(deprecatedChars), changelog: 'c'.repeat(changelogChars) };
    expect(await patch(longest)).toMatchObject({ status: 200, body: longest });
    for (const body of [
      {},
      { deprecated: '' },
      { deprecated: ' \n' },
      { deprecated: true },
      { deprecated: 'd'.repeat(deprecatedChars + 1) },
      { changelog: 'c'.repeat(changelogChars + 1) },
      { changelog: 'a\0' },
      { digest: 'sha256:0' },
    ])
      expect((await patch(body)).status).toBe(400);
    expect((await call(marketplace, 'GET', `${weather}/versions`)).body).toMatchObject({ data: [longest] });
  });

  it('A113: another tenant meets the answer of a listing that is not there, whatever it sends', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    for (const body of [{ status: 'early_access' }, { publisher: 'Someone' }])
      for (const id of ['cn-weather', 'cn-none'])
        expect(await call(other, 'PATCH', `/v1/listings/${id}`, body)).toMatchObject({
          status: 404,
          body: { error: { code: 'not_found', message: 'You have no such listing.' } },
        });
    for (const place of ['cn-weather/versions/1.0.0', 'cn-weather/versions/9.9.9', 'cn-none/versions/1.0.0'])
      expect(await call(other, 'PATCH', `/v1/listings/${place}`, { deprecated: 'Mine now.' })).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found', message: 'You have no such version.' } },
      });
    expect((await call(marketplace, 'GET', weather)).body).toMatchObject({
      status: 'live',
      versions: [{ deprecated: null }],
    });
  });
});

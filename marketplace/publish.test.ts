import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { archiveDigest } from '../core/package/index.ts';
import { rawZip } from '../core/package/testing/zip.ts';
import { marketplaceLimits, packageLimits } from '../shared/limits.ts';
import {
  behind,
  databases,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
  samplePackage,
  send,
  upload,
} from './testing/running.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_[0-9a-f]{24}$/) } });
const listing = 'cn-weather';

const archivesOf = (marketplace: RunningMarketplace): Promise<number> =>
  behind(marketplace, async ({ db }) => (await db.selectFrom('archives').select('digest').execute()).length);

describe.each(databases)('POST /v1/listings/{id}/versions on %s', (kind) => {
  it('publishes a version, and says when it stands there already', async () => {
    const marketplace = await runningMarketplace(kind);
    const archive = await samplePackage();
    const first = await upload(marketplace, listing, archive);
    expect(first).toMatchObject({
      status: 201,
      body: { object: 'version', listing, version: '1.0.0', digest: archive.digest, status: 'live', created: true },
    });
    expect(first.headers.get('x-ratelimit-limit')).toBe(String(marketplaceLimits.requestsPerMinute));
    expect(await upload(marketplace, listing, archive)).toMatchObject({ status: 200, body: { created: false } });
    const binary = { 'content-type': 'application/octet-stream' };
    expect(await upload(marketplace, listing, archive, binary)).toMatchObject({ status: 200 });
  });

  it('tells of a version what its CHANGELOG.md says above the lists', async () => {
    const marketplace = await runningMarketplace(kind);
    const changelog = '# Changelog\n\n## 1.0.0\n\nThe first one.\n\n### New\n\n- All.\n';
    const told = await upload(marketplace, listing, await samplePackage({}, { 'CHANGELOG.md': changelog }));
    expect(told.body).toMatchObject({ changelog: 'The first one.' });
    expect((await upload(marketplace, listing, await samplePackage({ version: '1.0.1' }))).body).toMatchObject({
      changelog: null,
    });
  });

  it('A31: a published version never changes; a lower one that is new may come', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, listing, await samplePackage({ version: '2.0.0' }));
    const changed = await samplePackage({ version: '2.0.0' }, { 'README.md': 'other' });
    expect(await upload(marketplace, listing, changed)).toMatchObject({ status: 409, body: error('state_conflict') });
    const older = await samplePackage({ version: '1.0.1', name: 'Old name' });
    expect(await upload(marketplace, listing, older)).toMatchObject({ status: 201 });
    const shown = await send(`${marketplace.url}/v1/listings/${listing}`, {
      headers: { authorization: `Bearer ${marketplace.key}` },
    });
    expect(shown.body).toMatchObject({ latest_version: '2.0.0', name: 'Weather' });
  });

  it('FL-40: a version that does not clear the floor of the one before it is refused, and says why', async () => {
    const marketplace = await runningMarketplace(kind);
    const command = { params: [], sideEffect: true, capability: 'station.create' };
    const stored = await samplePackage({ version: '1.0.0', commands: { createStation: command } });
    expect(await upload(marketplace, listing, stored)).toMatchObject({ status: 201 });
    for (const version of ['1.0.1', '1.1.0']) {
      expect(await upload(marketplace, listing, await samplePackage({ version }))).toMatchObject({
        status: 422,
        body: {
          error: {
            type: 'validation_error',
            code: 'version_too_low',
            message: expect.stringMatching(/station\.create|createStation/),
            floor: '2.0.0',
          },
        },
      });
    }
    expect(await upload(marketplace, listing, await samplePackage({ version: '2.0.0' }))).toMatchObject({
      status: 201,
    });
    // Measured against the nearest lower one: what 2.0.0 took away, 1.1.0 may still have.
    const between = await samplePackage({ version: '1.1.0', commands: { createStation: command }, tags: ['rain'] });
    expect(await upload(marketplace, listing, between)).toMatchObject({ status: 201 });
    expect(await archivesOf(marketplace)).toBe(3);
  });

  it('A115: 50 equal publishes at once make one version, with and without a retry key', async () => {
    const marketplace = await runningMarketplace(kind);
    for (const [version, headers] of [
      ['1.0.0', {}],
      ['1.1.0', { 'idempotency-key': 'same' }],
    ] as const) {
      const archive = await samplePackage({ version });
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => upload(marketplace, listing, archive, headers)),
      );
      const statuses = answers.map((answer) => answer.status).sort();
      expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
    }
    expect(await archivesOf(marketplace)).toBe(2);
  });

  it('A120: 20 different archives of one version at once have exactly one winner', async () => {
    const marketplace = await runningMarketplace(kind);
    const archives = await Promise.all(
      Array.from({ length: 20 }, (_, n) => samplePackage({}, { 'README.md': String(n) })),
    );
    const answers = await Promise.all(archives.map((archive) => upload(marketplace, listing, archive)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(19);
    expect(await archivesOf(marketplace)).toBe(1);
  });

  it('FC-20…22: an Idempotency-Key gives the first answer again, and is refused with another body', async () => {
    const marketplace = await runningMarketplace(kind);
    const [one, two] = [await samplePackage(), await samplePackage({ version: '1.0.1' })];
    const headers = { 'idempotency-key': 'k'.repeat(marketplaceLimits.idempotencyKeyChars) };
    const first = await upload(marketplace, listing, one, headers);
    const again = await upload(marketplace, listing, one, headers);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.headers.get('x-request-id')).toBe(first.headers.get('x-request-id'));
    expect(again.body).toEqual(first.body);
    expect(await upload(marketplace, listing, two, headers)).toMatchObject({
      status: 409,
      body: error('idempotency_conflict'),
    });
    for (const key of ['', 'k'.repeat(marketplaceLimits.idempotencyKeyChars + 1), 'k'.repeat(10_000)]) {
      const refused = await upload(marketplace, listing, two, { 'idempotency-key': key });
      expect(refused).toMatchObject({ status: 400, body: error('invalid_parameter') });
    }
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    const theirs = await samplePackage({ id: 'theirs' });
    expect(await upload(other, 'cn-theirs', theirs, headers)).toMatchObject({ status: 201 });
  });

  it('A113: another tenant cannot publish to a listing', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, listing, await samplePackage());
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    for (const archive of [await samplePackage(), await samplePackage({ version: '3.0.0' })]) {
      expect(await upload(other, listing, archive)).toMatchObject({ status: 404, body: error('not_found') });
    }
  });

  it('A114: needs a key in the header, whole, valid and with the scope', async () => {
    const marketplace = await runningMarketplace(kind);
    const archive = await samplePackage();
    const { key } = marketplace;
    const expired = await furtherKey(marketplace, { expiresAt: new Date(Date.now() - 1000) });
    for (const authorization of [
      undefined,
      key,
      `Bearer ${key}x`,
      `Bearer ${key.slice(0, -1)}`,
      `Basic ${key}`,
      `Bearer ${expired}`,
    ]) {
      expect(await upload(marketplace, listing, archive, { authorization })).toMatchObject({
        status: 401,
        body: { error: { type: 'authentication_error' } },
      });
    }
    const inQuery = await send(`${marketplace.url}/v1/listings?key=${key}&access_token=${key}`);
    expect(inQuery.status).toBe(401);
    const reader = await furtherKey(marketplace, { scopes: ['connectors:read'] });
    expect(await upload({ ...marketplace, key: reader }, listing, archive)).toMatchObject({
      status: 403,
      body: { error: { type: 'permission_error', code: 'missing_scope' } },
    });
  });

  it('A120: refuses what is not what it says it is', async () => {
    const marketplace = await runningMarketplace(kind);
    const archive = await samplePackage();
    const of = (bytes: Uint8Array) => ({ bytes, digest: archiveDigest(bytes) });
    expect(await upload(marketplace, listing, { ...archive, digest: `sha256:${'0'.repeat(64)}` })).toMatchObject({
      status: 400,
      body: error('digest_mismatch'),
    });
    expect(await upload(marketplace, listing, archive, { 'content-digest': undefined })).toMatchObject({
      status: 400,
      body: error('missing_parameter'),
    });
    for (const [id, sent] of [
      ['cn-other', archive],
      [listing, of(archive.bytes.subarray(0, -10))],
      [listing, of(Buffer.from('not an archive'))],
      [listing, of(rawZip([{ name: '../../evil', content: 'x' }]))],
      [listing, of(rawZip([{ name: 'README.md', content: '/etc/passwd', mode: 0o120777 }]))],
      [listing, of(rawZip([{ name: 'mocks.json', content: Buffer.alloc(5_000_000), deflate: true }]))],
      [listing, of(rawZip([{ name: 'connector.json', content: '{}' }]))],
    ] as const) {
      expect(await upload(marketplace, id, sent)).toMatchObject({
        status: 422,
        body: { error: { type: 'validation_error', code: 'invalid_package' } },
      });
    }
    for (const id of ['weather', 'cn-../x', `cn-${'x'.repeat(200)}`, 'cn-Weather']) {
      const refused = await upload(marketplace, id, archive);
      expect(refused).toMatchObject({ status: id.length > 100 ? 414 : 400, body: error('invalid_parameter') });
    }
    expect(await upload(marketplace, listing, archive, { 'content-type': 'application/json' })).toMatchObject({
      status: 415,
      body: error('unsupported_media_type'),
    });
    expect(await upload(marketplace, listing, of(new Uint8Array()))).toMatchObject({ status: 400 });
    expect(await archivesOf(marketplace)).toBe(0);
  });

  it('A120: an upload over the limit is refused with the number, one that stops half way leaves nothing', async () => {
    const marketplace = await runningMarketplace(kind);
    const port = Number(new URL(marketplace.url).port);
    const head = (bytes: number) =>
      `POST /v1/listings/${listing}/versions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${marketplace.key}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${bytes}\r\n\r\n`;
    const large = connect(port, '127.0.0.1');
    large.write(head(packageLimits.archiveBytes + 1));
    const answer = await new Promise<string>((resolve) => large.once('data', (data) => resolve(data.toString())));
    large.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain(String(packageLimits.archiveBytes));
    const partial = connect(port, '127.0.0.1');
    partial.write(`${head(1000)}PK`);
    await sleep(50);
    partial.destroy();
    await sleep(50);
    expect((await send(`${marketplace.url}/healthz`)).body).toEqual({ object: 'health', status: 'ok' });
    expect(await archivesOf(marketplace)).toBe(0);
  });

  it('FC-23: a retry key is free again after its time', async () => {
    const marketplace = await runningMarketplace(kind);
    const headers = { 'idempotency-key': 'k' };
    await upload(marketplace, listing, await samplePackage(), headers);
    const second = await samplePackage({ version: '1.0.1' });
    const age = (hours: number) =>
      behind(marketplace, ({ db }) => {
        const created_at = new Date(Date.now() - hours * 3_600_000).toISOString();
        return db.updateTable('answers').set({ created_at }).execute();
      });
    await age(marketplaceLimits.idempotencyHours - 1);
    expect(await upload(marketplace, listing, second, headers)).toMatchObject({ status: 409 });
    await age(marketplaceLimits.idempotencyHours + 1);
    const first = await upload(marketplace, listing, second, headers);
    expect(first.status).toBe(201);
    const again = await upload(marketplace, listing, second, headers);
    expect([again.status, again.headers.get('x-request-id')]).toEqual([200, first.headers.get('x-request-id')]);
  });

  it('A120: a listing takes a number of versions and no more; the newest are shown', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, listing, await samplePackage());
    await behind(marketplace, async ({ db }) => {
      const row = { listing, digest: '', bytes: 0, manifest_json: '{}', created_at: new Date().toISOString() };
      const rows = Array.from({ length: marketplaceLimits.versions - 1 }, (_, n) => ({
        ...row,
        version: `0.0.${n + 1}`,
      }));
      for (let from = 0; from < rows.length; from += 1000)
        await db
          .insertInto('versions')
          .values(rows.slice(from, from + 1000))
          .execute();
    });
    const refused = await upload(marketplace, listing, await samplePackage({ version: '2.0.0' }));
    expect(refused).toMatchObject({ status: 422, body: error('too_many_versions') });
    expect(JSON.stringify(refused.body)).toContain(String(marketplaceLimits.versions));
    const { body } = await send(`${marketplace.url}/v1/listings/${listing}`, {
      headers: { authorization: `Bearer ${marketplace.key}` },
    });
    expect(body).toMatchObject({ versions: { length: marketplaceLimits.maxPageSize }, has_more_versions: true });
  });
});

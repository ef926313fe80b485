import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parseManifest, unpackConnector } from '../core/package/index.ts';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { downloadVersion, getListing, listListings, publishConnector } from '../core/publish/index.ts';
import { type Fault, faultyProxy } from './testing/faulty-proxy.ts';
import { runningMarketplace, samplePackage, send } from './testing/running.ts';

type Sample = Parameters<typeof sampleConnector>;

async function publishSample(marketplace: string, key: string, ...sample: Sample) {
  const { bytes: archive, digest } = await samplePackage(...sample);
  const manifest = parseManifest(sampleConnector(...sample)[0]?.text ?? '');
  if (!manifest.ok) throw new Error(manifest.error.message);
  return publishConnector({ archive, digest, manifest: manifest.value, marketplace, key });
}

async function versionsOf(url: string, key: string): Promise<string[]> {
  const listing = await getListing({ marketplace: url, key, listing: 'cn-weather' });
  return listing.ok ? listing.value.versions.map((one) => one.version).sort() : [];
}

describe('the studio and the marketplace', () => {
  it('publish, list, show and give back the same archive', async () => {
    const { url, key } = await runningMarketplace();
    const published = await publishSample(url, key);
    expect(published).toMatchObject({ ok: true, value: { listing: 'cn-weather', version: '1.0.0', created: true } });
    expect(await publishSample(`${url}/`, key)).toMatchObject({ ok: true, value: { created: false } });
    const access = { marketplace: url, key };
    expect(await listListings({ ...access, limit: 1 })).toMatchObject({
      ok: true,
      value: { data: [{ id: 'cn-weather', name: 'Weather' }], has_more: false },
    });
    const listing = await getListing({ ...access, listing: 'cn-weather' });
    const digest = listing.ok ? (listing.value.versions[0]?.digest ?? '') : '';
    const archive = await downloadVersion({ ...access, listing: 'cn-weather', version: '1.0.0', digest });
    const files = archive.ok ? await unpackConnector(archive.value) : archive;
    expect(files.ok && files.value.map((file) => file.path)).toEqual(
      sampleConnector()
        .map((file) => file.path)
        .sort(),
    );
  });

  it('A31: other content under the same version is refused with the remedy', async () => {
    const { url, key } = await runningMarketplace();
    await publishSample(url, key);
    expect(await publishSample(url, key, {}, { 'README.md': 'swapped' })).toMatchObject({
      ok: false,
      error: { code: 'version_exists', message: expect.stringContaining('raise "version" in connector.json') },
    });
    expect(await publishSample(url, key, { version: '1.0.1' }, { 'README.md': 'swapped' })).toMatchObject({ ok: true });
  });

  it('say in a sentence that a key is wrong and that a listing is not there', async () => {
    const { url, key } = await runningMarketplace();
    // Refused before its 20 MB have arrived: the answer must reach the client all the same.
    const large = { 'spec/api.json': 'x'.repeat(20_000_000) };
    for (const files of [{}, large]) {
      const refused = await publishSample(url, 'sk_live_wrong', {}, files);
      expect(refused).toMatchObject({ ok: false, error: { code: 'bad_key' } });
    }
    expect(await publishSample(url, key, {}, large)).toMatchObject({ ok: true });
    expect(await getListing({ marketplace: url, key, listing: 'cn-none' })).toMatchObject({
      ok: false,
      error: { code: 'not_found', message: expect.stringContaining('does not know cn-none') },
    });
  });

  it('R18: 60 publishes over a network that breaks 4 of 10 connections make 60 versions, none twice', async () => {
    const { url, key } = await runningMarketplace();
    const faults: Fault[] = ['refuse', 'cut request', 'lose reply', 'cut reply'];
    const broken = await faultyProxy(url, () =>
      Math.random() < 0.4 ? (faults[Math.floor(Math.random() * faults.length)] ?? 'none') : 'none',
    );
    const versions = Array.from({ length: 60 }, (_, n) => `1.0.${n}`);
    await Promise.all(
      versions.map(async (version) => {
        for (;;) {
          const published = await publishSample(broken, key, { version });
          if (published.ok) break;
          expect(published.error.code).toBe('unreachable');
        }
      }),
    );
    expect(await versionsOf(url, key)).toEqual([...versions].sort());
    const all = await send(`${url}/v1/listings/cn-weather/versions?limit=100`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(all.body).toMatchObject({ has_more: false, data: { length: 60 } });
  });

  it('R5: a publisher killed at any moment leaves one version at most, and a second try ends in exactly one', async () => {
    const { url, key } = await runningMarketplace();
    const script = path.join(import.meta.dirname, 'testing/publish-once.ts');
    const kills = 12;
    for (let kill = 0; kill < kills; kill++) {
      const version = `2.0.${kill}`;
      const child = spawn(process.execPath, [script, url, key, version], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'close');
      await once(child.stdout, 'data');
      await sleep(Math.random() * 60);
      child.kill('SIGKILL');
      await ended;
      expect((await versionsOf(url, key)).filter((one) => one === version).length).toBeLessThanOrEqual(1);
      expect(await publishSample(url, key, { version })).toMatchObject({ ok: true, value: { version } });
    }
    expect(await versionsOf(url, key)).toEqual(Array.from({ length: kills }, (_, n) => `2.0.${n}`).sort());
  });
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packageLimits } from '../../shared/limits.ts';
import { fromContentDigest, packConnector, toContentDigest, unpackConnector } from './index.ts';
import { sampleConnector } from './testing/sample.ts';

async function pack(files = sampleConnector()) {
  const packed = await packConnector(files);
  if (!packed.ok) throw new Error(packed.error.message);
  return packed.value;
}

describe('packConnector', () => {
  it('packs what unpackConnector gives back, sorted by path', async () => {
    const files = sampleConnector({}, { 'spec/api.json': '{"a":"ü"}', 'README.md': '# Weather\n' });
    const packed = await pack(files);
    const unpacked = await unpackConnector(packed.bytes);
    const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(unpacked).toEqual({ ok: true, value: sorted });
    expect(packed.files.map((file) => file.path)).toEqual(sorted.map((file) => file.path));
    expect(packed.files.find((file) => file.path === 'spec/api.json')?.bytes).toBe(10);
    expect(packed.digest).toBe(`sha256:${createHash('sha256').update(packed.bytes).digest('hex')}`);
  });

  it('gives equal bytes for equal content, in any order and any time zone', async () => {
    const here = await pack([...sampleConnector()].reverse());
    expect(here.digest).toBe((await pack()).digest);
    const script = `
      import { packConnector } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      import { sampleConnector } from ${JSON.stringify(new URL('./testing/sample.ts', import.meta.url).href)};
      console.log((await packConnector(sampleConnector())).value.digest);`;
    for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      const there = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });
      expect(there.trim()).toBe(here.digest);
    }
  });

  it('A34, A124: files that are no connector file are never packed', async () => {
    const extra = {
      '.env': 'TOKEN=secret',
      'node_modules/x/index.js': '',
      'functions/native.node': '',
      'package.json': '{}',
      'spec/../../x': '',
      'preload.js': '',
    };
    const packed = await pack(sampleConnector({}, extra));
    expect(packed.digest).toBe((await pack()).digest);
    expect(packed.files.map((file) => file.path)).not.toContain('.env');
  });

  it('FB-81: refuses a connector without its manifest or a required function', async () => {
    const files = sampleConnector();
    const without = (path: string) => packConnector(files.filter((file) => file.path !== path));
    expect(await without('functions/schema.js')).toMatchObject({
      ok: false,
      error: { code: 'missing_function', message: expect.stringContaining('functions/schema.js') },
    });
    expect(await without('connector.json')).toMatchObject({ ok: false, error: { code: 'no_manifest' } });
    expect(await packConnector(sampleConnector({ version: '1' }))).toMatchObject({ error: { code: 'bad_manifest' } });
  });

  it('says the number where a limit is hit', async () => {
    const half = 'x'.repeat(packageLimits.archiveBytes / 2);
    const packed = await packConnector(sampleConnector({}, { 'spec/a.json': half, 'spec/b.json': half }));
    expect(packed).toMatchObject({
      ok: false,
      error: { code: 'package_too_large', message: expect.stringContaining(String(packageLimits.archiveBytes)) },
    });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`spec/${n}.json`, '']));
    expect(await packConnector(sampleConnector({}, many))).toMatchObject({
      ok: false,
      error: { code: 'too_many_files', message: expect.stringContaining(String(packageLimits.entries)) },
    });
  });
});

describe('content digest', () => {
  it('goes into the header of RFC 9530 and back', async () => {
    const { digest } = await pack();
    expect(toContentDigest(digest)).toMatch(/^sha-256=:[A-Za-z0-9+/]{43}=:$/);
    expect(fromContentDigest(toContentDigest(digest))).toBe(digest);
    expect(fromContentDigest(`sha-512=:AAAA:, ${toContentDigest(digest)}`)).toBe(digest);
    expect(fromContentDigest('sha-256=:short:')).toBeUndefined();
  });
});

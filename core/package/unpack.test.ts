import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { packageLimits } from '../../shared/limits.ts';
import { sampleConnector } from './testing/sample.ts';
import { type RawEntry, type RawZip, rawZip } from './testing/zip.ts';
import { unpackConnector } from './unpack.ts';

const clean: RawEntry = { name: 'connector.json', content: '{}' };

async function refusalOf(entries: readonly RawEntry[], options?: RawZip): Promise<string> {
  const unpacked = await unpackConnector(rawZip(entries, options));
  return unpacked.ok ? 'taken' : unpacked.error.code;
}

describe('unpackConnector', () => {
  it('takes an archive of an ordinary packer: deflated, streamed, with folders and times', async () => {
    const zip = new ZipFile();
    zip.addEmptyDirectory('functions/');
    for (const file of sampleConnector()) zip.addBuffer(Buffer.from(file.text), file.path);
    const { PassThrough } = await import('node:stream');
    const stream = new PassThrough();
    zip.addReadStream(stream, 'README.md');
    stream.end('# streamed, so its size stands behind it\n');
    zip.end();
    const unpacked = await unpackConnector(await buffer(zip.outputStream));
    expect(unpacked.ok && unpacked.value.map((file) => file.path)).toEqual([
      ...sampleConnector().map((file) => file.path),
      'README.md',
    ]);
  });

  it('takes the hand-built archive that the attacks below change', async () => {
    expect(await refusalOf([clean, { name: 'README.md', content: 'x'.repeat(500), deflate: true }])).toBe('taken');
  });

  it.each([
    '../../x',
    '/abs',
    'C:\\x',
    '..\\x',
    'a/../../x',
    'functions/../connector.json',
    'functions\\data.js',
    'functions/data.js\0.txt',
    'spec/trailing.',
    'spec/trailing ',
    'con.txt',
    'spec/con.txt',
    'functions/AUX.js',
    './connector.json',
    'functions//data.js',
    '',
  ])('A25: refuses the path %j', async (name) => {
    expect(await refusalOf([clean, { name, content: 'x' }])).toBe('bad_path');
  });

  it('A25: refuses a path of 300 characters with the limit, and a name that is no UTF-8', async () => {
    const unpacked = await unpackConnector(rawZip([clean, { name: `spec/${'a'.repeat(295)}` }]));
    expect(!unpacked.ok && unpacked.error.message).toContain(`300 characters; at most ${packageLimits.pathChars}`);
    expect(await refusalOf([clean, { name: Buffer.from([0x52, 0xff, 0xfe]) }])).toBe('bad_path');
  });

  it.each([
    ['a symbolic link', { mode: 0o120777 }],
    ['a device', { mode: 0o020666 }],
    ['a pipe', { mode: 0o010644 }],
    ['a folder in the place of a file', { mode: 0o040755 }],
    ['a Windows reparse point', { mode: 0, dos: 0x400 }],
  ])('A26: refuses %s', async (_kind, attributes) => {
    const link = { name: 'README.md', content: '/etc/passwd', ...attributes };
    expect(await refusalOf([clean, link, { name: 'functions/data.js', content: 'x' }])).toBe('special_file');
  });

  it.each([
    ['two entries of one name', [clean, { ...clean, content: '{"evil":1}' }]],
    ['names that differ in case', [clean, { name: 'spec/a.json' }, { name: 'spec/A.json' }]],
    ['another name before the data', [clean, { name: 'README.md', localName: 'utility.m', content: 'x' }]],
    ['another checksum before the data', [clean, { name: 'README.md', content: 'x', localCrc: 1 }]],
    [
      'a second name in an extra field',
      [clean, { name: 'README.md', extra: Buffer.from('7570050001000000000'.padEnd(18, '0'), 'hex') }],
    ],
    ['a second size in an extra field', [clean, { name: 'README.md', extra: Buffer.from('01000000', 'hex') }]],
    ['bytes between its files', [{ ...clean, trailing: Buffer.from('hidden') }, { name: 'README.md' }]],
    ['a folder with content', [clean, { name: 'spec/', content: 'x', mode: 0o040755 }]],
  ] satisfies [string, RawEntry[]][])('A27: refuses %s', async (_what, entries) => {
    expect(await refusalOf(entries)).toBe('ambiguous_archive');
  });

  it('A27: refuses bytes before it, entries that its end does not count, and a second end in its comment', async () => {
    expect(await refusalOf([clean], { prefix: Buffer.from('#!/bin/sh\n') })).toBe('ambiguous_archive');
    expect(await refusalOf([clean, { name: 'README.md' }], { statedEntries: 1 })).toBe('ambiguous_archive');
    const inner = rawZip([{ ...clean, content: '{"evil":1}' }]);
    expect(await refusalOf([clean], { comment: inner })).not.toBe('taken');
    expect(await refusalOf([clean], { comment: Buffer.from('a plain comment') })).toBe('taken');
  });

  it('A27: refuses two entries that share their bytes', async () => {
    const bytes = rawZip([clean, { name: 'README.md', content: 'x' }]);
    const second = bytes.lastIndexOf('PK\x01\x02');
    bytes.writeUInt32LE(0, second + 42);
    const unpacked = await unpackConnector(bytes);
    expect(!unpacked.ok && unpacked.error.code).toBe('ambiguous_archive');
  });

  it('A28: stops at the ratio, with the number', async () => {
    const bomb = { name: 'mocks.json', content: Buffer.alloc(8 * 1024 * 1024), deflate: true };
    const unpacked = await unpackConnector(rawZip([clean, bomb]));
    expect(!unpacked.ok && unpacked.error.message).toContain(`more than ${packageLimits.ratio} times its packed size`);
  });

  it('A28: stops at the number of entries, the size of one, of all and of the archive', async () => {
    const many = Array.from({ length: packageLimits.entries + 1 }, (_, n) => ({ name: `spec/${n}.json` }));
    expect(await refusalOf(many)).toBe('too_many_entries');
    expect(await refusalOf([], { statedEntries: 65_535 })).toBe('ambiguous_archive');
    const stated = { name: 'README.md', content: 'x', deflate: true, statedSize: packageLimits.entryBytes + 1 };
    expect(await refusalOf([clean, stated])).toBe('package_too_large');
    const archive = await unpackConnector(new Uint8Array(packageLimits.archiveBytes + 1));
    expect(!archive.ok && archive.error.message).toContain(String(packageLimits.archiveBytes));
  });

  it('A28: stops at all bytes together', async () => {
    // 63 MB each, of which one packed byte gives fewer than 200.
    const random = Array.from({ length: 2000 }, () => Math.random().toString(36)).join('');
    const text = random.repeat(Math.ceil(63_000_000 / random.length));
    const big = (name: string): RawEntry => ({ name, content: text, deflate: true });
    const unpacked = await unpackConnector(rawZip([clean, big('spec/a'), big('spec/b'), big('spec/c')]));
    expect(!unpacked.ok && unpacked.error.message).toContain(`more than ${packageLimits.totalBytes} bytes`);
  });

  it('A28: a size or checksum that lies is damage', async () => {
    const content = 'y'.repeat(100);
    expect(await refusalOf([clean, { name: 'README.md', content, deflate: true, statedSize: 10 }])).toBe(
      'damaged_archive',
    );
    expect(await refusalOf([clean, { name: 'README.md', content, deflate: true, statedSize: 1000 }])).toBe(
      'damaged_archive',
    );
    expect(await refusalOf([clean, { name: 'README.md', content, statedCrc: 1 }])).toBe('damaged_archive');
  });

  it.each([
    'node_modules/x/index.js',
    'addon.node',
    'x.wasm',
    'preload.js',
    'package.json',
    '.env',
    'functions/x.node',
  ])('A34: refuses %s as the whole', async (name) => {
    expect(await refusalOf([clean, { name, content: 'x' }])).toBe('bad_path');
  });

  it('refuses what is not text, encrypted, in another compression, cut short or no archive at all', async () => {
    expect(await refusalOf([clean, { name: 'logo.svg', content: Buffer.from([0xff, 0xd8, 0xff]) }])).toBe('not_text');
    expect(await refusalOf([clean, { name: 'README.md', content: 'x', deflate: true, flags: 1 }])).toBe('encrypted');
    expect(await refusalOf([clean, { name: 'README.md', content: 'x', method: 12 }])).toBe('bad_compression');
    const whole = rawZip([clean]);
    for (let bytes = 0; bytes < whole.byteLength; bytes++) {
      const unpacked = await unpackConnector(whole.subarray(0, bytes));
      expect(unpacked.ok ? '' : unpacked.error.message).toMatch(/^[^\n]*[^.]\.$/);
      expect(!unpacked.ok && unpacked.error.kind).toBe('input');
    }
  });

  it('never throws, whatever byte is changed', async () => {
    const whole = rawZip([clean, { name: 'README.md', content: 'some text of a file', deflate: true }]);
    let taken = 0;
    for (let at = 0; at < whole.byteLength; at++) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      const unpacked = await unpackConnector(changed);
      if (unpacked.ok) taken++;
    }
    // Times, versions and reserved fields do not matter; all else does.
    expect(taken).toBeLessThan(60);
  });
});

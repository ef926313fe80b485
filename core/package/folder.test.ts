import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConnectorFolder, scanConnectorFolder, writeConnectorFolder } from './index.ts';
import { sampleConnector } from './testing/sample.ts';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'studio-folder-'));
  folder = path.join(base, 'weather');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const byPath = (files: { path: string }[]) => [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
const codeOf = (result: { ok: boolean; error?: { code: string } }): string | undefined => result.error?.code;

describe('a folder of a connector', () => {
  it('is read back as it was written, and leaves nothing else behind', async () => {
    const files = sampleConnector({}, { 'spec/a b.yaml': 'é: 1\r\n', 'functions/utility.js': '\uFEFF// bom\n' });
    expect((await writeConnectorFolder(folder, files)).ok).toBe(true);
    expect(await readConnectorFolder(folder)).toEqual({ ok: true, value: byPath(files) });
    expect(readdirSync(folder).sort()).toEqual(['connector.json', 'functions', 'spec']);
  });

  it('is brought up to date by a second export; what is not of the connector stays', async () => {
    await writeConnectorFolder(folder, sampleConnector({}, { 'functions/old.js': '1' }));
    mkdirSync(path.join(folder, '.git'));
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    const written = await writeConnectorFolder(folder, sampleConnector({ version: '1.1.0' }));
    expect(written).toMatchObject({ ok: true, value: { removed: ['functions/old.js'] } });
    expect(await scanConnectorFolder(folder)).toMatchObject({ ok: true, value: { ignored: ['.git/', 'notes.txt'] } });
    expect(readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('is not written over something else', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'thesis.txt'), 'years of work');
    expect(codeOf(await writeConnectorFolder(folder, sampleConnector()))).toBe('foreign_folder');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
    const other = path.join(base, 'other');
    await writeConnectorFolder(other, sampleConnector({ id: 'other' }));
    const refused = await writeConnectorFolder(other, sampleConnector());
    expect(!refused.ok && refused.error.message).toContain('holds the connector other');
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    expect(codeOf(await writeConnectorFolder(file, sampleConnector()))).toBe('bad_folder');
  });

  it('A25: paths that lead outside are not written', async () => {
    const files = sampleConnector({}, { 'functions/../../evil.js': 'x' });
    expect(codeOf(await writeConnectorFolder(folder, files))).toBe('bad_path');
    expect(readdirSync(base)).toEqual([]);
  });

  it('A26: a link is not followed, neither by a read nor by a write', async () => {
    const secret = path.join(base, 'secret.txt');
    writeFileSync(secret, 'secret');
    await writeConnectorFolder(folder, sampleConnector());
    symlinkSync(secret, path.join(folder, 'README.md'));
    const scanned = await scanConnectorFolder(folder);
    expect(scanned).toMatchObject({ ok: true, value: { ignored: ['README.md'] } });
    expect(JSON.stringify(scanned)).not.toContain('"secret"');
    await writeConnectorFolder(folder, sampleConnector({}, { 'README.md': 'new' }));
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe('new');

    const outside = path.join(base, 'outside');
    mkdirSync(outside);
    rmSync(path.join(folder, 'functions'), { recursive: true });
    symlinkSync(outside, path.join(folder, 'functions'));
    expect(codeOf(await writeConnectorFolder(folder, sampleConnector()))).toBe('foreign_folder');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('says what is wrong with a folder that is none', async () => {
    expect(codeOf(await readConnectorFolder(path.join(base, 'nowhere')))).toBe('bad_folder');
    expect(await readConnectorFolder(path.join(base, 'nowhere'))).toMatchObject({
      error: { message: expect.stringContaining('nowhere cannot be used: there is no such folder. Check') },
    });
    writeFileSync(path.join(base, 'a.txt'), '');
    expect(await readConnectorFolder(path.join(base, 'a.txt'))).toMatchObject({
      error: { message: expect.stringContaining('a.txt cannot be used: it is no folder. Check') },
    });
    expect(codeOf(await readConnectorFolder(base))).toBe('no_manifest');
    await writeConnectorFolder(folder, sampleConnector());
    writeFileSync(path.join(folder, 'README.md'), Buffer.from([0xff, 0xfe]));
    expect(codeOf(await readConnectorFolder(folder))).toBe('not_text');
  });
});

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { sampleConnector } from '../package/testing/sample.ts';
import { openWorkspace } from './index.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

function refusalOf(directory: string): { code: string; message: string } {
  const opened = openWorkspace(directory);
  if (!opened.ok) return opened.error;
  opened.value.close();
  return { code: 'opened', message: '' };
}

describe('openWorkspace', () => {
  it('makes the folder for its user alone, and the files in it', () => {
    const directory = path.join(temporaryFolder(), 'deep', 'workspace');
    const workspace = temporaryWorkspace(directory);
    unwrap(workspace.connectors.create(sampleConnector(), 'Made'));
    workspace.runs.record({ exchanges: [], bodies: [{ id: 'b1', bytes: Buffer.alloc(10_000) }] });
    expect(mode(directory)).toBe('700');
    for (const name of readdirSync(directory)) {
      expect([name, mode(path.join(directory, name))]).toEqual([name, name === 'bodies' ? '700' : '600']);
    }
    expect(workspace.sqliteVersion).toMatch(/^3\.\d+/);
  });

  it('leaves the mode of a folder that holds other things alone', () => {
    const directory = path.join(temporaryFolder(), 'shared');
    mkdirSync(directory, { mode: 0o755 });
    writeFileSync(path.join(directory, 'other.txt'), '');
    temporaryWorkspace(directory);
    expect(mode(directory)).toBe('755');
    expect(mode(path.join(directory, 'workspace.db'))).toBe('600');
  });

  it('finds again what was saved before it was closed', () => {
    const directory = temporaryFolder();
    const first = unwrap(openWorkspace(directory));
    unwrap(first.connectors.create(sampleConnector(), 'Made'));
    first.marketplaces.touch('https://a.example');
    first.marketplaces.touch('https://b.example');
    first.marketplaces.touch('https://a.example');
    first.close();
    const second = temporaryWorkspace(directory);
    expect(second.connectors.list().data.map((one) => one.id)).toEqual(['weather']);
    expect(second.marketplaces.list()).toEqual(['https://a.example', 'https://b.example']);
  });

  it('A29, R11: refuses a newer database in a sentence and does not touch it', () => {
    const directory = temporaryFolder();
    unwrap(openWorkspace(directory)).close();
    const file = path.join(directory, 'workspace.db');
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(file);
    const refused = refusalOf(directory);
    expect(refused.code).toBe('newer_workspace');
    expect(refused.message).toContain('version is 99');
    expect(refused.message).toContain('update the studio');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("R11: refuses another program's database, text and damage, and leaves them as they are", () => {
    const foreign = temporaryFolder();
    const db = new Database(path.join(foreign, 'workspace.db'));
    db.exec('CREATE TABLE mine (x)');
    db.close();
    const text = temporaryFolder();
    writeFileSync(
      path.join(text, 'workspace.db'),
      'just some text, long enough to be no header of SQLite at all\n'.repeat(20),
    );
    const damaged = temporaryFolder();
    unwrap(openWorkspace(damaged)).close();
    const file = path.join(damaged, 'workspace.db');
    const bytes = readFileSync(file);
    bytes.fill(0xaa, 100, 3000);
    writeFileSync(file, bytes);
    for (const [directory, code] of [
      [foreign, 'not_a_workspace'],
      [text, 'workspace_corrupt'],
      [damaged, 'workspace_corrupt'],
    ] as const) {
      const before = readFileSync(path.join(directory, 'workspace.db'));
      const refused = refusalOf(directory);
      expect([refused.code, refused.message]).toEqual([code, expect.stringContaining(directory)]);
      expect(readFileSync(path.join(directory, 'workspace.db')).equals(before)).toBe(true);
    }
  });

  it('R11: an empty file is a database that was never begun', () => {
    const directory = temporaryFolder();
    writeFileSync(path.join(directory, 'workspace.db'), '');
    expect(refusalOf(directory).code).toBe('opened');
  });

  it('R33: says which folder cannot be made or used', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const directory of [file, path.join(file, 'below'), path.join(temporaryFolder(), 'x'.repeat(300))]) {
      const refused = refusalOf(directory);
      expect([refused.code, refused.message]).toEqual(['workspace_unusable', expect.stringContaining(directory)]);
    }
  });

  it('R33: takes a path with spaces and an emoji', () => {
    expect(refusalOf(path.join(temporaryFolder(), 'my work 🙂 ü')).code).toBe('opened');
  });

  it('may be opened first by several programs at once, and written by all of them', async () => {
    const directory = path.join(temporaryFolder(), 'workspace');
    const script = path.join(import.meta.dirname, 'testing/open-save.ts');
    const revisions = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const child = spawn(process.execPath, [script, directory, 'shared', `p${n}`], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        return Number(await text(child.stdout));
      }),
    );
    expect(revisions.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7]);
    const files = unwrap(temporaryWorkspace(directory).connectors.files('shared')).files.map((file) => file.path);
    expect(files.filter((name) => name.startsWith('spec/'))).toHaveLength(6);
  }, 60_000);
});

import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes what is missing, for this user only, and leaves what is there', () => {
  const deep = path.join(folder, 'a/b/c');
  makeFolder(deep);
  makeFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(statSync(path.join(folder, 'a')).mode & 0o777).toBe(0o700);
});

it('throws where a file is in the way', () => {
  writeFileSync(path.join(folder, 'file'), '');
  expect(() => makeFolder(path.join(folder, 'file/below'))).toThrow(/ENOTDIR|EEXIST/);
});

it.runIf(existsSync('/proc/self'))('throws where the file system takes no folders, instead of trying for ever', () => {
  expect(() => makeFolder('/proc/nowhere/below')).toThrow(/ENOENT|EACCES|EPERM/);
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStaticFiles } from './index.ts';

let outside: string;
let root: string;
beforeAll(async () => {
  outside = await mkdtemp(path.join(tmpdir(), 'studio-static-'));
  root = path.join(outside, 'renderer');
  await mkdir(path.join(root, 'assets', 'deep'), { recursive: true });
  await writeFile(path.join(outside, 'secret.js'), 'secret');
  await writeFile(path.join(root, 'index.html'), '<!doctype html>');
  await writeFile(path.join(root, 'assets', 'app-1a2b.js'), 'run()');
  await writeFile(path.join(root, 'assets', 'app-1a2b.js.map'), '{}');
  await writeFile(path.join(root, 'assets', 'deep', 'a b.svg'), '<svg/>');
  await symlink(path.join(outside, 'secret.js'), path.join(root, 'assets', 'link.js'));
  await symlink(outside, path.join(root, 'assets', 'folder'));
});
afterAll(() => rm(outside, { recursive: true }));

test('files of the build are found by their address, with their type and the security headers', async () => {
  const files = await openStaticFiles(root);
  const page = files.find('/');
  expect(page?.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
  });
  expect(Buffer.from((await page?.read()) ?? []).toString()).toBe('<!doctype html>');
  expect(files.find('/assets/app-1a2b.js')?.headers['cache-control']).toContain('immutable');
  expect(files.find('/assets/deep/a%20b.svg')?.headers['content-type']).toBe('image/svg+xml');
});

test('A88: nothing but the files of the build is found', async () => {
  const files = await openStaticFiles(root);
  const refused = [
    '/../secret.js',
    '/..%2fsecret.js',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/secret.js',
    '/assets/..\\..\\secret.js',
    '/assets/%00app-1a2b.js',
    '/assets/app-1a2b.js%00',
    '//assets/app-1a2b.js',
    '/assets//app-1a2b.js',
    '/assets',
    '/assets/',
    '/@fs/etc/passwd',
    '/assets/app-1a2b.js?raw',
    '/assets/app-1a2b.js.map',
    '/assets/link.js',
    '/assets/folder/secret.js',
    '/__proto__',
    '/constructor',
    '',
  ];
  expect(refused.filter((pathname) => files.find(pathname) !== undefined)).toEqual([]);
});

test('a folder that is not there is a rejection that names it', async () => {
  await expect(openStaticFiles(path.join(root, 'missing'))).rejects.toThrow('missing');
});

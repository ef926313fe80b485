import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { decideUpdate, feedUrl, mayFetchUpdate } from './update-policy.ts';

test.each([
  ['1.2.0', 'offer'],
  ['2.0.0', 'offer'],
  ['1.1.0', 'newest'],
  ['1.0.9', 'refuse'],
  ['0.0.1', 'refuse'],
  ['1.2.0-beta.1', 'refuse'],
  ['1.1.0+build', 'refuse'],
  ['v9', 'refuse'],
  ['', 'refuse'],
  ['9'.repeat(400), 'refuse'],
  [{ version: '9.0.0' }, 'refuse'],
  [null, 'refuse'],
])('A102: %j offered to 1.1.0: %s', (offered, kind) => {
  expect(decideUpdate('1.1.0', offered).kind).toBe(kind);
});

test('A102: only the host of the feed is asked, over https', () => {
  expect(mayFetchUpdate(`${feedUrl}latest-linux.yml?noCache=1`)).toBe(true);
  const refused = [
    feedUrl.replace('https:', 'http:'),
    'https://evil.test/releases/latest.yml',
    'https://connector-studio.example.evil.test/releases/x',
    'https://connector-studio.example:8443/releases/x',
    'https://user@connector-studio.example/releases/x',
    'file:///tmp/x',
    'nothing',
  ];
  expect(refused.filter((address) => mayFetchUpdate(address))).toEqual([]);
  expect(mayFetchUpdate('http://feed.test/x', 'http://feed.test/')).toBe(false);
});

test('A102: the packaged feed is that of the code', () => {
  const builder = load(readFileSync(path.join(import.meta.dirname, '../electron-builder.yml'), 'utf8'));
  expect(builder).toMatchObject({ publish: { provider: 'generic', url: feedUrl } });
});

import { expect, test } from 'vitest';
import { importLimits } from '../../../../shared/limits.ts';
import { isCandidate, isRoot, readFiles, sourceOf } from './file-set.ts';

const named = (path: string, text: string, size = text.length) => ({
  path,
  file: { name: path.split('/').at(-1) ?? path, size, text: async () => text },
});
const root = named('specs/api/main.yaml', 'openapi: 3.1.0\npaths: { /pets: { $ref: ../pets.yaml } }');
const part = named('specs/pets.yaml', 'get: {}');

test('one description among its parts is found, and they go along by their paths', async () => {
  const read = await readFiles([root, part, named('specs/logo.png', 'PNG'), named('specs/empty.json', '')]);
  if (!read.ok) throw new Error(read.error.message);
  expect(read.value.roots).toEqual(['api/main.yaml']);
  expect(sourceOf(read.value, 'api/main.yaml')).toMatchObject({
    fileName: 'api/main.yaml',
    files: { 'pets.yaml': 'get: {}', 'api/main.yaml': expect.stringContaining('openapi') },
  });
});

test('several descriptions are offered, the outer ones first; a single file goes alone', async () => {
  const read = await readFiles([named('b/x/a.json', '{"openapi":"3.0.0"}'), named('b.json', '{ "openapi": "3.0.0" }')]);
  expect(read).toMatchObject({ value: { roots: ['b.json', 'b/x/a.json'] } });
  const alone = await readFiles([named('a.json', '{"swagger":"2.0"}')]);
  if (!alone.ok) throw new Error(alone.error.message);
  expect(sourceOf(alone.value, 'a.json')).toEqual({ fileName: 'a.json', text: '{"swagger":"2.0"}' });
});

test('nothing to read, too much to read and parts alone each get a sentence', async () => {
  expect(await readFiles([named('x.png', 'x')])).toMatchObject({ error: { code: 'no_files' } });
  expect(await readFiles([part])).toMatchObject({ error: { code: 'no_root' } });
  const half = named('a.json', 'x', importLimits.bytes / 2 + 1);
  expect(await readFiles([half, { ...half, path: 'b.json' }])).toMatchObject({
    error: { code: 'too_large', message: expect.stringContaining('64 MiB') },
  });
  const many = Array.from({ length: importLimits.linkedFiles + 1 }, (_, n) => named(`${n}.json`, '{}'));
  expect(await readFiles(many)).toMatchObject({ error: { message: expect.stringContaining('10000') } });
});

test('a description is told by its first words, whatever the format', () => {
  for (const text of [
    'openapi: 3.1.0',
    "# a comment\n'openapi': '3.0.1'",
    '{"info":{"title":"x"},"openapi":"3.0.0"}',
    '{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}',
    '{"log": {"entries": []}}',
    'curl -X POST https://api.example.com',
  ])
    expect(isRoot(text), text).toBe(true);
  for (const text of ['get: {}', '{"description":"openapi: 3 is nice"}', '']) expect(isRoot(text), text).toBe(false);
});

test('A1: hidden files and dependencies are left out', () => {
  expect(['a.yaml', 'x/b.YML', 'c.har'].every(isCandidate)).toBe(true);
  expect(['.env.json', 'x/.git/a.json', 'node_modules/p/a.json', 'a.pem'].some(isCandidate)).toBe(false);
});

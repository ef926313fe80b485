import { expect, test } from 'vitest';
import { importLimits } from '../../../../shared/limits.ts';
import { addressIn, readSource, textSource } from './source.ts';

const file = (name: string, size: number, text = 'x') => ({ name, size, text: async () => text });

test('a file gives its name and its text', async () => {
  expect(await readSource(file('api.json', 2, '{}'))).toEqual({
    ok: true,
    value: { fileName: 'api.json', text: '{}' },
  });
});

test('A6: a file over the limit is refused before it is read, with the number', async () => {
  const huge = { name: 'api.json', size: importLimits.bytes + 1, text: () => Promise.reject(new Error('read')) };
  expect(await readSource(huge)).toMatchObject({ ok: false, error: { message: expect.stringContaining('64 MiB') } });
  expect((await readSource(file('api.json', importLimits.bytes))).ok).toBe(true);
});

test('an empty file and a folder each get a sentence', async () => {
  expect(await readSource(file('api.json', 0))).toMatchObject({ error: { code: 'empty' } });
  const folder = { name: 'specs', size: 4096, text: () => Promise.reject(new DOMException('no', 'NotFoundError')) };
  expect(await readSource(folder)).toMatchObject({ error: { code: 'unreadable' } });
});

test('A78: an address is told from a description, so that it waits to be fetched', () => {
  expect(addressIn(' https://api.example.com/openapi.json\n')).toBe('https://api.example.com/openapi.json');
  for (const text of ['curl https://api.example.com', 'https://a.example\nopenapi: 3', 'ftp://a.example', ''])
    expect(addressIn(text)).toBeUndefined();
});

test('text is taken as it stands; a command gets the name of one', () => {
  expect(textSource('  ')).toMatchObject({ error: { code: 'empty' } });
  expect(textSource('curl https://api.example.com')).toMatchObject({ ok: true, value: { fileName: 'pasted.sh' } });
  expect(textSource('openapi: 3.1.0')).toEqual({ ok: true, value: { fileName: 'pasted.txt', text: 'openapi: 3.1.0' } });
});

import { expect, test } from 'vitest';
import { baseName, isArchive, isOwnMachine, toBase64 } from './request.ts';

test('a file is named without its folders', () => {
  expect(['/a/b.json', 'C:\\a\\b.json', 'b.json', '/a/'].map(baseName)).toEqual(['b.json', 'b.json', 'b.json', '/a/']);
});

test('an archive is told by its name', () => {
  expect(['a.connector', 'A.CONNECTOR', 'a.connector.json', 'connector'].map(isArchive)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('A101: an address on this machine is told', () => {
  const own = ['http://localhost:1/', 'http://127.0.0.1/', 'http://[::1]:80/', 'http://a.localhost/', 'http://0x7f.1/'];
  const others = ['https://example.com/', 'https://localhost.example.com/', 'nothing'];
  expect([...own, ...others].map(isOwnMachine)).toEqual([...own.map(() => true), ...others.map(() => false)]);
});

test('bytes of any length become base64', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(Uint8Array.from(atob(toBase64(bytes)), (character) => character.charCodeAt(0))).toEqual(bytes);
});

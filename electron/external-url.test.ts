import { expect, test } from 'vitest';
import { toExternalUrl } from './external-url.ts';

test('an https address is opened outside', () => {
  expect(toExternalUrl('https://example.com/docs?a=1#b')).toBe('https://example.com/docs?a=1#b');
});

test('A99: nothing else leaves the studio', () => {
  const refused = [
    'http://example.com/',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'data:text/html,x',
    ' ',
    'example.com',
    'https://bank.example@evil.test/',
    'https://:secret@evil.test/',
    `https://example.com/${'x'.repeat(5000)}`,
    undefined,
    null,
    42,
    { href: 'https://example.com/' },
    ['https://example.com/'],
  ];
  expect(refused.filter((value) => toExternalUrl(value) !== undefined)).toEqual([]);
});

import { expect, test } from 'vitest';
import { hexBytes, hexRow } from './hex.ts';

test('a line has the offset, the bytes in two groups of eight, and what of them is ASCII', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, index) => index + 0x3a);
  expect(hexRow(bytes, 0, 16)).toEqual({
    offset: '00000000',
    hex: '3a 3b 3c 3d 3e 3f 40 41  42 43 44 45 46 47 48 49',
    text: ':;<=>?@ABCDEFGHI',
  });
  expect(hexRow(bytes, 1, 16)).toEqual({ offset: '00000010', hex: '4a 4b 4c 4d'.padEnd(48), text: 'JKLM' });
  expect(hexRow(Uint8Array.of(0, 255, 10), 0, 16).text).toBe('···');
});

test('a narrow view has lines of eight bytes', () => {
  expect([0, 500, 546, 585, 800].map(hexBytes)).toEqual([16, 8, 8, 16, 16]);
  const bytes = Uint8Array.from({ length: 20 }, (_, index) => index + 0x3a);
  expect(hexRow(bytes, 1, 8)).toEqual({ offset: '00000008', hex: '42 43 44 45 46 47 48 49 ', text: 'BCDEFGHI' });
  expect(hexRow(bytes, 2, 8)).toMatchObject({ offset: '00000010', text: 'JKLM' });
});

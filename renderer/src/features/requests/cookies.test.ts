import { expect, test } from 'vitest';
import { cookiesSent, cookiesSet } from './cookies.ts';

test('cookies are taken apart, sent and set, with their attributes', () => {
  expect(
    cookiesSent([
      ['Cookie', 'a=***; b=***'],
      ['X', 'y'],
      ['cookie', 'c=1=2'],
    ]),
  ).toEqual([
    { name: 'a', value: '***', attributes: [] },
    { name: 'b', value: '***', attributes: [] },
    { name: 'c', value: '1=2', attributes: [] },
  ]);
  expect(
    cookiesSet([
      ['Set-Cookie', 'sid=***; Path=/; HttpOnly;'],
      ['set-cookie', 'bare'],
    ]),
  ).toEqual([
    { name: 'sid', value: '***', attributes: ['Path=/', 'HttpOnly'] },
    { name: '', value: 'bare', attributes: [] },
  ]);
});

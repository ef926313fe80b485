import { expect, test } from 'vitest';
import { isAppUrl, isOwnFrame } from './app-url.ts';

test('A96: only the main frame of the interface itself may speak to main', () => {
  const own = { url: 'app://studio/index.html', parent: null };
  expect(isOwnFrame(own)).toBe(true);
  expect(isOwnFrame({ ...own, url: 'app://studio/index.html#/runs' })).toBe(true);
  expect(isOwnFrame({ ...own, parent: own })).toBe(false);
  expect(isOwnFrame(null)).toBe(false);
});

test('A96, A99: addresses that only look like the interface are not', () => {
  const others = [
    'about:blank',
    '',
    'app://studio.evil.test/index.html',
    'app://evil/studio/',
    'app://user@studio/index.html',
    'https://studio/index.html',
    'file:///app/studio/index.html',
    'data:text/html,app://studio/',
    'javascript:void(0)//app://studio/',
    'blob:app://studio/1',
  ];
  expect(others.filter(isAppUrl)).toEqual([]);
});

import { expect, test } from 'vitest';
import { quickMode } from './modes.ts';

test('the first sign decides what is looked for', () => {
  expect(quickMode('> run')).toEqual({ kind: 'commands', search: 'run' });
  expect(quickMode(' data')).toEqual({ kind: 'places', search: 'data' });
  expect(quickMode(':12')).toEqual({ kind: 'line', line: 12, column: 1 });
  expect(quickMode(':12:4')).toEqual({ kind: 'line', line: 12, column: 4 });
  expect(quickMode(':0')).toMatchObject({ line: 1 });
  for (const half of [':', ':x', ':99999999']) expect(quickMode(half)).toMatchObject({ line: null });
});

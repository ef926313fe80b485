import { expect, test } from 'vitest';
import { nameOf, runOf } from './exchange-id.ts';

test('the id of an exchange names its run and its number', () => {
  expect(runOf('run_1f2e3d4c5b-12')).toBe('run_1f2e3d4c5b');
  expect(nameOf('run_1f2e3d4c5b-12')).toBe('#12 of run_1f2e');
  expect(nameOf('odd')).toBe('odd');
});

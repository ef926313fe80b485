import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { titledTests } from './security-manual.ts';
import { fibricStatements, holdersOf, numbersIn, statementsManual } from './statements-manual.ts';

it('every statement on Fibric has a test that names it', () => {
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  expect(fibricStatements.map(([number]) => number)).toEqual([
    ...[...numbers(1, 6), ...numbers(10, 13), ...numbers(20, 23), ...numbers(30, 32)],
    ...[...numbers(40, 59), ...numbers(70, 76)],
  ]);
  const tests = titledTests();
  expect(fibricStatements.filter(([number]) => holdersOf(number, tests).length === 0)).toEqual([]);
});

it('docs/STATEMENTS.md lists them with their tests (else: node tools/statements-manual.ts)', () => {
  const manual = readFileSync(path.join(import.meta.dirname, '../docs/STATEMENTS.md'), 'utf8');
  expect(manual).toBe(statementsManual());
});

it('a title may name several statements, and ranges of them', () => {
  expect(numbersIn('FC-20…22, FC-31: no FC-4x, FC-5')).toEqual([20, 21, 22, 31, 5]);
  expect(numbersIn('FC-1…59: all at once')).toEqual([]);
});

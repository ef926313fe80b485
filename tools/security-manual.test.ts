import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { securityCases } from './security-cases.ts';
import { casesTable, securityManual, testsOf, titledTests, titlesIn } from './security-manual.ts';

it('the cases are those of the sandbox, the network core, the hosts and the marketplace, without a gap', () => {
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const expected = [...numbers(37, 71), 73, 74, ...numbers(79, 103), 105, 107, ...numbers(112, 123)];
  expect(securityCases.map(({ number }) => number)).toEqual(expected);
});

it('every case has a test that bears its number, or a reason', () => {
  const tests = titledTests();
  const gaps = securityCases.filter((one) => one.elsewhere === undefined && testsOf(one, tests).length === 0);
  expect(gaps.map(({ number }) => number)).toEqual([]);
});

it('docs/SECURITY.md names every case with its tests (else: node tools/security-manual.ts)', () => {
  const manual = readFileSync(path.join(import.meta.dirname, '../docs/SECURITY.md'), 'utf8');
  expect(manual).toBe(securityManual());
});

it('titles are found however a test is declared', () => {
  const source = `
describe('A1: a', () => {
  it("A2: it's b", async () => {});
  it.each([['x', 'no title'], [call('A9: no title'), 'y']])('A3: %s', (one) => {});
  it.each([
    ['x'],
  ] as const)(
    \`A4: a template\`,
    (one) => {},
  );
  test.runIf(process.platform === 'linux')('A5: \\'quoted\\'', () => {});
  it.skip('A6: skipped', () => {});
  it.todo('A7: to do');
  expect(text).toBe('A8: no title');
});`;
  expect(titlesIn(source)).toEqual(['A1: a', "A2: it's b", 'A3: %s', 'A4: a template', "A5: \\'quoted\\'"]);
});

it('a number counts as a whole', () => {
  const file = 'core/a.test.ts';
  const titled = ['A4: a', 'A41: b', 'says (A4)', 'A4, A5: c'].map((title) => ({ file, title }));
  const found = testsOf({ number: 4, tried: '', result: '' }, titled);
  expect(found.map(({ title }) => title)).toEqual(['A4: a', 'says (A4)', 'A4, A5: c']);
});

it('a row lists its tests by file, each title once, and keeps the table whole', () => {
  const table = casesTable([
    { file: 'core/a.test.ts', title: 'A37: a|b' },
    { file: 'core/a.test.ts', title: 'A37: a|b' },
    { file: 'core/b.test.ts', title: 'A37: c' },
  ]);
  expect(table).toContain('`core/a.test.ts`: A37: a\\|b<br>`core/b.test.ts`: A37: c |');
});

import { expect, it } from 'vitest';
import type { Coverage } from '../../../../shared/connector/coverage.ts';
import { aboutCoverage, coverageGroups, nameOf, runnable } from './coverage.ts';

const one = (target: string, state: Coverage['state'], entity: string | null = null): Coverage => ({
  target,
  entity,
  state,
});
const all = [
  one('validate', 'green'),
  one('schema', 'stale'),
  one('data', 'failed', 'deals'),
  one('datalist', 'missing'),
  one('createDeal', 'missing'),
];

it('a run of what is missing leaves out what is green, what needs an input, and commands', () => {
  expect(runnable(all).map(nameOf)).toEqual(['schema', 'data deals']);
});

it('functions, tables and commands stand apart', () => {
  const { functions, tables, commands } = coverageGroups(all);
  expect([functions, tables, commands].map((group) => group.map(nameOf))).toEqual([
    ['validate', 'schema', 'datalist'],
    ['data deals'],
    ['createDeal'],
  ]);
});

it('what is known is told in sentences', () => {
  const at = '2020-01-02T10:00:00.000Z';
  const last = { run: 'r', outcome: 'ok' as const, errors: 0, revision: 3, at };
  expect(aboutCoverage(one('validate', 'missing'))).toBe('never ran green');
  expect(aboutCoverage({ ...one('data', 'failed', 'deals'), last: { ...last, errors: 2 } })).toMatch(
    /^failed\. .*2 errors$/,
  );
  expect(aboutCoverage({ ...one('data', 'stale'), last, green: { run: 'r', revision: 3, at } })).toMatch(
    /Last green: revision 3, 2 Jan/,
  );
  expect(aboutCoverage({ ...one('data', 'missing'), last: { ...last, revision: null } })).toMatch(/unsaved text$/);
});

import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { profileOf } from './profile.ts';

const field = (name: string, type: 'string' | 'integer' | 'date') => ({ name, type, nullable: true });

test('counts what is there, null and missing, and what numbers come to', () => {
  const rows = [{ n: 1, s: 'b' }, { n: 3, s: 'a' }, { n: null, s: 'b' }, { s: 'b' }];
  const [n, s] = profileOf(rows, []);
  expect(n).toMatchObject({
    name: 'n',
    types: [{ type: 'number', count: 2 }],
    filled: 2,
    nulls: 1,
    missing: 1,
    distinct: 2,
    least: '1',
    most: '3',
    mean: 2,
  });
  expect(s).toMatchObject({ least: 'a', most: 'b', mean: null, distinct: 2 });
  expect(s?.top).toEqual([
    { text: 'b', count: 3 },
    { text: 'a', count: 1 },
  ]);
});

test('values are held against what is declared; a declared field that no row has is named', () => {
  const profiles = profileOf(
    [
      { id: '7', at: '2026-01-22' },
      { id: '8', at: null },
    ],
    [field('id', 'integer'), field('at', 'date'), field('gone', 'string')],
  );
  expect(profiles.map(({ name, declared, isOther, missing }) => [name, declared, isOther, missing])).toEqual([
    ['id', 'integer', true, 0],
    ['at', 'date', false, 0],
    ['gone', 'string', false, 2],
  ]);
});

test('distinct values are told apart up to the limit, and rows are looked at up to theirs', () => {
  const [id] = profileOf(
    Array.from({ length: viewLimits.profileDistinct + 5 }, (_, n) => ({ id: n })),
    [],
  );
  expect(id).toMatchObject({
    distinct: viewLimits.profileDistinct,
    isMore: true,
    most: String(viewLimits.profileDistinct + 4),
  });
  const [flag] = profileOf(
    Array.from({ length: viewLimits.profileRows + 5 }, () => ({ flag: true })),
    [],
  );
  expect(flag?.filled).toBe(viewLimits.profileRows);
});

test('names that objects have by themselves are columns like others', () => {
  expect(profileOf([JSON.parse('{"__proto__":1,"constructor":"x"}')], []).map((one) => one.name)).toEqual([
    '__proto__',
    'constructor',
  ]);
});

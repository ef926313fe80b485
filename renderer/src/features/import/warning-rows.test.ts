import { expect, test } from 'vitest';
import { warningRows } from './warning-rows.ts';

const warning = (code: string, pointer: string) => ({ code, pointer, message: `${code} at ${pointer}` });
const warnings = [warning('a', '#/1'), warning('b', '#/2'), warning('b', '#/3')];

test('warnings stand below their code, the most frequent first', () => {
  const rows = warningRows(warnings, new Set());
  expect(rows.map((row) => (row.kind === 'group' ? `${row.code} ${row.count}` : row.warning.pointer))).toEqual([
    'b 2',
    '#/2',
    '#/3',
    'a 1',
    '#/1',
  ]);
});

test('a folded code shows its count only', () => {
  expect(warningRows(warnings, new Set(['b']))).toMatchObject([
    { code: 'b', count: 2, open: false },
    { code: 'a', open: true },
    { kind: 'warning' },
  ]);
});

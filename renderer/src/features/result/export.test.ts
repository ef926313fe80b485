import { expect, test } from 'vitest';
import { csvCell, fileName, toCsv, toJson, toNdjson } from './export.ts';

test.each([
  ['=1+1', `"'=1+1"`],
  ['+cmd|calc', `"'+cmd|calc"`],
  ['-2+3', `"'-2+3"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
  ['＝1', `"'＝1"`],
])('A76: %j is no formula in a spreadsheet', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('A76: numbers stay numbers, whatever their sign', () => {
  expect([-5, '+3.5e2', '-.5', 0].map(csvCell)).toEqual(['-5', '+3.5e2', '-.5', '0']);
});

test('cells are quoted where they must be, and empty where there is no value', () => {
  expect(['a,b', 'a"b', 'a\nb', null, undefined, true, { a: [1] }, 'plain'].map(csvCell)).toEqual([
    '"a,b"',
    '"a""b"',
    '"a\nb"',
    '',
    '',
    'true',
    '"{""a"":[1]}"',
    'plain',
  ]);
});

const rows = [
  { id: 1, name: 'a' },
  { id: 2, more: true },
];

test('all columns of all rows are there', () => {
  expect(toCsv(rows).join('')).toBe('id,name,more\r\n1,a,\r\n2,,true\r\n');
  expect(toCsv(rows, ['name']).join('')).toBe('name\r\na\r\n\r\n');
});

test('JSON and NDJSON read back as the rows', () => {
  expect(JSON.parse(toJson(rows).join(''))).toEqual(rows);
  expect(JSON.parse(toJson([]).join(''))).toEqual([]);
  expect(
    toNdjson(rows)
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
});

test('many rows come in parts', () => {
  const many = Array.from({ length: 25_000 }, (_, id) => ({ id }));
  expect(toNdjson(many)).toHaveLength(3);
});

test('A69: what a source calls itself makes no path', () => {
  expect(fileName(['crm', 'data', '../../etc/passwd'], 'csv')).toBe('crm-data-etc-passwd.csv');
  expect(fileName(['…'], 'json')).toBe('result.json');
});

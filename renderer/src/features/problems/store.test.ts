import { expect, test } from 'vitest';
import { type Problem, problemsOf } from './store.ts';

const problem = (path: string, line: number, severity: Problem['severity'], connector = 'acme'): Problem => ({
  connector,
  path,
  line,
  column: 1,
  severity,
  message: '',
  source: 'javascript',
});

test('errors come first, then files and lines; other connectors stay out', () => {
  const all = [
    problem('b.js', 1, 'warning'),
    problem('b.js', 9, 'error'),
    problem('b.js', 2, 'error'),
    problem('a.js', 5, 'error'),
    problem('a.js', 1, 'error', 'other'),
  ];
  expect(problemsOf(all, 'acme').map((one) => `${one.path}:${one.line}`)).toEqual([
    'a.js:5',
    'b.js:2',
    'b.js:9',
    'b.js:1',
  ]);
  expect(problemsOf(all, null)).toEqual([]);
});

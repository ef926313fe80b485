import { expect, test } from 'vitest';
import { countsOf, filterProblems, type Problem, problemsOf, severities, stepProblem } from './store.ts';

const problem = (path: string, line: number, severity: Problem['severity'], connector = 'acme'): Problem => ({
  connector,
  path,
  line,
  column: 1,
  severity,
  message: `about ${line}`,
  source: 'javascript',
});

const places = (problems: readonly Problem[]) => problems.map((one) => `${one.path}:${one.line}`);

test('errors come first, then warnings, then the rest, by files and lines; other connectors stay out', () => {
  const all = [
    problem('b.js', 3, 'info'),
    problem('b.js', 1, 'warning'),
    problem('b.js', 9, 'error'),
    problem('b.js', 2, 'error'),
    problem('a.js', 5, 'error'),
    problem('a.js', 1, 'error', 'other'),
  ];
  expect(places(problemsOf(all, 'acme'))).toEqual(['a.js:5', 'b.js:2', 'b.js:9', 'b.js:1', 'b.js:3']);
  expect(problemsOf(all, null)).toEqual([]);
  expect(countsOf(problemsOf(all, 'acme'))).toEqual({ error: 3, warning: 1, info: 1 });
});

test('the filter takes words of message, file and source, and severities', () => {
  const all = [problem('data.js', 1, 'error'), problem('data.js', 2, 'warning'), problem('schema.js', 1, 'error')];
  expect(places(filterProblems(all, 'DATA about', new Set(severities)))).toEqual(['data.js:1', 'data.js:2']);
  expect(places(filterProblems(all, 'javascript', new Set(['warning'])))).toEqual(['data.js:2']);
  expect(filterProblems(all, 'nothing', new Set(severities))).toEqual([]);
});

test('stepping goes through all files and round the ends', () => {
  const all = [problem('b.js', 4, 'error'), problem('a.js', 2, 'warning'), problem('b.js', 1, 'error')];
  const at = { path: 'b.js', line: 1, column: 1 };
  expect(stepProblem(all, at, 1)).toMatchObject({ path: 'b.js', line: 4 });
  expect(stepProblem(all, at, -1)).toMatchObject({ path: 'a.js', line: 2 });
  expect(stepProblem(all, { path: 'b.js', line: 4, column: 1 }, 1)).toMatchObject({ path: 'a.js' });
  expect(stepProblem(all, null, -1)).toMatchObject({ path: 'b.js', line: 4 });
  expect(stepProblem([], at, 1)).toBeUndefined();
});

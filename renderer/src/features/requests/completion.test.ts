import { expect, test } from 'vitest';
import { completed, completionsOf, hasTerm, knownValues, withTerm } from './completion.ts';
import { exchange } from './testing.ts';

const known = knownValues([
  exchange(1, { method: 'POST', status: 404 }),
  exchange(2, { url: 'https://other.example.com/a b?x=1', responseHeaders: [['Retry-After', '1']] }),
  exchange(3),
]);
const texts = (text: string, cursor = text.length) => completionsOf(text, cursor, known).map((one) => one.text);

test('keys are offered where a term begins, also after a minus', () => {
  expect(texts('')).toContain('status:');
  expect(texts('method:get st')).toEqual(['status:']);
  expect(texts('-ho')).toEqual(['host:']);
  expect(texts('zzz')).toEqual([]);
});

test('values are those of the requests, most frequent first, and what is fixed', () => {
  expect(texts('method:')).toEqual(['get', 'post']);
  expect(texts('status:4')).toEqual(['404', '4xx', '>=400']);
  expect(texts('status:200,5')).toEqual(['5xx']);
  expect(texts('is:re')).toContain('redirect');
  expect(texts('header:retry')).toEqual(['retry-after']);
  expect(texts('constructor:')).toEqual([]);
  expect(texts('body:"a st')).toEqual([]);
});

test('what is taken stands in the place of what was typed', () => {
  const [first] = completionsOf('is:er -ho x', 9, known);
  expect(first && completed('is:er -ho x', first)).toEqual({ text: 'is:er -host: x', cursor: 12 });
  const [value] = completionsOf('method:po', 9, known);
  expect(value && completed('method:po', value)).toEqual({ text: 'method:post ', cursor: 12 });
});

test('a chip puts its term into the filter, or takes it out', () => {
  expect(withTerm('path:/a', 'is:error')).toBe('path:/a is:error');
  expect(withTerm('is:error path:/a', 'is:error')).toBe('path:/a');
  expect(hasTerm('-is:error', 'is:error')).toBe(false);
});

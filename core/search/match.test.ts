import { expect, test } from 'vitest';
import { searchLimits } from '../../shared/limits.ts';
import { globTest } from './globs.ts';
import { expressionOf, findMatches, type Pattern } from './match.ts';

const find = (text: string, change: Partial<Pattern> = {}, limit = 100) => {
  const pattern = { text: 'data', regex: false, matchCase: false, wholeWord: false, ...change };
  const expression = expressionOf(pattern);
  if (!expression.ok) throw new Error(expression.error.message);
  return findMatches(text, expression.value, pattern, limit);
};
const places = (text: string, change?: Partial<Pattern>) =>
  find(text, change).matches.map((one) => `${one.line}:${one.column}`);

test('plain text is found as it stands, whatever it means in an expression', () => {
  expect(places('a\n  b.c(data)\nDATA')).toEqual(['2:7', '3:1']);
  expect(places('xxb.c(xx bXc(', { text: 'b.c(' })).toEqual(['1:3']);
});

test('case and whole words', () => {
  expect(places('Data data', { matchCase: true })).toEqual(['1:6']);
  expect(places('metadata data $data data_', { wholeWord: true })).toEqual(['1:10']);
});

test('an expression goes by lines, and one that fits nothing does not stand still', () => {
  expect(places('one\ntwo', { text: '^t', regex: true })).toEqual(['2:1']);
  expect(places('aXb', { text: 'x*', regex: true })).toEqual(['1:2']);
});

test('an expression that cannot be read is refused, also one that its frame would mend', () => {
  for (const text of ['(', 'a)(b', '['])
    expect(expressionOf({ text, regex: true, matchCase: false, wholeWord: true })).toMatchObject({
      error: { code: 'bad_pattern' },
    });
});

test('what a find becomes: groups of an expression, plain text as it stands', () => {
  const becomes = (change: Partial<Pattern>) => find('get(a, b)', change).matches[0]?.replacement;
  expect(becomes({ text: 'get\\((\\w), (\\w)\\)', regex: true, replacement: 'put($2, $1)\\n$$ $& $9' })).toBe(
    'put(b, a)\n$ get(a, b) $9',
  );
  expect(becomes({ text: 'get', replacement: '$1\\n' })).toBe('$1\\n');
});

test('a long line is cut around the find, and its indentation goes', () => {
  const [match] = find(`${'x'.repeat(500)}data${'y'.repeat(500)}`).matches;
  expect(match?.text).toHaveLength(searchLimits.lineChars);
  expect(match?.text.slice(match.start, match.start + match.shown)).toBe('data');
  expect(find('\t\t  data;\r\n').matches[0]).toMatchObject({ text: 'data;', start: 0, column: 5 });
});

test('more finds than the limit are said to be there', () => {
  expect(find('data '.repeat(5), {}, 3)).toMatchObject({ more: true, matches: { length: 3 } });
  expect(find('data '.repeat(3), {}, 3).more).toBe(false);
});

test('patterns of paths', () => {
  const fits = (list: string, path: string) => globTest(list)?.(path);
  expect(fits('', 'a.js')).toBeUndefined();
  expect(fits('*.js', 'functions/data.js')).toBe(true);
  expect(fits('functions/*.js', 'functions/data.js')).toBe(true);
  expect(fits('functions/*.js', 'commands.js')).toBe(false);
  expect(fits('spec', 'spec/api.json')).toBe(true);
  expect(fits('*.md, **/d?ta.*', 'functions/data.ts')).toBe(true);
  expect(fits(`${'*'.repeat(60)}x`, 'functions/data.js')).toBe(false);
});

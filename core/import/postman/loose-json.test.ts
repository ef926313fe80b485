import { describe, expect, it } from 'vitest';
import { readLooseJson } from './loose-json.ts';

describe('JSON as collections hold it', () => {
  it.each([
    ['{"a": 1}', { a: 1 }],
    [
      '{"a": {{id}}, "b": "{{x}} // no comment", "c": <profileId>}',
      { a: '{{id}}', b: '{{x}} // no comment', c: '<profileId>' },
    ],
    ['// one\n{"a": /* two */ [1, 2] // three\n}', { a: [1, 2] }],
    ['{"a": "quote \\" and \\\\", "b": {{c}}}', { a: 'quote " and \\', b: '{{c}}' }],
    ['[{{a}}, {{b}}]', ['{{a}}', '{{b}}']],
  ])('%j', (text, expected) => {
    expect(readLooseJson(text)).toEqual(expected);
  });

  it('gives nothing for what is no JSON', () => {
    for (const text of ['', 'hello', '{a: 1}', '{"a": 00}', '{"a": "', '{/*', '<a/>']) {
      expect(readLooseJson(text)).toBeUndefined();
    }
  });

  it('A7: nesting and length do no harm', () => {
    expect(readLooseJson('['.repeat(200_000) + ']'.repeat(200_000))).toBeUndefined();
    expect(readLooseJson(`{"a": "${'x\\n'.repeat(1_000_000)}", "b": {{c}}}`)).toMatchObject({ b: '{{c}}' });
  });
});

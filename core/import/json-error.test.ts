import { describe, expect, it } from 'vitest';
import { findJsonError } from './json-error.ts';

const at = (text: string): string => {
  const { offset, reason } = findJsonError(text);
  return `${offset}: ${reason}`;
};

describe('findJsonError', () => {
  it.each([
    ['{"a":1,}', '7: a name in double quotes is expected here'],
    ['{"a":1 "b":2}', '7: a comma or a closing bracket is expected here'],
    ['{"a": tru}', '6: a value is expected here'],
    ['[1, 2', '5: it ends too early'],
    ['{} x', '3: nothing more is expected here'],
    ["{'a': 1}", '1: a name in double quotes or "}" is expected here'],
    ['["a\nb"]', '1: this text is not closed, or holds a bad escape or a raw line break'],
    ['[01]', '2: a comma or a closing bracket is expected here'],
    ['[1}', '2: a comma or a closing bracket is expected here'],
  ])('finds the fault of %j', (text, expected) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(at(text)).toBe(expected);
  });

  it('A7: is not troubled by depth', () => {
    expect(at(`${'['.repeat(200_000)}x`)).toBe('200000: a value or "]" is expected here');
  });
});

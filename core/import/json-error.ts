/** Where and why a text is not JSON. `JSON.parse` says so only in some messages, and differently in every engine. */
export interface JsonError {
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly reason: string;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

const REASONS: Readonly<Record<Expected, string>> = {
  value: 'a value is expected here',
  'value or ]': 'a value or "]" is expected here',
  key: 'a name in double quotes is expected here',
  'key or }': 'a name in double quotes or "}" is expected here',
  colon: 'a colon is expected here',
  comma: 'a comma or a closing bracket is expected here',
  end: 'nothing more is expected here',
};

function match(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The first fault of a text that `JSON.parse` refused; loops instead of recursing, so depth does not matter. */
export function findJsonError(text: string): JsonError {
  const closers: ('}' | ']')[] = [];
  let expected: Expected = 'value';
  let offset = match(SPACE, text, 0);
  while (offset < text.length) {
    const step = nextStep(text, offset, expected, closers);
    if (step === undefined) return { offset, reason: reasonAt(text, offset, expected) };
    expected = step.expected;
    offset = match(SPACE, text, step.offset);
  }
  return { offset: text.length, reason: 'it ends too early' };
}

function reasonAt(text: string, offset: number, expected: Expected): string {
  const inString = text[offset] === '"' && expected !== 'colon' && expected !== 'comma' && expected !== 'end';
  return inString ? 'this text is not closed, or holds a bad escape or a raw line break' : REASONS[expected];
}

interface Step {
  readonly offset: number;
  readonly expected: Expected;
}

function nextStep(text: string, offset: number, expected: Expected, closers: ('}' | ']')[]): Step | undefined {
  const after = (next: number): Step => ({ offset: next, expected: closers.length === 0 ? 'end' : 'comma' });
  const character = text[offset];
  const closer = closers.at(-1);
  if (character === closer && (expected === 'comma' || expected === 'value or ]' || expected === 'key or }')) {
    closers.pop();
    return after(offset + 1);
  }
  switch (expected) {
    case 'key':
    case 'key or }': {
      const end = match(STRING, text, offset);
      return end < 0 ? undefined : { offset: end, expected: 'colon' };
    }
    case 'colon':
      return character === ':' ? { offset: offset + 1, expected: 'value' } : undefined;
    case 'comma':
      if (character !== ',') return undefined;
      return { offset: offset + 1, expected: closer === '}' ? 'key' : 'value' };
    case 'end':
      return undefined;
    case 'value':
    case 'value or ]':
      if (character === '{') {
        closers.push('}');
        return { offset: offset + 1, expected: 'key or }' };
      }
      if (character === '[') {
        closers.push(']');
        return { offset: offset + 1, expected: 'value or ]' };
      }
      break;
  }
  const end = Math.max(match(STRING, text, offset), match(SCALAR, text, offset));
  return end < 0 ? undefined : after(end);
}

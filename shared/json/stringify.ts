import type { LosslessArray, LosslessObject, LosslessValue } from './lossless.ts';

interface Open {
  readonly value: LosslessArray | LosslessObject;
  /** Members written so far. */
  done: number;
}

const scalarText = (value: Exclude<LosslessValue, LosslessArray | LosslessObject>): string =>
  typeof value === 'object' && value !== null ? value.text : JSON.stringify(value);

const isContainer = (value: LosslessValue): value is LosslessArray | LosslessObject =>
  typeof value === 'object' && value !== null && value.kind !== 'number';

const membersOf = (value: LosslessArray | LosslessObject): readonly LosslessValue[] =>
  value.kind === 'array' ? value.items : value.values;

/**
 * The JSON text of a lossless value: numbers as they were written, keys in their order, repeated ones too. `indent` is the number
 * of spaces per level, 0 for one line; laid out as `JSON.stringify` does it. Loops instead of recursing.
 */
export function stringifyLossless(value: LosslessValue, indent = 0): string {
  const parts: string[] = [];
  const stack: Open[] = [];
  const newLine = (): void => {
    if (indent > 0) parts.push('\n', ' '.repeat(indent * stack.length));
  };
  const begin = (one: LosslessValue): void => {
    if (!isContainer(one)) parts.push(scalarText(one));
    else if (membersOf(one).length === 0) parts.push(one.kind === 'array' ? '[]' : '{}');
    else {
      parts.push(one.kind === 'array' ? '[' : '{');
      stack.push({ value: one, done: 0 });
    }
  };
  begin(value);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const { value: container, done } = top;
    const member = membersOf(container)[done];
    if (member === undefined) {
      stack.pop();
      newLine();
      parts.push(container.kind === 'array' ? ']' : '}');
      continue;
    }
    if (done > 0) parts.push(',');
    newLine();
    if (container.kind === 'object') parts.push(JSON.stringify(container.keys[done]), indent > 0 ? ': ' : ':');
    top.done++;
    begin(member);
  }
  return parts.join('');
}

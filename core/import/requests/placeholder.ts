import type { ShapeType } from '../../infer/model.ts';

const TYPES: ReadonlyMap<string, ShapeType> = new Map([
  ['integer', 'integer'],
  ['int', 'integer'],
  ['long', 'integer'],
  ['number', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
]);

const PLACEHOLDER = /^<([A-Za-z][\w .-]{0,60})>$/;

/** The word of a value that only marks a place: `<integer>` → integer, `<profileId>` → profileId. */
export const placeholderOf = (value: string): string | undefined => PLACEHOLDER.exec(value.trim())?.[1];

/** The type that the word of a placeholder names; undefined where it names none. */
export const placeholderType = (word: string): ShapeType | undefined => TYPES.get(word.toLowerCase());

/** The type that a text shows: digits are an integer unless they are too long to be one. */
export function typeOfText(value: string): ShapeType {
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(value)) return 'integer';
  if (/^-?\d{1,15}\.\d{1,15}$/.test(value)) return 'number';
  return value === 'true' || value === 'false' ? 'boolean' : 'string';
}

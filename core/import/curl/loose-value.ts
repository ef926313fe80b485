import { placeholderOf, placeholderType } from '../requests/placeholder.ts';
import type { SeenValue } from '../requests/seen.ts';

/** `YOUR_API_KEY`, `your-id-here`: a place that the reader of an example is to fill in. */
const STAND_IN = /^(?:your[_ -][\w -]+|[\w -]+[_ -]here|x{3,}|\.{3})$/i;

/** A value of a command line: left to the user where it is a variable or only marks a place. */
export function looseValue(name: string, text: string, pointer: string): SeenValue {
  const word = placeholderOf(text);
  const type = placeholderType(word ?? '');
  const isOpen = word !== undefined || /\{\{[^{}]*\}\}/.test(text) || STAND_IN.test(text.trim());
  return {
    name,
    value: isOpen ? undefined : text,
    pointer,
    description: undefined,
    ...(type === undefined ? {} : { type }),
  };
}

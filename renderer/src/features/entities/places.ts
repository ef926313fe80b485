/** A line of a text, and a column of it, both counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Where a description writes out the path of an operation: as a key in JSON or YAML, else as the end of an address. */
export function findOperation(text: string, operation: string): TextPlace | undefined {
  const path = operation.replace(/^\S+ /, '').replace(/#.*$/, '');
  if (path === '') return undefined;
  const key = new RegExp(`(?:^[ \\t]*|[{,]\\s*)["']?${escaped(path)}["']?[ \\t]*:`, 'm').exec(text);
  const offset = key ? key.index + key[0].indexOf(path) : text.indexOf(path);
  return offset < 0 ? undefined : placeAt(text, offset);
}

/** Where code first names something as a whole word: its constant, its function, or its text. */
export function findName(text: string, name: string): TextPlace | undefined {
  const word = escaped(name);
  for (const pattern of [`(?:const|function)\\s+${word}\\b`, `["'\`]?\\b${word}\\b["'\`]?\\s*:`, `\\b${word}\\b`]) {
    const found = new RegExp(pattern).exec(text);
    if (found) return placeAt(text, found.index + found[0].indexOf(name));
  }
  return undefined;
}

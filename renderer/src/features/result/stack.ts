import type { SourcePlace } from '../../../../shared/run/run.ts';

/** A piece of a stack; one with a place leads there. */
export interface StackPart {
  /** Offset in the stack. */
  readonly at: number;
  readonly text: string;
  readonly place?: SourcePlace;
}

/** Files of a connector as stacks name them. */
const places = /((?:functions\/[\w-]{1,64}|commands)\.(?:js|ts)):(\d{1,7})(?::(\d{1,7}))?/g;

/** A stack in pieces: text, and places in the connector's own files. */
export function stackParts(stack: string): readonly StackPart[] {
  const parts: StackPart[] = [];
  let from = 0;
  for (const found of stack.matchAll(places)) {
    if (found.index > from) parts.push({ at: from, text: stack.slice(from, found.index) });
    const [text, file = '', line, column] = found;
    parts.push({ at: found.index, text, place: { file, line: Number(line), column: Number(column ?? 1) } });
    from = found.index + text.length;
  }
  if (from < stack.length) parts.push({ at: from, text: stack.slice(from) });
  return parts;
}

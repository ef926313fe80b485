import type { Initiator } from '../../shared/run/exchange.ts';
import type { SourcePlace } from '../../shared/run/place.ts';

/** Frames kept of a stack. */
const STACK_FRAMES = 20;
/** Characters of a name that a frame may give. */
const NAME_CHARS = 200;

/** `    at name (file:line:column)` or `    at file:line:column`, as the engine writes frames. */
const FRAME = /^\s*at (?:(.*) \()?([^()]+?):(\d+)(?::(\d+))?\)?$/;

interface Frame {
  /** '' for code without a name: a callback, the top level of a file. */
  readonly function: string;
  readonly place: SourcePlace;
  readonly text: string;
}

/** The frames that stand in the user's files, innermost first; the bootstrap's own are dropped, and what is made up. */
function framesOf(stack: string, files: ReadonlyMap<string, string>): readonly Frame[] {
  const frames: Frame[] = [];
  for (const text of stack.split('\n')) {
    const [, name = '', file = '', line, column] = FRAME.exec(text) ?? [];
    if (!files.has(file)) continue;
    const place = { file, line: Number(line), column: Number(column ?? 1) };
    if (Number.isSafeInteger(place.line) && Number.isSafeInteger(place.column))
      frames.push({ function: name.startsWith('<') ? '' : name.slice(0, NAME_CHARS), place, text: text.trim() });
  }
  return frames;
}

/** Where an error was thrown, and the frames that led there, one per line; '' where none stands in the user's files. */
export function userFrames(
  stack: string,
  files: ReadonlyMap<string, string>,
): { readonly place?: SourcePlace; readonly stack: string } {
  const frames = framesOf(stack, files).slice(0, STACK_FRAMES);
  const [first] = frames;
  return { ...(first ? { place: first.place } : {}), stack: frames.map((frame) => frame.text).join('\n') };
}

/** The line of the connector that made a request; undefined where the stack names none. It is guest text: shown, never trusted. */
export function initiatorOf(stack: string, files: ReadonlyMap<string, string>): Initiator | undefined {
  const frames = framesOf(stack, files);
  const [first] = frames;
  if (!first) return undefined;
  const named = frames.find((frame) => frame.function !== '');
  return { kind: 'code', function: named?.function ?? '', place: first.place };
}

import { type CurlCall, curlCalls } from '../curl/arguments.ts';
import { dialectOf, shellCommands } from '../curl/shell.ts';
import type { Span } from './span.ts';

/** Offset of the start of a line, counted from 1. */
function lineStart(text: string, line: number): number {
  let at = 0;
  for (let left = line - 1; left > 0; left--) {
    const next = text.indexOf('\n', at);
    if (next === -1) return text.length;
    at = next + 1;
  }
  return at;
}

/** The lines of a command, up to the one where the next begins. */
function commandSpan(text: string, call: CurlCall, after: CurlCall | undefined): Span {
  const start = lineStart(text, call.command.line);
  const end = after && after.command.line > call.command.line ? lineStart(text, after.command.line) : text.length;
  return { start, end: start + text.slice(start, end).trimEnd().length, exact: true };
}

/**
 * Gives the function that finds what a pointer into commands names: `commands`, the number of a command and that of a word of
 * it. A word is looked for as it was understood: where its quotes hide it, the command is meant. So it is with a script for the
 * Windows prompt, whose lines are joined before they are read.
 */
export function curlSpans(text: string): (steps: readonly string[]) => Span {
  const isBash = dialectOf(text) === 'bash';
  const calls = shellCommands(text, dialectOf(text)).flatMap((command) => curlCalls(command) ?? []);
  return ([group, number, word]) => {
    const call = group === 'commands' ? calls[Number(number ?? Number.NaN)] : undefined;
    if (!call) return { start: 0, end: text.length, exact: group === undefined };
    const span = commandSpan(text, call, calls[Number(number) + 1]);
    if (word === undefined) return { ...span, exact: isBash };
    const wanted = call.arguments.find((one) => one.index === Number(word))?.value.text ?? '';
    const at = wanted === '' ? -1 : text.indexOf(wanted, span.start);
    if (at === -1 || at >= span.end) return { ...span, exact: false };
    return { start: at, end: at + wanted.length, exact: isBash };
  };
}

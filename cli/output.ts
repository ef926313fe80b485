import type { Failure } from '../shared/result.ts';
import { adviceOf } from './advice.ts';

/** Where a command writes: results to stdout, progress and sentences to stderr. */
export interface Output {
  readonly json: boolean;
  /** The one result of a command: a JSON document with --json, else the text made by `text`. */
  result(value: unknown, text: () => string): void;
  /** Progress for people; silent nowhere, since stderr never mixes with the result. */
  note(line: string): void;
  /** An expected failure: the sentence, and the options that help, to stderr and, with --json, `{ "error": … }` to stdout. Gives the exit code. */
  failure(failure: Failure): number;
}

/** 2 where the caller can mend it, 1 where the connector, a remote or the machine failed. */
export const exitCodeOf = (failure: Failure): number => (failure.kind === 'input' ? 2 : 1);

/**
 * Foreign text on a terminal: control and bidi characters become visible escapes, so that none can act (A23). The escapes are
 * those of JSON, where these characters stand in strings only: of a document it makes an equal one.
 */
export const plain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Bidi_C}]/gu, (char) =>
    char === '\n' || char === '\t' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export function createOutput(json: boolean): Output {
  const write = (text: string) => process.stdout.write(plain(text.endsWith('\n') ? text : `${text}\n`));
  return {
    json,
    result: (value, text) => write(json ? JSON.stringify(value, null, 2) : text()),
    note: (line) => process.stderr.write(`${plain(line)}\n`),
    failure: (failure) => {
      const advice = adviceOf(failure);
      process.stderr.write(`${plain(advice === undefined ? failure.message : `${failure.message} ${advice}`)}\n`);
      if (json) write(JSON.stringify({ error: failure }, null, 2));
      return exitCodeOf(failure);
    },
  };
}

/** Rows under a header, columns padded to their widest cell (at most `maxWidth` characters). */
export function table(header: readonly string[], rows: readonly (readonly string[])[], maxWidth = 60): string {
  const cut = (cell: string) => (cell.length > maxWidth ? `${cell.slice(0, maxWidth - 1)}…` : cell);
  const all = [header, ...rows].map((row) => row.map(cut));
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

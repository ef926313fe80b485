import type { RunView } from '../run/view.ts';

/** Reads a file as it is in a revision; undefined where that fails. */
export type ReadRevision = (connector: string, path: string, revision: number) => Promise<string | undefined>;

const lines = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

/** The lines of a code frame (`> 12 |  throw …`), by number. */
function frameLines(frame: string): ReadonlyMap<number, string> {
  const found = [...frame.matchAll(/^[> ] *(\d+) \| (.*)$/gm)];
  return new Map(found.map(([, number = '', line = '']) => [Number(number), line]));
}

/**
 * Whether a file still stands as it ran: what an older run says of it is no problem of the text that is there now. Where
 * unsaved text ran that nobody has any more, the lines around the failure are compared, which the run kept.
 */
export async function isAsItRan(view: RunView, file: string, text: string, read: ReadRevision): Promise<boolean> {
  const { connector, request, detail } = view;
  const unsaved = request?.unsaved?.find((one) => one.path === file)?.text;
  const revision = detail?.revision ?? null;
  const ran = unsaved ?? (revision === null ? undefined : await read(connector, file, revision));
  if (ran !== undefined) return lines(ran).join('\n') === lines(text).join('\n');
  const outcome = detail?.outcome;
  const frame = outcome?.kind === 'error' ? outcome.codeFrame : undefined;
  if (frame === undefined) return false;
  const now = lines(text);
  return [...frameLines(frame)].every(([number, line]) => now[number - 1]?.startsWith(line) === true);
}

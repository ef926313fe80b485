import { quotedEnd } from '../quoted-end.ts';
import { readJson } from '../requests/read-json.ts';

/** A variable or a placeholder that stands outside of a string. */
const MARK = /\{\{[^{}"]*\}\}|<[A-Za-z][^<>"\n]{0,80}>/y;
const SPECIAL = /["/{<]/g;

/** A comment that begins at an offset: where it ends; -1 where there is none. */
function commentEnd(text: string, at: number): number {
  const isLine = text[at + 1] === '/';
  if (!isLine && text[at + 1] !== '*') return -1;
  const end = text.indexOf(isLine ? '\n' : '*/', at + 2);
  return end < 0 ? text.length : end + (isLine ? 0 : 2);
}

/** The text without its comments, its bare variables and placeholders in quotes. */
function mend(text: string): string {
  const parts: string[] = [];
  let done = 0;
  SPECIAL.lastIndex = 0;
  for (let found = SPECIAL.exec(text); found !== null; found = SPECIAL.exec(text)) {
    const { index: at } = found;
    if (found[0] === '"') {
      SPECIAL.lastIndex = quotedEnd(text, at + 1, '"') + 1;
      continue;
    }
    MARK.lastIndex = at;
    const mark = MARK.exec(text)?.[0];
    const end = mark === undefined ? (found[0] === '/' ? commentEnd(text, at) : -1) : at + mark.length;
    if (end < 0) continue;
    parts.push(text.slice(done, at), mark === undefined ? ' ' : JSON.stringify(mark));
    done = end;
    SPECIAL.lastIndex = end;
  }
  return parts.join('') + text.slice(done);
}

/**
 * The value of a text that is JSON but for comments and bare variables (`{"id": {{id}}}`), which become texts. Undefined for
 * anything else, and for what is nested too deeply (A7).
 */
export function readLooseJson(text: string): unknown {
  const strict = readJson(text);
  if (strict !== undefined) return strict;
  if (!/^\s*(?:[[{]|\/[/*])/.test(text)) return undefined;
  const mended = mend(text);
  return mended === text ? undefined : readJson(mended);
}

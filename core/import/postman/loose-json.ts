import { readJson } from '../requests/read-json.ts';

/** A string, a comment, or a variable or placeholder that stands outside of a string. */
const PART = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\{\{[^{}"]*\}\}|<[A-Za-z][^<>"\n]{0,80}>/g;

/**
 * The value of a text that is JSON but for comments and bare variables (`{"id": {{id}}}`), which become texts. Undefined for
 * anything else, and for what is nested too deeply (A7).
 */
export function readLooseJson(text: string): unknown {
  const strict = readJson(text);
  if (strict !== undefined) return strict;
  if (!/^\s*(?:[[{]|\/[/*])/.test(text)) return undefined;
  const mended = text.replace(PART, (part) => {
    if (part.startsWith('"')) return part;
    return part.startsWith('{{') || part.startsWith('<') ? JSON.stringify(part) : ' ';
  });
  return mended === text ? undefined : readJson(mended);
}

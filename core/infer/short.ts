/** Line breaks, tabs and runs of blanks. */
const UNEVEN = /[\n\r\t]|\s\s|^\s|\s$/;

/** A foreign text as one line of at most `max` characters; undefined where nothing is left. */
export function oneLine(text: string | undefined, max: number): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (text.length <= max && !UNEVEN.test(text)) return text;
  const line = text
    .slice(0, max * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** The first paragraph of a foreign text as one line of at most `max` characters. */
export const firstParagraph = (text: string | undefined, max: number): string | undefined =>
  oneLine(text === undefined ? undefined : (text.trim().split(/\n\s*\n/, 1)[0] ?? ''), max);

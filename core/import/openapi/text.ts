/** Characters kept of a description: enough to review, not a manual. */
const MAX_CHARS = 600;

/** First paragraph of a foreign text as one line of at most 600 characters; undefined where nothing is left. */
export function shortText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const paragraph =
    text
      .trim()
      .slice(0, 4_000)
      .split(/\n\s*\n/, 1)[0] ?? '';
  const line = paragraph.replace(/\s+/g, ' ').trim();
  if (line === '') return undefined;
  return line.length > MAX_CHARS ? `${line.slice(0, MAX_CHARS - 1)}…` : line;
}

/** What the text of the box asks for: commands, a line of the file, or something in the workspace. */
export type QuickMode =
  | { readonly kind: 'commands'; readonly search: string }
  | { readonly kind: 'line'; readonly line: number | null; readonly column: number }
  | { readonly kind: 'places'; readonly search: string };

/** Reads the text of the box. `data.js:12` looks for the file; its line is for later. */
export function quickMode(query: string): QuickMode {
  if (query.startsWith('>')) return { kind: 'commands', search: query.slice(1).trim() };
  if (query.startsWith(':')) {
    const [, line, column] = /^:\s*(\d{1,7})(?:[:,]\s*(\d{1,7}))?\s*$/.exec(query) ?? [];
    return { kind: 'line', line: line === undefined ? null : Math.max(1, Number(line)), column: Number(column ?? 1) };
  }
  return { kind: 'places', search: query.trim() };
}

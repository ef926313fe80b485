import type { SearchFile, SearchMatch } from '../../../../shared/contract/search.ts';

interface RowBase {
  readonly id: string;
  readonly connector: string;
  readonly path: string;
  readonly level: number;
  readonly expanded: boolean | undefined;
}

/** A row of the results: a file, or one find in it. */
export type SearchRow =
  | (RowBase & { readonly kind: 'file'; readonly count: number })
  | (RowBase & { readonly kind: 'match'; readonly match: SearchMatch });

/** The rows on view: the finds of files that are folded are left out. */
export function searchRows(files: readonly SearchFile[], folded: ReadonlySet<string>): readonly SearchRow[] {
  const rows: SearchRow[] = [];
  for (const { connector, path, matches } of files) {
    const id = `${connector}/${path}`;
    const expanded = !folded.has(id);
    rows.push({ kind: 'file', id, connector, path, count: matches.length, level: 1, expanded });
    if (!expanded) continue;
    for (const match of matches) {
      const base = { connector, path, level: 2, expanded: undefined };
      rows.push({ ...base, kind: 'match', id: `${id}:${match.offset}`, match });
    }
  }
  return rows;
}

/** The text with the finds replaced; undefined where a find does not lie where it was, since the text is another one now. */
export function replaceFinds(text: string, matches: readonly SearchMatch[]): string | undefined {
  let result = '';
  let at = 0;
  for (const match of matches.toSorted((a, b) => a.offset - b.offset)) {
    if (match.replacement === undefined || match.offset < at || match.offset + match.length > text.length)
      return undefined;
    const seen = match.text.slice(match.start, match.start + match.shown);
    if (!text.startsWith(seen, match.offset)) return undefined;
    result += text.slice(at, match.offset) + match.replacement;
    at = match.offset + match.length;
  }
  return result + text.slice(at);
}

import { go, snapshot } from 'fuzzysort';

/** Something to choose. Both texts are shown, and searched. */
export interface QuickItem {
  readonly id: string;
  readonly kind: 'command' | 'file' | 'connector' | 'entity' | 'connection' | 'run';
  readonly label: string;
  /** Where it belongs: a connector, a folder, a group. */
  readonly detail: string;
  readonly keys?: string;
  choose(): void;
}

/** An entry with the characters that the search hit. */
export interface Ranked {
  readonly item: QuickItem;
  readonly labelHits: readonly number[];
  readonly detailHits: readonly number[];
}

/** Entries shown at once. */
const shown = 100;
const noHits: readonly number[] = [];

/** What was chosen lately counts a little more: less than one letter that fits better. */
const recency = (recent: ReadonlyMap<string, number>, id: string): number => {
  const at = recent.get(id);
  return at === undefined ? 0 : 0.08 / (1 + at / 10);
};

const textOf = (item: QuickItem): string => `${item.label} ${item.detail}`;

/** Makes the search over a set of entries: fuzzy, the best first, those chosen lately before their equals. */
export function ranker(items: readonly QuickItem[]): (search: string, recent: readonly string[]) => readonly Ranked[] {
  // One text for both: half the work, and several words may go over both.
  const targets = snapshot(items, { key: textOf });
  return (search, recentIds) => {
    const recent = new Map(recentIds.map((id, at) => [id, at]));
    if (search.trim() === '') {
      const byId = new Map(items.map((item) => [item.id, item]));
      const first = recentIds.flatMap((id) => byId.get(id) ?? []);
      const rest = items.filter((item) => !recent.has(item.id));
      return [...first, ...rest].slice(0, shown).map((item) => ({ item, labelHits: noHits, detailHits: noHits }));
    }
    const found = go(search, targets, {
      limit: shown,
      threshold: 0.3,
      scoreFn: (result) => result.score + recency(recent, result.obj.id),
    });
    return found.map(({ obj: item, indexes }) => {
      const split = item.label.length;
      return {
        item,
        labelHits: indexes.filter((at) => at < split),
        detailHits: indexes.filter((at) => at > split).map((at) => at - split - 1),
      };
    });
  };
}

/** A text in pieces, those that were hit and those between them. */
export function pieces(
  text: string,
  hits: readonly number[],
): readonly { readonly text: string; readonly hit: boolean }[] {
  const marked = new Set(hits);
  const result: { text: string; hit: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const hit = marked.has(at);
    const last = result.at(-1);
    if (last?.hit === hit) last.text += text[at];
    else result.push({ text: text[at] ?? '', hit });
  }
  return result;
}

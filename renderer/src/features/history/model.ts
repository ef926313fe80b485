import type { Revision, RevisionDiff } from '../../../../shared/contract/connectors.ts';
import type { Side } from '../editor/tabs.ts';

/** What a revision is compared with; a number is another revision. */
export type Against = 'previous' | 'newest' | 'editor' | number;

/** The two sides of a comparison, the older one on the left. */
export interface Sides {
  readonly left: Side;
  readonly right: Side;
}

/** Which two states are shown for a revision and what it is compared with. */
export function sidesOf(revision: number, against: Against, newest: number): Sides {
  switch (against) {
    case 'previous':
      return { left: revision - 1, right: revision };
    case 'newest':
      return { left: revision, right: newest };
    case 'editor':
      return { left: revision, right: 'editor' };
    default:
      return { left: Math.min(revision, against), right: Math.max(revision, against) };
  }
}

/** The revisions that a search finds, by every word in message, name, number or changed path; `path` keeps those of one file. */
export function filterRevisions(
  revisions: readonly Revision[],
  query: string,
  path: string | undefined,
): readonly Revision[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return revisions.filter((one) => {
    if (path !== undefined && !one.changed.includes(path)) return false;
    if (words.length === 0) return true;
    const text = `${one.number} ${one.message} ${one.label ?? ''} ${one.changed.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

type FileDiff = RevisionDiff['files'][number];

/** Lines added and removed in all files, or in one. */
export function totalLines(
  files: readonly FileDiff[],
  path?: string,
): { readonly added: number; readonly removed: number } {
  const counted = path === undefined ? files : files.filter((file) => file.path === path);
  return counted.reduce((sum, { added, removed }) => ({ added: sum.added + added, removed: sum.removed + removed }), {
    added: 0,
    removed: 0,
  });
}

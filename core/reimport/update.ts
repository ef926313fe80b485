import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Failure } from '../../shared/result.ts';
import { checkMerged } from './check.ts';
import { Conflicts } from './conflicts.ts';
import { type FileSets, mergeFiles } from './merge-files.ts';

/** A newer version merged with what the user changed. */
export interface MergedUpdate {
  readonly files: readonly ConnectorFile[];
  /** Files that the newer version has a say in. */
  readonly outcomes: readonly { readonly path: string; readonly outcome: 'theirs' | 'merged' | 'conflict' }[];
  /** Paths of the files where both changed the same place and the user's text stays. */
  readonly conflicts: readonly string[];
  /** Why the result is no connector that runs; absent where it is. */
  readonly problem?: Failure;
}

const textsOf = (files: readonly ConnectorFile[]) => new Map(files.map(({ path, text }) => [path, text]));

/**
 * Merges a newer version of a publisher three-way: BASE is what was taken, OURS the connector as it stands, THEIRS the newer one.
 * Where both changed the same place the user's text stays, but in the files of `take`.
 */
export function mergeUpdate(sets: FileSets, take: ReadonlySet<string>): MergedUpdate {
  const merge = (items: Readonly<Record<string, 'theirs'>>) => {
    const conflicts = new Conflicts({ items });
    const renames = { entities: new Map<string, string>(), commands: new Map<string, string>() };
    return { ...mergeFiles(sets, { renames, names: new Map(), conflicts }), found: conflicts.list() };
  };
  const first = merge({});
  const taken = first.found.filter(({ file }) => take.has(file)).map(({ id }) => [id, 'theirs'] as const);
  const { files, missing, found } = taken.length === 0 ? first : merge(Object.fromEntries(taken));
  const open = new Set(found.filter(({ resolution }) => resolution === undefined).map(({ file }) => file));
  const [base, ours, theirs] = [textsOf(sets.base), textsOf(sets.ours), textsOf(sets.theirs)];
  const paths = [...new Set([...base.keys(), ...theirs.keys()])].sort();
  const outcomes = paths
    .filter((path) => base.get(path) !== theirs.get(path) && ours.get(path) !== theirs.get(path))
    .map((path) => {
      const edited = ours.get(path) !== base.get(path);
      return { path, outcome: open.has(path) ? 'conflict' : edited ? 'merged' : 'theirs' } as const;
    });
  const checked = checkMerged(files, sets.ours, missing);
  return { files, outcomes, conflicts: [...open].sort(), ...(checked.ok ? {} : { problem: checked.error }) };
}

import type { MergedFile, Resolution } from '../../../shared/import/merge.ts';
import { counted } from './counted.ts';

/** Words of the merge of a newer description. */
export const reimportTexts = {
  back: 'Back',
  conflicts: 'Conflicts',
  descriptionSaysSameAs: 'The description says the same as before',
  file: 'File',
  files: 'Files',
  howSettle: 'How to settle it',
  loadingEditor: 'Loading the editor…',
  merge: 'Merge',
  noConflicts: 'No conflicts',
  none: 'none',
  notConnectorTakeAlong: 'Not in the connector. Take along?',
  nothingYouChangedWas: 'Nothing that you changed was changed by the description too.',
  open: 'open',
  settled: 'Settled',
  takeAlong: 'Take along',
  what: 'What',
  yourEdits: 'Your edits',
  breaking: 'breaking',
  revision: (revision: number, file: string) => `revision ${revision} · ${file}`,
  versions: (before: string, after: string) => ` · version ${before} → ${after}`,
  comparedWithKept: ' · compared with the description that the connector keeps',
  mine: 'Mine',
  mineRemoved: 'Mine (I removed it)',
  theirs: 'New',
  theirsGone: 'New (it is gone)',
  conflictIn: (file: string) => `Conflict in ${file}`,
  mineOf: (what: string) => `Mine: ${what}`,
  theirsOf: (what: string) => `New: ${what}`,
  resolutions: { ours: 'Keep mine', theirs: 'Take the new one', both: 'Keep both' } satisfies Readonly<
    Record<Resolution, string>
  >,
  groups: { added: 'New', removed: 'Gone', changed: 'Changed' },
  actions: { added: 'added', removed: 'removed', changed: 'changed', unchanged: 'unchanged' } satisfies Readonly<
    Record<MergedFile['action'], string>
  >,
  kept: 'kept',
  newThings: { entities: 'Entities', commands: 'Commands' },
  willChange: (files: string) => `${files} will change in one new revision.`,
  saveFirst: (paths: readonly string[]) => `Save or revert first: ${paths.join(', ')}.`,
  stillOpen: (count: number) => `${counted.conflicts(count)} ${count === 1 ? 'is' : 'are'} open.`,
  nothingToMerge: 'The connector is as the description says: there is nothing to merge.',
  notUndone: 'Not undone',
  undone: (connector: string) => `${connector} is as it was before the merge.`,
  merged: (connector: string) => `The newer description is merged into ${connector}.`,
  tabs: {
    changes: (count: string) => `Changes ${count}`,
    conflicts: (count: string) => `Conflicts ${count}`,
    files: (count: string) => `Files ${count}`,
  },
} as const;

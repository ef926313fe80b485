import { formatPlural } from '../lib/format.ts';

/** What is said of unsaved text: how it is kept, saved by itself, and settled where two windows changed one file. */
export const draftsTexts = {
  closeTitle: (path: string) => `Save ${path}?`,
  closeText: 'It has text that is not saved.',
  save: 'Save',
  dontSave: 'Don’t save',
  dropped: (path: string) => `Unsaved text of ${path} was dropped.`,
  notSaved: 'Not saved',
  savedLater: 'The line to the studio host was lost. It is saved as soon as the line is back.',
  autosaved: (paths: readonly string[]) =>
    `Autosaved ${paths.length <= 3 ? paths.join(', ') : formatPlural(paths.length, 'file')}`,
  notKept: 'Unsaved text is not kept for a restart',
  tooLarge: (path: string, mebibytes: number) =>
    `${path} is larger than ${mebibytes} MiB: save it, for until then its text is safe in this window only.`,
  homeless: 'A connector with unsaved text is gone: that text is safe in this window only. Copy it elsewhere.',
  restored: (count: number) => `Unsaved text of ${formatPlural(count, 'file')} is back.`,
  notRestored: 'Unsaved text cannot be read',
  unreadable: (keys: readonly string[]) =>
    `What the window remembered (${keys.join(', ')}) cannot be read: it starts with the defaults.`,
  banner: (revision: number) => `Changed in another window: revision ${revision} holds another text.`,
  bannerGone: (revision: number) => `Removed in another window, in revision ${revision}. Your text is only here.`,
  compare: 'Compare…',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  tookTheirs: (path: string) => `${path} shows what was saved in the other window.`,
  title: (path: string) => `Two versions of ${path}`,
  explain: (revision: number) =>
    `Revision ${revision} was saved elsewhere while you had unsaved text. Left is what is saved, right is what will be: edit it, then save.`,
  explainGone: (revision: number) =>
    `Revision ${revision} took this file away while you had unsaved text. Saving brings it back with the text on the right.`,
  start: 'Start from',
  startMerged: 'Both merged',
  startMine: 'Mine',
  startTheirs: 'Theirs',
  mergedClean: 'Both sides changed other lines: the merge holds all of it.',
  mergedClash: 'Both sides changed the same lines: there the merge holds mine, then theirs. Look it through.',
  against: 'Show on the left',
  againstTheirs: 'Theirs',
  againstBase: 'What I started from',
  saveMerge: 'Save the right side',
  saveMine: 'Save mine over it',
  cancel: 'Cancel',
  loading: 'Loading the editor…',
  left: (path: string) => `Saved: ${path}`,
  right: (path: string) => `Merged: ${path}`,
  removedElsewhere: (connector: string) =>
    `${connector} was removed in another window. Its unsaved text stays here until you close it.`,
} as const;

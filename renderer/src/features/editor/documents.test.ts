import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import {
  afterSave,
  baseRevision,
  type Doc,
  dirtyDocs,
  docKey,
  followed,
  isDirty,
  loadedDoc,
  restoredDoc,
  settled,
} from './documents.ts';

const doc = (path: string, revision: number, text = 'saved'): Doc => ({
  ...loadedDoc('acme', path, 'saved', revision),
  text,
});
const docs = (...all: Doc[]) => new Map(all.map((one) => [docKey(one.connector, one.path), one]));

test('only documents whose text differs are dirty', () => {
  const all = docs(doc('a.js', 1, 'new'), doc('b.js', 1), { ...doc('c.js', 1, 'new'), connector: 'other' });
  expect(dirtyDocs(all).map((one) => one.path)).toEqual(['a.js', 'c.js']);
  expect(dirtyDocs(all, 'acme').map((one) => one.path)).toEqual(['a.js']);
});

test('a save moves the revision of every document that was current, and of no other', () => {
  const before = docs(doc('a.js', 3, 'new'), doc('b.js', 3), doc('old.js', 2));
  const after = afterSave(before, 'acme', [{ path: 'a.js', text: 'new' }], 3, 4);
  expect([...after.values()].map((one) => [one.path, one.revision, isDirty(one)])).toEqual([
    ['a.js', 4, false],
    ['b.js', 4, false],
    ['old.js', 2, false],
  ]);
});

test('text typed while the save was under way stays unsaved', () => {
  const after = afterSave(docs(doc('a.js', 3, 'newer')), 'acme', [{ path: 'a.js', text: 'new' }], 3, 4);
  expect(after.get('acme/a.js')).toMatchObject({ saved: 'new', text: 'newer', revision: 4 });
});

test('files read at different revisions are saved on the oldest, so that the backend can refuse', () => {
  expect(baseRevision([doc('a.js', 5), doc('b.js', 3)])).toBe(3);
});

test('descriptions and huge files are read-only', () => {
  expect(loadedDoc('acme', 'spec/api.json', '{}', 1).readOnly).toBe(true);
  expect(loadedDoc('acme', 'commands.js', 'x'.repeat(viewLimits.richBodyBytes + 1), 1).readOnly).toBe(true);
  expect(loadedDoc('acme', 'commands.js', 'x', 1).readOnly).toBe(false);
});

test('R13: a document without unsaved text follows what was saved elsewhere, one with unsaved text is in conflict', () => {
  expect(followed(doc('a.js', 1), { text: 'theirs', revision: 2 })).toMatchObject({ text: 'theirs', revision: 2 });
  const conflict = followed(doc('a.js', 1, 'mine'), { text: 'theirs', revision: 2 });
  expect(conflict).toMatchObject({
    saved: 'saved',
    text: 'mine',
    revision: 1,
    theirs: { text: 'theirs', revision: 2 },
  });
  // The same text in both windows, or back to what this one started from, settles it.
  expect(followed(conflict, { text: 'mine', revision: 3 })).toEqual({ ...doc('a.js', 3, 'mine'), saved: 'mine' });
  expect(followed(conflict, { text: 'saved', revision: 3 })).toEqual(doc('a.js', 3, 'mine'));
  // What is older changes nothing.
  expect(followed(conflict, { text: 'older', revision: 1 })).toBe(conflict);
  expect(
    followed(followed(conflict, { text: 'third', revision: 3 }), { text: 'theirs', revision: 2 }).theirs?.revision,
  ).toBe(3);
});

test('R13: a settled conflict stands on what was saved elsewhere', () => {
  const conflict = followed(doc('a.js', 1, 'mine'), { text: 'theirs', revision: 2 });
  expect(settled(conflict, 'both')).toEqual({ ...doc('a.js', 2, 'both'), saved: 'theirs' });
  expect(isDirty(settled(conflict, 'theirs'))).toBe(false);
  const removed = followed(doc('a.js', 1, 'mine'), { text: null, revision: 2 });
  expect(settled(removed, 'mine')).toEqual({ ...doc('a.js', 2, 'mine'), saved: '' });
});

test('R3: unsaved text comes back on its base, in conflict where the file moved on', () => {
  const draft = { connector: 'acme', path: 'a.js', text: 'mine' };
  const base = { text: 'saved', revision: 4 };
  expect(restoredDoc(draft, base, undefined)).toEqual(doc('a.js', 4, 'mine'));
  expect(restoredDoc(draft, base, { text: 'theirs', revision: 6 }).theirs).toEqual({ text: 'theirs', revision: 6 });
  expect(isDirty(restoredDoc(draft, base, { text: 'mine', revision: 6 }))).toBe(false);
});

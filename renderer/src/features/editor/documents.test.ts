import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { afterSave, baseRevision, type Doc, dirtyDocs, docKey, isDirty, loadedDoc } from './documents.ts';

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

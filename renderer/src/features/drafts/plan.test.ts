import { expect, test } from 'vitest';
import { draftLimits } from '../../../../shared/limits.ts';
import { type Doc, docKey, loadedDoc } from '../editor/documents.ts';
import { draftBatches, draftPlan, isAutosaved, isTooLarge, outlivingDocs } from './plan.ts';

const doc = (path: string, text = 'new', saved = 'saved'): Doc => ({ ...loadedDoc('acme', path, saved, 1), text });
const docs = (...all: Doc[]) => new Map(all.map((one) => [docKey(one.connector, one.path), one]));
const paths = (all: readonly Doc[]) => all.map((one) => one.path);

test('R3: of a hundred unsaved files only those that changed are sent', () => {
  const kept = docs(...Array.from({ length: 100 }, (_, n) => doc(`f${n}.js`)));
  expect(draftPlan(kept, kept)).toEqual({ save: [], drop: [] });
  const now = new Map(kept).set('acme/f7.js', doc('f7.js', 'newer')).set('acme/clean.js', doc('clean.js', 'saved'));
  // The same text in a new object, such as after the revision of another file moved on, is no change.
  now.set('acme/f8.js', { ...doc('f8.js') });
  expect(paths(draftPlan(now, kept).save)).toEqual(['f7.js']);
});

test('what was saved, reverted or closed is dropped', () => {
  const kept = docs(doc('saved.js'), doc('closed.js'), doc('open.js'));
  const plan = draftPlan(docs(doc('saved.js', 'new', 'new'), doc('open.js')), kept);
  expect([paths(plan.save), paths(plan.drop)]).toEqual([[], ['saved.js', 'closed.js']]);
});

test('a text that stands on another revision is sent again: what it is based on counts', () => {
  const kept = docs(doc('a.js'));
  expect(paths(draftPlan(docs({ ...doc('a.js'), revision: 2 }), kept).save)).toEqual(['a.js']);
});

test('a text beyond the limit is not sent', () => {
  const large = doc('large.js', 'x'.repeat(draftLimits.textBytes + 1));
  expect(draftPlan(docs(large), new Map()).save).toEqual([]);
});

test('messages hold a bounded number of texts and characters, unless one text alone is more', () => {
  const many = Array.from({ length: draftLimits.batch + 1 }, (_, n) => doc(`f${n}.js`));
  expect(draftBatches(many).map((batch) => batch.length)).toEqual([draftLimits.batch, 1]);
  const half = 'x'.repeat(draftLimits.batchChars / 2);
  const large = [doc('a', half), doc('b', half), doc('c', 'x'), doc('d', `${half}${half}x`), doc('e')];
  expect(draftBatches(large).map(paths)).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  expect(draftBatches([])).toEqual([]);
});

test('R27: what a page leaves behind fits into one request, by its bytes; a text that does not fit leaves room for others', () => {
  const line = (bytes: number) => 'x'.repeat(bytes);
  const most =
    draftLimits.lastBytes - JSON.stringify({ connector: 'acme', path: 'a', text: '', baseRevision: 1 }).length;
  expect(paths(outlivingDocs([doc('a', line(most))]))).toEqual(['a']);
  expect(paths(outlivingDocs([doc('a', line(most + 1)), doc('b')]))).toEqual(['b']);
  expect(paths(outlivingDocs([doc('a', '\n'.repeat(most / 2 + 1))]))).toEqual([]);
  expect(paths(outlivingDocs([doc('a', '語'.repeat(most / 3 + 1)), doc('b'), doc('c')]))).toEqual(['b', 'c']);
  const many = Array.from({ length: draftLimits.batch + 1 }, (_, n) => doc(`f${n}.js`));
  expect(outlivingDocs(many)).toHaveLength(draftLimits.batch);
});

test('what is in conflict, or was refused as it is, is not saved by itself', () => {
  const one = doc('a.js');
  expect(isAutosaved(one, new Map())).toBe(true);
  expect(isAutosaved({ ...one, theirs: { text: 'x', revision: 2 } }, new Map())).toBe(false);
  expect(isAutosaved(one, new Map([['acme/a.js', 'new']]))).toBe(false);
  expect(isAutosaved(doc('a.js', 'newer'), new Map([['acme/a.js', 'new']]))).toBe(true);
});

test('a text is too large by its bytes, not by its characters', () => {
  const third = Math.floor(draftLimits.textBytes / 3);
  expect(isTooLarge(doc('a.js', '語'.repeat(third)))).toBe(false);
  expect(isTooLarge(doc('a.js', '語'.repeat(third + 1)))).toBe(true);
  expect(isTooLarge(doc('a.js', 'x'.repeat(draftLimits.textBytes)))).toBe(false);
});

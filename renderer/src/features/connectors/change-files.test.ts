import { beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Api } from '../../backend/transport.ts';
import { docKey, loadedDoc } from '../editor/documents.ts';

const told = vi.hoisted(() => ({ errors: [] as string[], dialogs: [] as unknown[] }));
vi.mock('../workbench/dialogs.ts', () => ({ openDialog: (dialog: unknown) => told.dialogs.push(dialog) }));
vi.mock('../workbench/toast.ts', () => ({
  showDone: () => undefined,
  showError: (_title: string, failure: { readonly code: string }) => told.errors.push(failure.code),
}));
vi.mock('../../backend/session.ts', () => ({
  whenOpen: () => () => undefined,
  attempt: async (call: (api: Api) => Promise<unknown>): Promise<Result<unknown>> => {
    try {
      // The api of this test has all that these calls ask for.
      return ok(await call(api as unknown as Api));
    } catch (thrown) {
      return thrown as Result<unknown>;
    }
  },
}));

// Loaded anew: test files share a process, and another one may have loaded them without these mocks.
vi.resetModules();
const { followInTurn, saveFile } = await import('../editor/save.ts');
const { setText, useEditor } = await import('../editor/store.ts');
const { changeFiles, undoChange } = await import('./change-files.ts');

/** Every revision of the connector, the first one first; saves take a moment, and those on an old revision are refused. */
let revisions: ReadonlyMap<string, string>[] = [];
const fileAt = (path: string, revision: number) => revisions[revision - 1]?.get(path);
const summary = () => ({ id: 'acme', revision: revisions.length });
const api = {
  connectors: {
    list: async () => [summary()],
    get: async () => ({
      ...summary(),
      files: [...(revisions.at(-1)?.keys() ?? [])].map((path) => ({ path, bytes: 0 })),
    }),
    compare: async ({ pairs }: { pairs: { from: number; to: number }[] }) =>
      pairs.map(({ from, to }) => ({
        files: [...(revisions[to - 1]?.keys() ?? [])]
          .filter((path) => fileAt(path, from) !== fileAt(path, to))
          .map((path) => ({ path })),
      })),
    readFile: async ({ path, revision = revisions.length }: { path: string; revision?: number }) => {
      const text = fileAt(path, revision);
      if (text === undefined) throw fail('input', 'unknown_file', 'unknown');
      return { path, revision, text };
    },
    saveFiles: async (input: { baseRevision: number; files: { path: string; text: string | null }[] }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (input.baseRevision !== revisions.length) throw fail('input', 'stale_revision', 'stale');
      const next = new Map(revisions.at(-1));
      for (const { path, text } of input.files) {
        if (text === null) next.delete(path);
        else next.set(path, text);
      }
      revisions.push(next);
      return { revision: revisions.length };
    },
  },
};

beforeEach(() => {
  told.errors = [];
  told.dialogs = [];
  revisions = [
    new Map([
      ['a.js', 'a'],
      ['b.js', 'b'],
    ]),
  ];
  const docs = [...(revisions[0] ?? [])].map(
    ([path, text]) => [docKey('acme', path), loadedDoc('acme', path, text, 1)] as const,
  );
  useEditor.setState({ docs: new Map(docs) });
});

test('files are changed after the save that is under way, not beside it', async () => {
  setText(docKey('acme', 'a.js'), 'typed');
  const [saved, change] = await Promise.all([
    saveFile('acme', 'a.js'),
    changeFiles('acme', [{ path: 'b.js', text: null }], 'Removed'),
  ]);
  expect([saved, told.errors, revisions.length]).toEqual([true, [], 3]);
  expect([...(revisions[2] ?? [])]).toEqual([['a.js', 'typed']]);
  expect(change?.before).toEqual([{ path: 'b.js', text: 'b' }]);
});

test('what was changed is put back, text that is not saved stays so', async () => {
  setText(docKey('acme', 'a.js'), 'typed');
  const change = await changeFiles('acme', [{ path: 'c.js', text: 'c' }], 'Made');
  expect(fileAt('c.js', 2)).toBe('c');
  if (change) await undoChange(change, 'Back');
  expect([...(revisions[2]?.keys() ?? [])]).toEqual(['a.js', 'b.js']);
  expect(useEditor.getState().docs.get('acme/a.js')).toMatchObject({ saved: 'a', text: 'typed', revision: 3 });
  expect(told.errors).toEqual([]);
});

/** What another window saves. */
const saveElsewhere = (path: string, text: string) => revisions.push(new Map(revisions.at(-1)).set(path, text));
const doc = (path: string) => useEditor.getState().docs.get(docKey('acme', path));

test('what is typed while a change is under way stays, unsaved', async () => {
  const changing = changeFiles('acme', [{ path: 'a.js', text: 'changed' }], 'Replaced');
  await new Promise((resolve) => setTimeout(resolve, 2));
  setText(docKey('acme', 'a.js'), 'typed');
  await changing;
  expect(doc('a.js')).toMatchObject({ saved: 'changed', text: 'typed', revision: 2 });
});

test('R13: a change does not pass over what another window saved while there is unsaved text', async () => {
  setText(docKey('acme', 'a.js'), 'mine');
  saveElsewhere('a.js', 'theirs');
  expect(await changeFiles('acme', [{ path: 'a.js', text: 'mine, changed' }], 'Replaced')).toBeUndefined();
  expect(told.dialogs).toEqual([{ kind: 'conflict', connector: 'acme', path: 'a.js' }]);
  expect([revisions.length, doc('a.js')?.text]).toEqual([2, 'mine']);
});

test('a new name that a file has already is refused', async () => {
  const files = [
    { path: 'a.js', text: null },
    { path: 'b.js', text: 'a' },
  ];
  expect(await changeFiles('acme', files, 'Renamed', ['b.js'])).toBeUndefined();
  expect([told.errors, revisions.length]).toEqual([['file_exists'], 1]);
});

test('undoing a change keeps what was typed since, and leaves alone what others saved since', async () => {
  const change = await changeFiles('acme', [{ path: 'a.js', text: 'changed' }], 'Replaced');
  setText(docKey('acme', 'a.js'), 'changed, typed');
  if (change) await undoChange(change, 'Back');
  expect(fileAt('a.js', 3)).toBe('a');
  expect(doc('a.js')).toMatchObject({ saved: 'a', text: 'changed, typed', revision: 3 });
  const other = await changeFiles('acme', [{ path: 'b.js', text: 'changed' }], 'Replaced');
  saveElsewhere('b.js', 'theirs');
  expect(other && (await undoChange(other, 'Back'))).toBeUndefined();
  expect([told.errors, fileAt('b.js', revisions.length)]).toEqual([['changed_since'], 'theirs']);
});

test('undoing that takes a file away leaves one that was typed in since in conflict', async () => {
  const change = await changeFiles('acme', [{ path: 'c.js', text: 'c' }], 'Made', ['c.js']);
  useEditor.setState(({ docs }) => ({ docs: new Map([...docs, ['acme/c.js', loadedDoc('acme', 'c.js', 'c', 2)]]) }));
  setText(docKey('acme', 'c.js'), 'typed');
  if (change) await undoChange(change, 'Back');
  expect(doc('c.js')).toMatchObject({ text: 'typed', theirs: { text: null, revision: 3 } });
});

test('100 times deleted and brought back, the file is what it was', async () => {
  for (let round = 0; round < 100; round++) {
    const change = await changeFiles('acme', [{ path: 'a.js', text: null }], 'Deleted');
    if (change) await undoChange(change, 'Back');
  }
  expect([told.errors, revisions.length, fileAt('a.js', 201)]).toEqual([[], 201, 'a']);
});

test('a connector made again under its id is none that the open documents know: unsaved text is in conflict, none is overwritten', async () => {
  for (const text of ['2', '3', '4']) saveElsewhere('a.js', text);
  await followInTurn('acme');
  setText(docKey('acme', 'a.js'), 'typed');
  revisions = [new Map([['a.js', 'of the new one']])];
  expect(await saveFile('acme', 'a.js')).toBe(false);
  expect(revisions).toHaveLength(1);
  expect(doc('a.js')).toMatchObject({ text: 'typed', theirs: { text: 'of the new one', revision: 1 } });
  expect(doc('b.js')).toBeUndefined();
  expect(told.dialogs).toHaveLength(1);
});

test('a save that others are in the way of for good says that it was not made', async () => {
  setText(docKey('acme', 'a.js'), 'typed');
  const { saveFiles } = api.connectors;
  api.connectors.saveFiles = async () => {
    saveElsewhere('b.js', String(revisions.length));
    throw fail('input', 'stale_revision', 'stale');
  };
  expect(await saveFile('acme', 'a.js')).toBe(false);
  api.connectors.saveFiles = saveFiles;
  expect([told.errors, doc('a.js')?.text]).toEqual([['stale_revision'], 'typed']);
});

import { beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Api } from '../../backend/transport.ts';
import { docKey, loadedDoc } from '../editor/documents.ts';
import { saveFile } from '../editor/save.ts';
import { setText, useEditor } from '../editor/store.ts';
import { changeFiles, undoChange } from './change-files.ts';

const told = vi.hoisted(() => ({ errors: [] as string[] }));
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
    compare: async () => [],
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

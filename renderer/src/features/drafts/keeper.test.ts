import { beforeEach, expect, test, vi } from 'vitest';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import { draftLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Api } from '../../backend/transport.ts';
import { docKey, loadedDoc } from '../editor/documents.ts';

const told = vi.hoisted(() => ({ errors: [] as string[] }));
const host = vi.hoisted(() => ({ isBrowser: true, left: [] as string[] }));
vi.mock('../workbench/toast.ts', () => ({
  showDone: () => undefined,
  showError: (_title: string, failure: { readonly code: string }) => told.errors.push(failure.code),
}));
vi.mock('../../backend/window-name.ts', () => ({
  windowName: async () => 'window-1',
  knownWindowName: () => 'window-1',
}));
vi.mock('../../backend/last-request.ts', () => ({
  needsToOutlive: () => host.isBrowser,
  leaveBehind: ({ drafts }: { drafts: readonly Draft[] }) => host.left.push(...drafts.map(({ text }) => text)),
}));
vi.mock('../../backend/session.ts', () => ({
  whenOpen: () => () => undefined,
  useSession: { getState: () => ({ state: { kind: 'open' } }) },
  attempt: async (call: (api: Api) => Promise<unknown>): Promise<Result<unknown>> => {
    try {
      // The api of this test has all that these calls ask for.
      return ok(await call(api as unknown as Api));
    } catch (thrown) {
      return thrown as Result<unknown>;
    }
  },
}));

/** What the workspace holds, and the connectors that it knows. */
const stored = new Map<string, string>();
let known = new Set(['acme']);
/** What the workspace waits for before it answers. */
let answers: Promise<void> = Promise.resolve();
const api = {
  drafts: {
    save: async ({ drafts }: { drafts: readonly Draft[] }) => {
      if (drafts.some(({ path }) => path === 'refused.js')) throw fail('input', 'draft_too_large', 'large');
      const kept = drafts.filter(({ connector }) => known.has(connector));
      for (const { connector, path, text } of kept) stored.set(docKey(connector, path), text);
      await answers;
      return { kept: kept.length };
    },
    drop: async ({ places }: { places: readonly { connector: string; path: string }[] }) => {
      for (const { connector, path } of places) stored.delete(docKey(connector, path));
      return { dropped: places.length };
    },
  },
};

// Loaded anew: test files share a process, and another one may have loaded them without these mocks.
vi.resetModules();
const { forgetKept, isAnythingUnkept, keepDrafts, keepLast } = await import('./keeper.ts');
const { useEditor } = await import('../editor/store.ts');

const type = (connector: string, path: string, text: string): void =>
  useEditor.setState(({ docs }) => ({
    docs: new Map(docs).set(docKey(connector, path), { ...loadedDoc(connector, path, 'saved', 1), text }),
  }));

beforeEach(async () => {
  useEditor.setState({ docs: new Map() });
  await keepDrafts();
  told.errors = [];
  known = new Set(['acme']);
  answers = Promise.resolve();
  Object.assign(host, { isBrowser: true, left: [] });
});

test('one text that is refused does not keep the others from being kept, nor what was saved from being dropped', async () => {
  type('acme', 'closed.js', 'typed');
  await keepDrafts();
  useEditor.setState({ docs: new Map() });
  // Each in a message of its own.
  type('acme', 'refused.js', 'x'.repeat(draftLimits.batchChars));
  type('acme', 'kept.js', 'y'.repeat(draftLimits.batchChars));
  expect(await keepDrafts()).toBe(false);
  expect([...stored.keys()]).toEqual(['acme/kept.js']);
  expect(told.errors).toEqual(['draft_too_large']);
  expect(isAnythingUnkept()).toBe(true);
});

test('R36: text of a connector that is gone is in this window only: it is said once, and the window does not close over it', async () => {
  type('gone', 'a.js', 'typed');
  known.add('gone');
  expect(await keepDrafts()).toBe(true);
  expect(isAnythingUnkept()).toBe(false);
  known.delete('gone');
  forgetKept('gone');
  expect(await keepDrafts()).toBe(false);
  expect(await keepDrafts()).toBe(false);
  expect([told.errors, isAnythingUnkept()]).toEqual([['drafts_homeless'], true]);
});

test('R27: a page that goes waits for no answer: what was typed behind a draft that is on its way is sent', async () => {
  const answer = Promise.withResolvers<void>();
  answers = answer.promise;
  type('acme', 'a.js', 'typed');
  const sending = keepDrafts();
  await vi.waitFor(() => expect(stored.get('acme/a.js')).toBe('typed'));
  type('acme', 'a.js', 'typed last');
  keepLast();
  expect([stored.get('acme/a.js'), host.left]).toEqual(['typed last', ['typed last']]);
  answer.resolve();
  await sending;
});

test('R27: where a line delivers what was sent, nothing is sent twice', () => {
  host.isBrowser = false;
  type('acme', 'a.js', 'typed');
  keepLast();
  expect([stored.get('acme/a.js'), host.left]).toEqual(['typed', []]);
});

test('R27: a person is asked only over text that a page cannot leave behind', async () => {
  type('acme', 'a.js', 'typed');
  expect(isAnythingUnkept()).toBe(false);
  type('acme', 'a.js', 'x'.repeat(draftLimits.lastBytes));
  expect(isAnythingUnkept()).toBe(true);
  host.isBrowser = false;
  expect(isAnythingUnkept()).toBe(false);
  host.isBrowser = true;
  await keepDrafts();
  expect(isAnythingUnkept()).toBe(false);
});

import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { draftLimits } from '../../shared/limits.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { openWorkspace } from './index.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

const nobody: ReadonlySet<string> = new Set();
const file = 'functions/data.js';
const draft = (text: string, baseRevision = 1, at = file) => ({ connector: 'weather', path: at, text, baseRevision });

function workspaceWithConnector(directory?: string) {
  const workspace = temporaryWorkspace(directory);
  unwrap(workspace.connectors.create(sampleConnector(), 'Made'));
  return workspace;
}

it('R3: unsaved text is there after the next start, whoever kept it', () => {
  const directory = temporaryFolder();
  const first = unwrap(openWorkspace(directory));
  unwrap(first.connectors.create(sampleConnector(), 'Made'));
  const strange = 'half a surrogate \u{1f600} and \0 and \ufeff\r\n';
  expect(unwrap(first.drafts.save('window-1', [draft('one'), draft(strange, 1, 'functions/new.js')]))).toBe(2);
  unwrap(first.drafts.save('window-1', [draft('two')]));
  first.close();
  const claimed = temporaryWorkspace(directory).drafts.claim('window-2', nobody);
  expect(claimed).toEqual([
    { ...draft('two'), moved: false },
    { ...draft(strange, 1, 'functions/new.js'), moved: false },
  ]);
});

it('a draft says whether its file was saved elsewhere meanwhile', () => {
  const { connectors, drafts } = workspaceWithConnector();
  const moved = () => drafts.claim('window-1', nobody).map((one) => [one.path, one.moved]);
  unwrap(drafts.save('window-1', [draft('mine')]));
  unwrap(connectors.save('weather', 1, [{ path: 'functions/other.js', text: 'export {};\n' }], 'Other'));
  expect(moved()).toEqual([[file, false]]);
  unwrap(connectors.save('weather', 2, [{ path: file, text: 'theirs' }], 'Theirs'));
  expect(moved()).toEqual([[file, true]]);
});

it('each window has its own text of a file; an open one keeps it, a gone one leaves the newest', () => {
  const { drafts } = workspaceWithConnector();
  unwrap(drafts.save('window-1', [draft('one')]));
  unwrap(drafts.save('window-2', [draft('two')]));
  expect(drafts.claim('window-3', new Set(['window-1', 'window-2']))).toEqual([]);
  expect(drafts.claim('window-3', new Set(['window-1'])).map(({ text }) => text)).toEqual(['two']);
  expect(drafts.claim('window-1', new Set(['window-3'])).map(({ text }) => text)).toEqual(['one']);
  // The older one of two is not lost: it comes once the newer is done with.
  expect(drafts.claim('window-4', nobody).map(({ text }) => text)).toEqual(['two']);
  expect(drafts.drop('window-4', [{ connector: 'weather', path: file }])).toBe(1);
  expect(drafts.claim('window-4', nobody).map(({ text }) => text)).toEqual(['one']);
});

it('A108: unsaved text goes with its connector, and is not kept for one that is gone', () => {
  const directory = temporaryFolder();
  const { connectors, drafts } = workspaceWithConnector(directory);
  unwrap(drafts.save('window-1', [draft('one')]));
  connectors.remove('weather');
  expect(unwrap(drafts.save('window-1', [draft('two')]))).toBe(0);
  const db = new Database(path.join(directory, 'workspace.db'));
  onTestFinished(() => void db.close());
  expect(db.prepare('SELECT count(*) FROM drafts').pluck().get()).toBe(0);
});

it('unsaved text has bounds, which leave what is kept', () => {
  const { drafts } = workspaceWithConnector();
  unwrap(drafts.save('window-1', [draft('kept')]));
  const large = drafts.save('window-1', [draft('x'.repeat(draftLimits.textBytes + 1))]);
  expect(large).toMatchObject({ ok: false, error: { code: 'draft_too_large' } });
  const many = Array.from({ length: draftLimits.drafts }, (_, n) => draft('', 1, `functions/f${n}.js`));
  expect(drafts.save('window-1', many)).toMatchObject({ ok: false, error: { code: 'drafts_full' } });
  // What is replaced makes room.
  unwrap(drafts.save('window-1', [...many.slice(1), draft('again')]));
  const most = 'x'.repeat(draftLimits.textBytes);
  const count = draftLimits.totalBytes / draftLimits.textBytes;
  const huge = Array.from({ length: count }, (_, n) => draft(most, 1, `functions/f${n + 1}.js`));
  expect(drafts.save('window-1', huge)).toMatchObject({ ok: false, error: { code: 'drafts_full' } });
  expect(drafts.claim('window-1', nobody).find((one) => one.path === file)?.text).toBe('again');
});

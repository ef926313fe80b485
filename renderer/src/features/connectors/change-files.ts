import type { FileChange } from '../../../../shared/connector/files.ts';
import { type Failure, ok, type Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { afterSave, type Doc, docKey, isDirty } from '../editor/documents.ts';
import { followConnector } from '../editor/follow.ts';
import { inTurn } from '../editor/save.ts';
import { closeTabNow, setText, useEditor } from '../editor/store.ts';
import { tabId } from '../editor/tabs.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showError } from '../workbench/toast.ts';
import { refreshConnectors } from './store.ts';

/** What a change wrote, and what the files were before, to put them back. */
export interface Change {
  readonly connector: string;
  readonly before: readonly FileChange[];
  readonly after: readonly FileChange[];
}

interface Wanted {
  readonly connector: string;
  readonly files: readonly FileChange[];
  readonly message: string;
  /** Paths that no file may have yet. */
  readonly fresh?: readonly string[];
  /** Puts back what this change left: not where somebody saved something else since, and what was typed since stays. */
  readonly undoes?: Change;
}

async function savedText(connector: string, path: string, revision: number): Promise<Result<string | null>> {
  const read = await attempt((api) => api.connectors.readFile({ id: connector, path, revision }));
  if (read.ok) return ok(read.value.text);
  return read.error.code === 'unknown_file' ? ok(null) : read;
}

const docOf = (connector: string, path: string): Doc | undefined =>
  useEditor.getState().docs.get(docKey(connector, path));

/** The editor follows what was saved, but for files with text that was typed meanwhile (`typed`): that stays, unsaved. */
function follow({ connector, files }: Wanted, base: number, revision: number, typed: ReadonlySet<string>): void {
  const written = files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  for (const { path, text } of written) if (!typed.has(path)) setText(docKey(connector, path), text);
  const removed = files.filter((file) => file.text === null).map((file) => file.path);
  for (const path of removed) if (!typed.has(path)) closeTabNow(tabId({ kind: 'file', connector, path }));
  const gone = new Set(removed.map((path) => docKey(connector, path)));
  useEditor.setState(({ docs }) => {
    const kept = [...docs].filter(([key, doc]) => gone.has(key) && typed.has(doc.path));
    const saved = [...afterSave(docs, connector, written, base, revision)].filter(([key]) => !gone.has(key));
    return { docs: new Map([...saved, ...kept]) };
  });
}

/** Why files may not be changed as they are in the newest revision; undefined where nothing is in the way. */
function refusal({ fresh = [], undoes }: Wanted, before: readonly FileChange[]): Failure | undefined {
  const texts = new Map(before.map((file) => [file.path, file.text]));
  const taken = fresh.find((path) => texts.get(path) !== null);
  if (taken !== undefined) return { kind: 'input', code: 'file_exists', message: explorerTexts.taken(taken) };
  const other = undoes?.after.find((file) => texts.get(file.path) !== file.text);
  return other && { kind: 'input', code: 'changed_since', message: explorerTexts.changedSince(other.path) };
}

async function changeNow(wanted: Wanted): Promise<Change | undefined> {
  const { connector, files, message, undoes } = wanted;
  const detail = await attempt((api) => api.connectors.get({ id: connector }));
  if (!detail.ok) return fail(detail.error);
  const base = detail.value.revision;
  if (files.some(({ path }) => (docOf(connector, path)?.revision ?? base) !== base)) await followConnector(connector);
  const conflict = files.find(({ path }) => docOf(connector, path)?.theirs !== undefined);
  if (conflict) {
    openDialog({ kind: 'conflict', connector, path: conflict.path });
    return undefined;
  }
  const before: FileChange[] = [];
  for (const { path } of files) {
    const text = await savedText(connector, path, base);
    if (!text.ok) return fail(text.error);
    before.push({ path, text: text.value });
  }
  const refused = refusal(wanted, before);
  if (refused) return fail(refused);
  const texts = new Map(files.map(({ path }) => [path, docOf(connector, path)?.text]));
  const dirty = files.filter(({ path }) => isUnsaved(connector, path)).map(({ path }) => path);
  const saved = await attempt((api) =>
    api.connectors.saveFiles({ id: connector, baseRevision: base, files: [...files], message }),
  );
  if (!saved.ok) return fail(saved.error);
  const meanwhile = files.filter(({ path }) => docOf(connector, path)?.text !== texts.get(path));
  const typed = new Set([...(undoes ? dirty : []), ...meanwhile.map(({ path }) => path)]);
  follow(wanted, base, saved.value.revision, typed);
  await Promise.all([followConnector(connector), refreshConnectors()]);
  return { connector, before, after: files };
}

function isUnsaved(connector: string, path: string): boolean {
  const doc = docOf(connector, path);
  return doc !== undefined && isDirty(doc);
}

/**
 * Writes and takes away files of a connector as one revision, on top of the newest, after the saves of the editor that are
 * under way. Unsaved text of other files stays unsaved, and so does what is typed meanwhile. Gives what stood there before;
 * undefined where it failed, which is said: also where another window saved one of them, or one of `fresh` is there already.
 */
export const changeFiles = (
  connector: string,
  files: readonly FileChange[],
  message: string,
  fresh: readonly string[] = [],
): Promise<Change | undefined> => inTurn(connector, () => changeNow({ connector, files, message, fresh }));

function fail(reason: Failure): undefined {
  showError(explorerTexts.notChanged, reason);
  return undefined;
}

/** Puts files back as they were before a change, as a revision of its own, where nobody saved them since. */
export const undoChange = (change: Change, message: string): Promise<Change | undefined> =>
  inTurn(change.connector, () =>
    changeNow({ connector: change.connector, files: change.before, message, undoes: change }),
  );

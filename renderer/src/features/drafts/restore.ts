import type { KeptDraft } from '../../../../shared/contract/drafts.ts';
import { attempt, whenOpen } from '../../backend/session.ts';
import { windowName } from '../../backend/window-name.ts';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { type Doc, docKey, isDirty, restoredDoc, type Saved } from '../editor/documents.ts';
import { addTab, useEditor } from '../editor/store.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { noteKept } from './keeper.ts';

async function read(connector: string, path: string, revision?: number): Promise<Saved | undefined> {
  const input = { id: connector, path, ...(revision === undefined ? {} : { revision }) };
  const result = await attempt((api) => api.connectors.readFile(input));
  if (result.ok) return result.value;
  if (result.error.code !== 'unknown_file') return undefined;
  const detail = revision === undefined ? await attempt((api) => api.connectors.get({ id: connector })) : undefined;
  return { text: null, revision: revision ?? (detail?.ok ? detail.value.revision : 0) };
}

/** The document as it was: on its base where that is still the newest, else in conflict with what was saved meanwhile. */
async function docOf(draft: KeptDraft): Promise<Doc | undefined> {
  const { connector, path, baseRevision } = draft;
  const newest = await read(connector, path);
  if (newest === undefined) return undefined;
  if (!draft.moved) return restoredDoc(draft, { text: newest.text ?? '', revision: newest.revision }, undefined);
  const base = await read(connector, path, baseRevision);
  // One that the connector does not have is of another of its id, which is gone.
  return restoredDoc(draft, { text: base?.text ?? '', revision: base === undefined ? 0 : baseRevision }, newest);
}

async function restoreOne(draft: KeptDraft): Promise<boolean> {
  const key = docKey(draft.connector, draft.path);
  useEditor.setState((state) => ({ pending: withEntry(state.pending, key, { kind: 'loading' }) }));
  const doc = await docOf(draft);
  useEditor.setState((state) => {
    const pending = withoutEntry(state.pending, key);
    const there = state.docs.get(key);
    // What was typed here meanwhile is newer.
    if (doc === undefined || (there !== undefined && isDirty(there))) return { pending };
    return { pending, docs: withEntry(state.docs, key, doc) };
  });
  if (doc === undefined) return false;
  noteKept({ ...doc, text: draft.text, revision: draft.baseRevision });
  if (isDirty(doc)) addTab({ kind: 'file', connector: draft.connector, path: draft.path });
  return true;
}

let claimed = false;

/** Asks for the unsaved text that was there when this window, or another that is gone, ended, and brings it back. */
async function restoreDrafts(): Promise<void> {
  const window = await windowName();
  const result = await attempt((api) => api.drafts.claim({ window }));
  if (!result.ok) {
    if (result.error.code !== 'disconnected') showError(draftsTexts.notRestored, result.error);
    return;
  }
  claimed = true;
  // From here on each of these files waits for its own text, and none is shown without it.
  const restoring = result.value.map(restoreOne);
  void Promise.all(restoring).then((all) => {
    const count = all.filter((one) => one).length;
    if (count > 0) showDone(draftsTexts.restored(count));
  });
}

/** Brings it back at the start; where the line is lost just then, once it is back. */
export async function startRestoring(): Promise<void> {
  await restoreDrafts();
  const stop = claimed ? undefined : whenOpen(() => (claimed ? stop?.() : void restoreDrafts()));
}

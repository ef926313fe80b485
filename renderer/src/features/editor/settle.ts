import { withEntry, withoutEntry } from '../../lib/map.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { undoable } from '../workbench/undo.tsx';
import { type Doc, docKey, settled } from './documents.ts';
import { saveFile } from './save.ts';
import { closeTabNow, setText, showFile, useEditor } from './store.ts';
import { tabId } from './tabs.ts';

const conflictOf = (connector: string, path: string): Doc | undefined => {
  const doc = useEditor.getState().docs.get(docKey(connector, path));
  return doc?.theirs === undefined ? undefined : doc;
};

function put(doc: Doc): void {
  useEditor.setState((state) => ({ docs: withEntry(state.docs, docKey(doc.connector, doc.path), doc) }));
}

/** Takes what was saved elsewhere; the text of this window can be brought back. */
export function takeTheirs(connector: string, path: string): void {
  const doc = conflictOf(connector, path);
  if (doc?.theirs === undefined) return;
  const { text } = doc.theirs;
  const key = docKey(connector, path);
  if (text === null) {
    closeTabNow(tabId({ kind: 'file', connector, path }));
    useEditor.setState((state) => ({ docs: withoutEntry(state.docs, key) }));
  } else put(settled(doc, text));
  undoable(draftsTexts.tookTheirs(path), () => {
    if (text === null) put(settled(doc, doc.text));
    showFile(connector, path);
    setText(key, doc.text);
  });
}

/** Keeps the text of this window, unsaved, on top of what was saved elsewhere. */
export function keepMine(connector: string, path: string): void {
  const doc = conflictOf(connector, path);
  if (doc) put(settled(doc, doc.text));
}

/** Saves a text in place of what was saved elsewhere; that stays in the history. */
export async function saveSettled(connector: string, path: string, text: string): Promise<boolean> {
  const doc = conflictOf(connector, path);
  if (doc) put(settled(doc, text));
  return saveFile(connector, path);
}

import { withEntry, withoutEntry } from '../../lib/map.ts';
import { docKey, loadedDoc } from '../editor/documents.ts';
import { saveFile } from '../editor/save.ts';
import { loadDoc, setText, useEditor } from '../editor/store.ts';

/** The text of a file as it stands in the editor, unsaved or not; undefined where it cannot be read. */
export async function currentText(connector: string, path: string): Promise<string | undefined> {
  const key = docKey(connector, path);
  if (!useEditor.getState().docs.has(key)) await loadDoc(connector, path);
  return useEditor.getState().docs.get(key)?.text;
}

/**
 * Writes a whole file by the way that the editor saves: as an edit that can be undone there, as a new revision, and with its
 * dialog where another window saved meanwhile. `revision` is the one that a new file is added to. False where it was not saved.
 */
export async function writeFile(connector: string, path: string, text: string, revision?: number): Promise<boolean> {
  const key = docKey(connector, path);
  if (revision === undefined) await currentText(connector, path);
  else useEditor.setState(({ docs }) => ({ docs: withEntry(docs, key, loadedDoc(connector, path, '', revision)) }));
  setText(key, text);
  const saved = await saveFile(connector, path);
  // A new file that could not be saved is none: nothing shows it, so that its text would wait unseen.
  if (!saved && revision !== undefined) useEditor.setState(({ docs }) => ({ docs: withoutEntry(docs, key) }));
  return saved;
}

import { checkConnectorPath } from '../../../../shared/connector/files.ts';
import { attempt } from '../../backend/session.ts';
import { saveAs } from '../../lib/save-as.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { docKey, isDirty } from '../editor/documents.ts';
import { bringBack, showFile, showTab, useEditor } from '../editor/store.ts';
import { beginTask } from '../workbench/progress.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { undoable } from '../workbench/undo.tsx';
import { changeFiles, undoChange } from './change-files.ts';
import { refreshConnectors } from './store.ts';

/** What the editor holds of a file that is not saved; undefined where there is nothing. */
function unsavedText(connector: string, path: string): string | undefined {
  const doc = useEditor.getState().docs.get(docKey(connector, path));
  return doc !== undefined && isDirty(doc) ? doc.text : undefined;
}

/** The text of a file as it stands: in the editor, else as it is saved. */
async function currentText(connector: string, path: string): Promise<string | undefined> {
  const unsaved = unsavedText(connector, path);
  if (unsaved !== undefined) return unsaved;
  const read = await attempt((api) => api.connectors.readFile({ id: connector, path }));
  if (read.ok) return read.value.text;
  showError(explorerTexts.notChanged, read.error);
  return undefined;
}

/** Makes a file and shows it. */
export async function makeFile(connector: string, path: string, text: string): Promise<boolean> {
  const change = await changeFiles(connector, [{ path, text }], explorerTexts.madeRevision(path), [path]);
  if (change === undefined) return false;
  showFile(connector, path);
  return true;
}

/** Takes a file away; that can be undone. */
export async function removeFile(connector: string, path: string): Promise<void> {
  const unsaved = unsavedText(connector, path);
  const change = await changeFiles(connector, [{ path, text: null }], explorerTexts.removedRevision(path));
  if (change === undefined) return;
  undoable(explorerTexts.removed(path), () => {
    void undoChange(change, explorerTexts.backRevision(path)).then((undone) => {
      if (undone && unsaved !== undefined) void bringBack(connector, path, unsaved);
    });
  });
}

/** Gives a file another name in its folder; that can be undone. Its imports in other files stay as they are. */
export async function renameFile(connector: string, path: string, name: string): Promise<void> {
  const to = `${path.slice(0, path.lastIndexOf('/') + 1)}${name.trim()}`;
  if (to === path || name.trim() === '') return;
  const legal = checkConnectorPath(to);
  if (!legal.ok) {
    showError(explorerTexts.notChanged, legal.error);
    return;
  }
  const text = await currentText(connector, path);
  if (text === undefined) return;
  const files = [
    { path, text: null },
    { path: to, text },
  ];
  const unsaved = unsavedText(connector, path);
  const change = await changeFiles(connector, files, explorerTexts.renamedRevision(path, to), [to]);
  if (change === undefined) return;
  showFile(connector, to);
  undoable(explorerTexts.renamed(path, to), () => {
    void undoChange(change, explorerTexts.renamedRevision(to, path)).then(
      (undone) => undone && (unsaved === undefined ? showFile(connector, path) : bringBack(connector, path, unsaved)),
    );
  });
}

/** Copies a connector under another id and shows the copy; false where that failed, which is said. */
export async function duplicate(connector: string, as: string): Promise<boolean> {
  const result = await attempt((api) => api.connectors.duplicate({ id: connector, as }));
  if (!result.ok) {
    showError(explorerTexts.notCopied, result.error);
    return false;
  }
  await refreshConnectors();
  showTab({ kind: 'overview', connector: result.value.id });
  showDone(explorerTexts.copied(connector, result.value.id));
  return true;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

/** Saves the newest revision as a `.connector` archive. */
export async function exportArchive(connector: string): Promise<void> {
  const task = beginTask({ title: explorerTexts.exporting(connector) });
  const result = await attempt((api) => api.archives.export({ id: connector }));
  task.end(result.ok ? 'done' : 'failed');
  if (!result.ok) {
    showError(explorerTexts.notExported, result.error);
    return;
  }
  const { fileName, base64 } = result.value;
  saveAs(new Blob([bytesOf(base64)], { type: 'application/zip' }), fileName);
  showDone(explorerTexts.exported(fileName));
}

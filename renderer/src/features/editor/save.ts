import { notifications } from '@mantine/notifications';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { formatPlural } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { refreshConnector, refreshConnectors } from '../connectors/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { undoable } from '../workbench/undo.tsx';
import { afterSave, baseRevision, type Doc, dirtyDocs, docKey, isDirty } from './documents.ts';
import { loadDoc, setText, useEditor } from './store.ts';

function showFailure(failure: Failure): void {
  notifications.show({ color: 'red', title: 'Not saved', message: visibleText(failure.message), autoClose: 8000 });
}

async function saveOn(connector: string, docs: readonly Doc[], base: number): Promise<boolean> {
  const files = docs.map(({ path, text }) => ({ path, text }));
  const result = await attempt((api) => api.connectors.saveFiles({ id: connector, baseRevision: base, files }));
  if (result.ok) {
    const { revision } = result.value;
    useEditor.setState((state) => ({ docs: afterSave(state.docs, connector, files, base, revision) }));
    await Promise.all([refreshConnector(connector), refreshConnectors()]);
    return true;
  }
  if (result.error.code === 'stale_revision')
    openDialog({ kind: 'stale', connector, paths: docs.map((doc) => doc.path), message: result.error.message });
  else showFailure(result.error);
  return false;
}

/** Saves these documents of one connector as one revision; true where they are saved. */
async function saveDocs(connector: string, docs: readonly Doc[]): Promise<boolean> {
  if (docs.length === 0) return true;
  return saveOn(connector, docs, baseRevision(docs));
}

/** Saves one file; true where nothing is unsaved afterwards. */
export async function saveFile(connector: string, path: string): Promise<boolean> {
  const doc = useEditor.getState().docs.get(docKey(connector, path));
  return doc === undefined || !isDirty(doc) || saveDocs(connector, [doc]);
}

/** Saves every unsaved file of a connector as one revision. */
export const saveConnector = (connector: string): Promise<boolean> =>
  saveDocs(connector, dirtyDocs(useEditor.getState().docs, connector));

/** Saves the texts of this window on top of whatever is newest now. */
export async function overwriteFiles(connector: string, paths: readonly string[]): Promise<boolean> {
  const newest = await attempt((api) => api.connectors.get({ id: connector }));
  if (!newest.ok) {
    showFailure(newest.error);
    return false;
  }
  const { docs } = useEditor.getState();
  const mine = paths.flatMap((path) => docs.get(docKey(connector, path)) ?? []);
  return saveOn(connector, mine, newest.value.revision);
}

/** Takes the newest saved text of every file of the connector on view; the texts of this window can be brought back. */
export async function reloadFiles(connector: string): Promise<void> {
  const mine = dirtyDocs(useEditor.getState().docs, connector);
  const all = [...useEditor.getState().docs.values()].filter((doc) => doc.connector === connector);
  await Promise.all(all.map((doc) => loadDoc(connector, doc.path, true)));
  await refreshConnector(connector);
  if (mine.length === 0) return;
  undoable(`Reloaded ${formatPlural(mine.length, 'file')} of ${connector}.`, () => {
    for (const doc of mine) setText(docKey(connector, doc.path), doc.text);
  });
}

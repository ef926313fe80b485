import type { FileChange } from '../../../../shared/connector/files.ts';
import type { SearchFile } from '../../../../shared/contract/search.ts';
import { attempt } from '../../backend/session.ts';
import { searchTexts } from '../../texts/search.ts';
import { type Change, changeFiles, undoChange } from '../connectors/change-files.ts';
import { docKey, isDirty } from '../editor/documents.ts';
import { setText, useEditor } from '../editor/store.ts';
import { beginTask } from '../workbench/progress.ts';
import { showDone, showError, showToast } from '../workbench/toast.ts';
import { undoable } from '../workbench/undo.tsx';
import { replaceFinds } from './rows.ts';
import { startSearch, useSearch } from './store.ts';

/**
 * The text that the finds of a file lie in: the one of the editor that was searched, else the saved one; undefined where the
 * editor holds another one by now.
 */
async function textOf(file: SearchFile): Promise<string | undefined> {
  const key = docKey(file.connector, file.path);
  const unsaved = useSearch.getState().searched.get(key);
  const read = await attempt((api) => api.connectors.readFile({ id: file.connector, path: file.path }));
  const text = unsaved ?? (read.ok ? read.value.text : undefined);
  // What was typed since the search is not to be overwritten.
  const doc = useEditor.getState().docs.get(key);
  return doc === undefined || doc.text === text ? text : undefined;
}

/** Whether the editor holds unsaved text of a file. */
function isTyped(connector: string, path: string): boolean {
  const doc = useEditor.getState().docs.get(docKey(connector, path));
  return doc !== undefined && isDirty(doc);
}

/** The changes of each connector, and how many files could not be changed because they are others now. */
async function changesOf(files: readonly SearchFile[]) {
  const byConnector = new Map<string, FileChange[]>();
  let stale = 0;
  for (const file of files) {
    const text = await textOf(file);
    const next = text === undefined ? undefined : replaceFinds(text, file.matches);
    if (next === undefined) {
      stale += 1;
      continue;
    }
    const changes = byConnector.get(file.connector) ?? [];
    changes.push({ path: file.path, text: next });
    byConnector.set(file.connector, changes);
  }
  return { byConnector, stale };
}

/** Replaces what the results show: one revision for each connector, which can be undone. */
export async function replaceAll(): Promise<void> {
  const { files, form, searched } = useSearch.getState();
  if (!form.replacing || files.length === 0) return;
  const task = beginTask({ title: searchTexts.replaceTask });
  const { byConnector, stale } = await changesOf(files);
  const done: Change[] = [];
  for (const [connector, changes] of byConnector) {
    task.update({ detail: connector });
    const change = await changeFiles(connector, changes, searchTexts.revision(form.text, form.replacement));
    if (change) done.push(change);
  }
  task.end(done.length === byConnector.size ? 'done' : 'failed');
  const changed = done.reduce((sum, one) => sum + one.before.length, 0);
  if (stale > 0) showToast({ tone: 'error', message: searchTexts.stale(stale) });
  if (changed > 0)
    undoable(searchTexts.replaced(changed), () => {
      void (async () => {
        let back = 0;
        for (const change of done) {
          if (!(await undoChange(change, searchTexts.undone(form.text)))) continue;
          back += 1;
          // Text that was not saved before is not saved again.
          for (const { path } of change.before) {
            const unsaved = searched.get(docKey(change.connector, path));
            if (unsaved !== undefined && !isTyped(change.connector, path))
              setText(docKey(change.connector, path), unsaved);
          }
        }
        if (back === done.length) showDone(searchTexts.putBack);
        await startSearch();
      })();
    });
  else if (stale === 0 && byConnector.size === 0) showError(searchTexts.notReplaced, searchTexts.nothingToReplace);
  await startSearch();
}

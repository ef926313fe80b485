import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { historyTexts } from '../../texts/history.ts';
import { followInTurn } from '../editor/save.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { undoable } from '../workbench/undo.tsx';

const tell = (failure: Failure): void => showError(historyTexts.notRestored, failure);

/** Number of the newest revision; undefined where it cannot be read, which is told. */
async function newestOf(connector: string): Promise<number | undefined> {
  const detail = await attempt((api) => api.connectors.get({ id: connector }));
  if (detail.ok) return detail.value.revision;
  tell(detail.error);
  return undefined;
}

/** Goes back to the state before a restore, where nothing was saved since. */
async function undo(connector: string, revision: number, baseRevision: number): Promise<void> {
  const result = await attempt((api) => api.connectors.restore({ id: connector, revision, baseRevision }));
  if (!result.ok) {
    showError(historyTexts.notUndone, result.error);
    return;
  }
  await followInTurn(connector);
  showDone(historyTexts.undone);
}

/** Tells what was restored, with the way back. */
async function done(connector: string, before: number, now: number, message: string): Promise<void> {
  await followInTurn(connector);
  if (before === now) showDone(historyTexts.nothingToRestore);
  else undoable(message, () => void undo(connector, before, now));
}

/** Makes all files of a revision the newest ones, as a new revision. */
export async function restoreAll(connector: string, revision: number): Promise<void> {
  const before = await newestOf(connector);
  if (before === undefined) return;
  const result = await attempt((api) => api.connectors.restore({ id: connector, revision, baseRevision: before }));
  if (result.ok) await done(connector, before, result.value.revision, historyTexts.restored(revision));
  else tell(result.error);
}

/** Makes one file what it was in a revision, as a new revision. */
export async function restoreFile(connector: string, path: string, revision: number): Promise<void> {
  const before = await newestOf(connector);
  if (before === undefined) return;
  const old = await attempt((api) => api.connectors.readFile({ id: connector, path, revision }));
  if (!old.ok) {
    tell(old.error);
    return;
  }
  const files = [{ path, text: old.value.text }];
  const message = historyTexts.restoreMessage(path, revision);
  const result = await attempt((api) =>
    api.connectors.saveFiles({ id: connector, baseRevision: before, files, message }),
  );
  if (result.ok) await done(connector, before, result.value.revision, historyTexts.restoredFile(path, revision));
  else tell(result.error);
}

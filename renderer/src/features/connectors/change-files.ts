import type { FileChange } from '../../../../shared/connector/files.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { afterSave, docKey } from '../editor/documents.ts';
import { followConnector } from '../editor/follow.ts';
import { inTurn } from '../editor/save.ts';
import { closeTabNow, setText, useEditor } from '../editor/store.ts';
import { tabId } from '../editor/tabs.ts';
import { showError } from '../workbench/toast.ts';
import { refreshConnectors } from './store.ts';

/** What the files were before a change, to put them back. */
export interface Change {
  readonly connector: string;
  readonly before: readonly FileChange[];
}

async function savedText(connector: string, path: string, revision: number): Promise<Result<string | null>> {
  const read = await attempt((api) => api.connectors.readFile({ id: connector, path, revision }));
  if (read.ok) return ok(read.value.text);
  return read.error.code === 'unknown_file' ? ok(null) : read;
}

/** The editor follows what was saved: texts that were written, tabs of files that are gone. */
function follow(connector: string, files: readonly FileChange[], base: number, revision: number): void {
  const written = files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  for (const { path, text } of written) setText(docKey(connector, path), text);
  const gone = new Set(files.filter((file) => file.text === null).map((file) => docKey(connector, file.path)));
  for (const path of files.filter((file) => file.text === null).map((file) => file.path))
    closeTabNow(tabId({ kind: 'file', connector, path }));
  useEditor.setState(({ docs }) => ({
    docs: new Map([...afterSave(docs, connector, written, base, revision)].filter(([key]) => !gone.has(key))),
  }));
}

async function changeNow(
  connector: string,
  files: readonly FileChange[],
  message: string,
): Promise<Change | undefined> {
  const detail = await attempt((api) => api.connectors.get({ id: connector }));
  if (!detail.ok) return fail(detail.error);
  const base = detail.value.revision;
  const before: FileChange[] = [];
  for (const { path } of files) {
    const text = await savedText(connector, path, base);
    if (!text.ok) return fail(text.error);
    before.push({ path, text: text.value });
  }
  const saved = await attempt((api) =>
    api.connectors.saveFiles({ id: connector, baseRevision: base, files: [...files], message }),
  );
  if (!saved.ok) return fail(saved.error);
  follow(connector, files, base, saved.value.revision);
  await Promise.all([followConnector(connector), refreshConnectors()]);
  return { connector, before };
}

/**
 * Writes and takes away files of a connector as one revision, on top of the newest, after the saves of the editor that are
 * under way. Unsaved text of other files stays unsaved. Gives what stood there before; undefined where it failed, which is said.
 */
export const changeFiles = (
  connector: string,
  files: readonly FileChange[],
  message: string,
): Promise<Change | undefined> => inTurn(connector, () => changeNow(connector, files, message));

function fail(failure: Parameters<typeof showError>[1]): undefined {
  showError(explorerTexts.notChanged, failure);
  return undefined;
}

/** Puts files back as they were before a change, as a revision of its own. */
export const undoChange = ({ connector, before }: Change, message: string): Promise<Change | undefined> =>
  changeFiles(connector, before, message);

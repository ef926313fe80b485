import type { monaco } from './monaco.ts';

/** The editor on view, as far as other features act on it. Only its type is imported: Monaco itself is a lazy chunk. */
export type EditorOnView = Pick<
  monaco.editor.IStandaloneCodeEditor,
  'executeEdits' | 'focus' | 'getAction' | 'getRawOptions' | 'getSelections' | 'pushUndoStop' | 'trigger'
>;

let onView: EditorOnView | null = null;

/** Makes an editor the one that commands act on; gives the function that takes it away again. */
export function holdEditor(editor: EditorOnView): () => void {
  onView = editor;
  return () => {
    if (onView === editor) onView = null;
  };
}

/** Whether a file is on view in the editor. */
export const hasEditor = (): boolean => onView !== null;

/**
 * Writes text at the cursor of the editor on view, in place of what is selected, and moves the keyboard there. One step of
 * undo takes it back. False where no file is on view or it is read-only; then nothing happens.
 */
export function insertAtCursor(text: string): boolean {
  const editor = onView;
  const selections = editor?.getSelections() ?? null;
  if (editor === null || selections === null || editor.getRawOptions().readOnly === true) return false;
  editor.pushUndoStop();
  editor.executeEdits(
    'insert',
    selections.map((range) => ({ range, text, forceMoveMarkers: true })),
  );
  editor.pushUndoStop();
  editor.focus();
  return true;
}

/** Asks the editor on view to do one of its own actions, such as `editor.action.rename`. */
export function askEditor(action: string): void {
  onView?.focus();
  onView?.trigger('studio', action, null);
}

/** Formats the file on view; resolves when that is done, at once where there is nothing to format. */
export async function formatOnView(): Promise<void> {
  const action = onView?.getAction('editor.action.formatDocument');
  if (action?.isSupported() === true) await action.run();
}

import { afterEach, expect, test, vi } from 'vitest';
import { askEditor, type EditorOnView, hasEditor, holdEditor, insertAtCursor } from './on-view.ts';

const at = { startLineNumber: 3, startColumn: 5, endLineNumber: 3, endColumn: 5 };

function fakeEditor(readOnly = false) {
  return {
    executeEdits: vi.fn(() => true),
    focus: vi.fn(),
    getAction: (): ReturnType<EditorOnView['getAction']> => null,
    getRawOptions: () => ({ readOnly }),
    // The class of Monaco has many methods that nothing here calls.
    getSelections: () => [at] as unknown as ReturnType<EditorOnView['getSelections']>,
    pushUndoStop: vi.fn(() => true),
    trigger: vi.fn(),
  } satisfies EditorOnView;
}

let release = (): void => {};
afterEach(() => release());

test('text goes to the cursor as one step of undo, and the keyboard with it', () => {
  const editor = fakeEditor();
  release = holdEditor(editor);
  expect(insertAtCursor('items[0].id')).toBe(true);
  expect(editor.executeEdits).toHaveBeenCalledExactlyOnceWith('insert', [
    { range: at, text: 'items[0].id', forceMoveMarkers: true },
  ]);
  expect(editor.pushUndoStop).toHaveBeenCalledTimes(2);
  expect(editor.focus).toHaveBeenCalledOnce();
});

test('without an editor, and in a file that is read-only, nothing is written', () => {
  expect([hasEditor(), insertAtCursor('x')]).toEqual([false, false]);
  const editor = fakeEditor(true);
  release = holdEditor(editor);
  expect([hasEditor(), insertAtCursor('x')]).toEqual([true, false]);
  expect(editor.executeEdits).not.toHaveBeenCalled();
});

test('an editor that went away is asked nothing; a newer one stays', () => {
  const [old, now] = [fakeEditor(), fakeEditor()];
  const releaseOld = holdEditor(old);
  release = holdEditor(now);
  releaseOld();
  askEditor('editor.action.rename');
  expect(old.trigger).not.toHaveBeenCalled();
  expect(now.trigger).toHaveBeenCalledExactlyOnceWith('studio', 'editor.action.rename', null);
});

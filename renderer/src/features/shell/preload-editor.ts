import { activeTab, useEditor } from '../editor/store.ts';

/**
 * Loads the editor while the line to the host is still being opened, where a file is what the window shows first: its chunk is
 * the largest of the page, and would else be asked for only once the file has been read.
 */
export function preloadEditor(): void {
  if (activeTab(useEditor.getState())?.kind === 'file') void import('../editor/code-editor.tsx');
}

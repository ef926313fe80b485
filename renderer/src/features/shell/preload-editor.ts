import { activeTab, useEditor } from '../editor/store.ts';

// A page that is left meanwhile does not get it, which is nobody's concern; who needs it then asks again and is told.
const load = (): void => void import('../editor/code-editor.tsx').catch(() => undefined);

/**
 * Loads the editor before it is asked for: its chunk is the largest of the page. At once, while the line to the host is still
 * being opened, where a file is what the window shows first; else when the page has nothing else to do.
 */
export function preloadEditor(): void {
  if (activeTab(useEditor.getState())?.kind === 'file') load();
  else requestIdleCallback(load, { timeout: 2000 });
}

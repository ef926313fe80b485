import { useSettings } from '../settings/store.ts';
import { formatOnView } from './on-view.ts';
import { saveFile } from './save.ts';
import { activeTab, useEditor } from './store.ts';

/** Saves the file on view, formatted first where the settings ask for it: only where a person saves, not by itself. */
export async function saveOnView(): Promise<void> {
  const tab = activeTab(useEditor.getState());
  if (tab?.kind !== 'file') return;
  if (useSettings.getState().formatOnSave) await formatOnView();
  await saveFile(tab.connector, tab.path);
}

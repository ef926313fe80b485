import { hasActive, withActive } from '../connectors/active.ts';
import { useSettings } from '../settings/store.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { editorActions } from './actions.ts';
import { closeActiveTab } from './close.ts';
import { formatOnView } from './on-view.ts';
import { saveConnector, saveFile } from './save.ts';
import { activeTab, stepTabs, useEditor } from './store.ts';

const hasTab = (): boolean => activeTab(useEditor.getState()) !== undefined;

/** Saves the file on view, formatted first where the settings ask for it: only where a person saves, not by itself. */
async function save(): Promise<void> {
  const tab = activeTab(useEditor.getState());
  if (tab?.kind !== 'file') return;
  if (useSettings.getState().formatOnSave) await formatOnView();
  await saveFile(tab.connector, tab.path);
}

/** What can be done with files and tabs. */
export const editorCommands: readonly AppCommand[] = [
  { id: 'save', group: 'File', title: 'Save the file', keys: 'Ctrl+S', enabled: hasTab, run: () => void save() },
  {
    id: 'save-all',
    group: 'File',
    title: 'Save all files of the connector',
    enabled: hasActive,
    run: withActive((id) => void saveConnector(id)),
  },
  { id: 'close-tab', group: 'File', title: 'Close the tab', keys: 'Alt+W', enabled: hasTab, run: closeActiveTab },
  { id: 'next-tab', group: 'File', title: 'Next tab', keys: 'Alt+PgDn', enabled: hasTab, run: () => stepTabs(1) },
  {
    id: 'previous-tab',
    group: 'File',
    title: 'Previous tab',
    keys: 'Alt+PgUp',
    enabled: hasTab,
    run: () => stepTabs(-1),
  },
  ...editorActions,
];

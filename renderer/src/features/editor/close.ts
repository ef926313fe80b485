import { openDialog } from '../workbench/dialogs.ts';
import { docKey, isDirty } from './documents.ts';
import { activeTab, closeTabNow, useEditor } from './store.ts';
import { tabId } from './tabs.ts';

/** Closes a tab; one with unsaved text asks first. */
export function requestClose(id: string): void {
  const { tabs, docs } = useEditor.getState();
  const tab = tabs.open.find((one) => tabId(one) === id);
  if (tab === undefined) return;
  if (tab.kind === 'file') {
    const doc = docs.get(docKey(tab.connector, tab.path));
    if (doc !== undefined && isDirty(doc)) {
      openDialog({ kind: 'close', tab: id, connector: tab.connector, path: tab.path });
      return;
    }
  }
  closeTabNow(id);
}

/** Closes the tab on view. */
export function closeActiveTab(): void {
  const tab = activeTab(useEditor.getState());
  if (tab) requestClose(tabId(tab));
}

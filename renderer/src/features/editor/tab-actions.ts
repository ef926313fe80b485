import { copyText } from '../../lib/clipboard.ts';
import { tabTexts } from '../../texts/tabs.ts';
import { revealFile } from '../connectors/explorer-state.ts';
import { showActivity } from '../workbench/layout.ts';
import { requestClose } from './close.ts';
import { docKey, isDirty } from './documents.ts';
import { activeTab, changeTabs, showTab, useEditor } from './store.ts';
import { connectorOf, keepTab, moveTab, type Tab, tabId, tabsToClose, togglePin } from './tabs.ts';

const tabs = () => useEditor.getState().tabs;

function hasUnsaved(tab: Tab | undefined): boolean {
  if (tab?.kind !== 'file') return false;
  const doc = useEditor.getState().docs.get(docKey(tab.connector, tab.path));
  return doc !== undefined && isDirty(doc);
}

/** Closes several tabs: those without unsaved text at once, then it asks about the first of the others. */
export function closeSeveral(id: string, which: 'others' | 'right' | 'all'): void {
  const ids = tabsToClose(tabs(), id, which);
  const unsaved = new Set(tabs().open.filter(hasUnsaved).map(tabId));
  for (const one of ids) if (!unsaved.has(one)) requestClose(one);
  const ask = ids.find((one) => unsaved.has(one));
  if (ask !== undefined) requestClose(ask);
}

/** Makes the tab for looking one that stays. */
export const keepOpen = (id: string): void => changeTabs((now) => keepTab(now, id));

export const pinTab = (id: string): void => changeTabs((now) => togglePin(now, id));

/** Moves a tab by one place, or to the place of another one. */
export function moveTo(id: string, to: { readonly step: 1 | -1 } | { readonly before: string }): void {
  changeTabs((now) => {
    const at = (wanted: string) => now.open.findIndex((one) => tabId(one) === wanted);
    return moveTab(now, id, 'step' in to ? at(id) + to.step : at(to.before));
  });
}

/** Shows the file of a tab in the explorer. */
export function revealTab(tab: Tab): void {
  const connector = connectorOf(tab);
  if (connector === undefined) return;
  showTab(tab, true);
  showActivity('connectors', true);
  // Once the explorer is there.
  setTimeout(() => revealFile(connector, tab.kind === 'file' ? tab.path : ''), 0);
}

/** Copies the path of a file. */
export function copyTabPath(tab: Tab): void {
  if (tab.kind === 'file') copyText(`${tab.connector}/${tab.path}`, tabTexts.path);
}

/** Acts on the tab on view, where there is one. */
export const withTab = (act: (id: string, tab: Tab) => void) => (): void => {
  const tab = activeTab(useEditor.getState());
  if (tab) act(tabId(tab), tab);
};

/** A file that is changed stays, though it was opened only to look. Gives the function that stops watching. */
export const keepChanged = (): (() => void) =>
  useEditor.subscribe((now, before) => {
    const { preview, open } = now.tabs;
    if (preview === null || now.docs === before.docs) return;
    if (hasUnsaved(open.find((one) => tabId(one) === preview))) keepOpen(preview);
  });

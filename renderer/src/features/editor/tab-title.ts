import { visibleText } from '../../lib/text.ts';
import { tabTexts } from '../../texts/tabs.ts';
import { connectorOf, type Tab } from './tabs.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What the tab is called; a file whose name is open twice carries its connector. */
export function tabTitle(tab: Tab, open: readonly Tab[]): string {
  if (tab.kind === 'settings') return tabTexts.settings;
  if (tab.kind === 'overview') return visibleText(tab.connector);
  const name = nameOf(tab.path);
  const twin = open.some((one) => one.kind === 'file' && nameOf(one.path) === name && one.connector !== tab.connector);
  return visibleText(twin ? `${name} – ${tab.connector}` : name);
}

/** What the tab shows in full. */
export function tabTip(tab: Tab): string {
  if (tab.kind === 'file') return visibleText(`${tab.connector}/${tab.path}`);
  return tab.kind === 'settings' ? tabTexts.settings : tabTexts.overviewOf(visibleText(tab.connector));
}

/** Title of the window: what is worked on, then the product. */
export function windowTitle(tab: Tab | undefined, active: string | null): string {
  const connector = (tab === undefined ? undefined : connectorOf(tab)) ?? active;
  return connector === null ? tabTexts.product : `${visibleText(connector)} – ${tabTexts.product}`;
}

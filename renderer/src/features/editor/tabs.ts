import { z } from 'zod';
import { entitiesTexts } from '../../texts/entities.ts';

/** A tab of the editor area: the overview of a connector, its tables and commands, or one of its files. */
export const tabSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overview'), connector: z.string() }),
  z.object({ kind: z.literal('entities'), connector: z.string() }),
  z.object({ kind: z.literal('file'), connector: z.string(), path: z.string() }),
]);
export type Tab = z.infer<typeof tabSchema>;

/** The open tabs in their order; `active` is the id of the one on view, null without tabs. */
export const tabsSchema = z.object({ open: z.array(tabSchema).readonly(), active: z.string().nullable() });
export type Tabs = z.infer<typeof tabsSchema>;

export const noTabs: Tabs = { open: [], active: null };

/** Stable id of a tab. Connector ids hold no slash, so no two tabs share one. */
export const tabId = (tab: Tab): string =>
  tab.kind === 'file' ? `file:${tab.connector}/${tab.path}` : `${tab.kind}:${tab.connector}`;

/** Shows a tab, opening it behind the active one where it is not open. */
export function openTab(tabs: Tabs, tab: Tab): Tabs {
  const id = tabId(tab);
  if (tabs.open.some((one) => tabId(one) === id)) return tabs.active === id ? tabs : { ...tabs, active: id };
  const at = tabs.open.findIndex((one) => tabId(one) === tabs.active);
  return { open: tabs.open.toSpliced(at === -1 ? tabs.open.length : at + 1, 0, tab), active: id };
}

/** Closes a tab; where it was on view its right neighbour is shown, else its left one. */
export function closeTab(tabs: Tabs, id: string): Tabs {
  const at = tabs.open.findIndex((one) => tabId(one) === id);
  if (at === -1) return tabs;
  const open = tabs.open.toSpliced(at, 1);
  if (tabs.active !== id) return { ...tabs, open };
  const next = open[at] ?? open[at - 1];
  return { open, active: next ? tabId(next) : null };
}

/** Closes every tab of a connector. */
export function closeConnectorTabs(tabs: Tabs, connector: string): Tabs {
  return tabs.open.filter((one) => one.connector === connector).reduce((rest, one) => closeTab(rest, tabId(one)), tabs);
}

/** Shows the tab `step` places on, around the ends. */
export function stepTab(tabs: Tabs, step: 1 | -1): Tabs {
  const at = tabs.open.findIndex((one) => tabId(one) === tabs.active);
  const next = tabs.open.at((at + step) % Math.max(1, tabs.open.length));
  return next ? { ...tabs, active: tabId(next) } : tabs;
}

/** What the tab is called; a file whose name is open twice carries its connector. */
export function tabTitle(tab: Tab, open: readonly Tab[]): string {
  if (tab.kind === 'overview') return tab.connector;
  if (tab.kind === 'entities') return `${entitiesTexts.tab} – ${tab.connector}`;
  const name = tab.path.slice(tab.path.lastIndexOf('/') + 1);
  const twin = open.some(
    (one) => one.kind === 'file' && one !== tab && one.path.endsWith(name) && one.connector !== tab.connector,
  );
  return twin ? `${name} – ${tab.connector}` : name;
}

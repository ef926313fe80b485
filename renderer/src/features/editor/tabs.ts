import { z } from 'zod';
import { assertNever } from '../../../../shared/result.ts';
import { entitiesTexts } from '../../texts/entities.ts';
import { historyTexts } from '../../texts/history.ts';

/** One side of a comparison: a revision, or what stands in the editor. */
export const sideSchema = z.union([z.number().int(), z.literal('editor')]);
export type Side = z.infer<typeof sideSchema>;

/** A tab of the editor area: the overview of a connector, its tables and commands, one of its files, or a look back. */
export const tabSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overview'), connector: z.string() }),
  z.object({ kind: z.literal('entities'), connector: z.string() }),
  z.object({ kind: z.literal('file'), connector: z.string(), path: z.string() }),
  /** The revisions of a connector, or those that changed one file. */
  z.object({ kind: z.literal('history'), connector: z.string(), path: z.string().optional() }),
  z.object({ kind: z.literal('diff'), connector: z.string(), path: z.string(), left: sideSchema, right: sideSchema }),
  /** A file as it was. */
  z.object({ kind: z.literal('revision'), connector: z.string(), path: z.string(), revision: z.number().int() }),
]);
export type Tab = z.infer<typeof tabSchema>;

/** The open tabs in their order; `active` is the id of the one on view, null without tabs. */
export const tabsSchema = z.object({ open: z.array(tabSchema).readonly(), active: z.string().nullable() });
export type Tabs = z.infer<typeof tabsSchema>;

export const noTabs: Tabs = { open: [], active: null };

/** Stable id of a tab. Connector ids hold no slash, so no two tabs share one. */
export function tabId(tab: Tab): string {
  switch (tab.kind) {
    case 'overview':
    case 'entities':
      return `${tab.kind}:${tab.connector}`;
    case 'file':
      return `file:${tab.connector}/${tab.path}`;
    case 'history':
      return `history:${tab.connector}/${tab.path ?? ''}`;
    case 'diff':
      return `diff:${tab.left}:${tab.right}:${tab.connector}/${tab.path}`;
    case 'revision':
      return `revision:${tab.revision}:${tab.connector}/${tab.path}`;
    default:
      return assertNever(tab);
  }
}

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

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What the tab is called; a file whose name is open twice carries its connector. */
export function tabTitle(tab: Tab, open: readonly Tab[]): string {
  switch (tab.kind) {
    case 'overview':
      return tab.connector;
    case 'entities':
      return `${entitiesTexts.tab} – ${tab.connector}`;
    case 'history':
      return historyTexts.tab(tab.path === undefined ? tab.connector : nameOf(tab.path));
    case 'diff':
      return historyTexts.diffTab(nameOf(tab.path), tab.left, tab.right);
    case 'revision':
      return historyTexts.revisionTab(nameOf(tab.path), tab.revision);
    case 'file': {
      const name = nameOf(tab.path);
      const twin = open.some(
        (one) => one.kind === 'file' && one !== tab && one.path.endsWith(name) && one.connector !== tab.connector,
      );
      return twin ? `${name} – ${tab.connector}` : name;
    }
    default:
      return assertNever(tab);
  }
}

/** The whole of what a tab shows, in words. */
export function tabDescription(tab: Tab): string {
  switch (tab.kind) {
    case 'overview':
      return `Overview of ${tab.connector}`;
    case 'entities':
      return entitiesTexts.title(tab.connector);
    case 'history':
      return historyTexts.page(tab.path === undefined ? tab.connector : `${tab.connector}/${tab.path}`);
    case 'diff':
      return historyTexts.diffTab(`${tab.connector}/${tab.path}`, tab.left, tab.right);
    case 'revision':
      return historyTexts.revisionTab(`${tab.connector}/${tab.path}`, tab.revision);
    case 'file':
      return `${tab.connector}/${tab.path}`;
    default:
      return assertNever(tab);
  }
}

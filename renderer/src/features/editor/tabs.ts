import { z } from 'zod';
import { assertNever } from '../../../../shared/result.ts';

/** One side of a comparison: a revision, or what stands in the editor. */
export const sideSchema = z.union([z.number().int(), z.literal('editor')]);
export type Side = z.infer<typeof sideSchema>;

const marketViews = ['gallery', 'installed', 'publications'] as const;
/** A part of the marketplace. */
export type MarketView = (typeof marketViews)[number];

/** A tab of the editor area: a page of a connector, one of its files, a look back, a part of the marketplace, the settings. */
export const tabSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overview'), connector: z.string() }),
  z.object({ kind: z.literal('entities'), connector: z.string() }),
  z.object({ kind: z.literal('file'), connector: z.string(), path: z.string() }),
  /** The revisions of a connector, or those that changed one file. */
  z.object({ kind: z.literal('history'), connector: z.string(), path: z.string().optional() }),
  z.object({ kind: z.literal('diff'), connector: z.string(), path: z.string(), left: sideSchema, right: sideSchema }),
  /** A file as it was. */
  z.object({ kind: z.literal('revision'), connector: z.string(), path: z.string(), revision: z.number().int() }),
  z.object({ kind: z.literal('publish'), connector: z.string() }),
  /** A newer version of what a connector was copied from. */
  z.object({ kind: z.literal('update'), connector: z.string() }),
  z.object({ kind: z.literal('market'), view: z.enum(marketViews) }),
  /** A connector of the gallery, as a tenant sees it. */
  z.object({ kind: z.literal('listing'), tenant: z.string(), listing: z.string() }),
  z.object({ kind: z.literal('settings') }),
]);
export type Tab = z.infer<typeof tabSchema>;

/** The open tabs in their order; `active` is the id of the one on view, null without tabs. */
export const tabsSchema = z.object({
  open: z.array(tabSchema).readonly(),
  active: z.string().nullable(),
  /** Id of the tab for looking, which the next thing that is looked at replaces. */
  preview: z.string().nullable().default(null),
  /** Ids of tabs that stay in front and do not close with others. */
  pinned: z.array(z.string()).readonly().default([]),
  /** Ids, the one that was on view last first. */
  recent: z.array(z.string()).readonly().default([]),
});
export type Tabs = z.infer<typeof tabsSchema>;

export const noTabs: Tabs = { open: [], active: null, preview: null, pinned: [], recent: [] };

/** Stable id of a tab. Connector ids hold no slash, so no two tabs share one. */
export function tabId(tab: Tab): string {
  switch (tab.kind) {
    case 'settings':
      return 'settings';
    case 'overview':
    case 'entities':
    case 'publish':
    case 'update':
      return `${tab.kind}:${tab.connector}`;
    case 'market':
      return `market:${tab.view}`;
    case 'listing':
      return `listing:${tab.tenant}/${tab.listing}`;
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

/** The connector that a tab belongs to, where it belongs to one. */
export const connectorOf = (tab: Tab): string | undefined => ('connector' in tab ? tab.connector : undefined);

const indexOf = (tabs: Tabs, id: string | null): number => tabs.open.findIndex((one) => tabId(one) === id);

const shown = (tabs: Tabs, id: string): Tabs => ({
  ...tabs,
  active: id,
  recent: [id, ...tabs.recent.filter((one) => one !== id)],
});

/** How many pinned tabs stand in front. */
const pinnedCount = (tabs: Tabs): number => tabs.open.filter((one) => tabs.pinned.includes(tabId(one))).length;

/**
 * Shows a tab, opening it behind the active one where it is not open. A `preview` takes the place of the one before it;
 * opened without, a tab stays.
 */
export function openTab(tabs: Tabs, tab: Tab, preview = false): Tabs {
  const id = tabId(tab);
  if (indexOf(tabs, id) !== -1) {
    const kept = !preview && tabs.preview === id;
    if (tabs.active === id && !kept) return tabs;
    return { ...shown(tabs, id), preview: kept ? null : tabs.preview };
  }
  const old = preview ? indexOf(tabs, tabs.preview) : -1;
  const base = old === -1 ? tabs : { ...tabs, recent: tabs.recent.filter((one) => one !== tabs.preview) };
  const behind = Math.max(indexOf(tabs, tabs.active) + 1, pinnedCount(tabs));
  const at = old === -1 ? (tabs.active === null ? tabs.open.length : behind) : old;
  const open = base.open.toSpliced(at, old === -1 ? 0 : 1, tab);
  return { ...shown({ ...base, open }, id), preview: preview ? id : tabs.preview };
}

/** Makes the tab for looking one that stays. */
export const keepTab = (tabs: Tabs, id: string): Tabs => (tabs.preview === id ? { ...tabs, preview: null } : tabs);

/** Closes tabs; where the one on view was among them, the one that was on view before it is shown, else its neighbour. */
export function closeTabs(tabs: Tabs, ids: ReadonlySet<string>): Tabs {
  const gone = (id: string | null): boolean => id !== null && ids.has(id);
  const open = tabs.open.filter((one) => !gone(tabId(one)));
  if (open.length === tabs.open.length) return tabs;
  const recent = tabs.recent.filter((one) => !gone(one));
  const rest = {
    open,
    pinned: tabs.pinned.filter((one) => !gone(one)),
    preview: gone(tabs.preview) ? null : tabs.preview,
  };
  if (!gone(tabs.active)) return { ...rest, recent, active: tabs.active };
  const at = indexOf(tabs, tabs.active);
  const right = tabs.open.slice(at + 1).find((one) => !gone(tabId(one)));
  const left = tabs.open.slice(0, at).findLast((one) => !gone(tabId(one)));
  const neighbour = right ?? left;
  const active = recent[0] ?? (neighbour ? tabId(neighbour) : null);
  return { ...rest, recent, active };
}

/** Closes one tab. */
export const closeTab = (tabs: Tabs, id: string): Tabs => closeTabs(tabs, new Set([id]));

/** Closes every tab of a connector. */
export const closeConnectorTabs = (tabs: Tabs, connector: string): Tabs =>
  closeTabs(tabs, new Set(tabs.open.filter((one) => connectorOf(one) === connector).map(tabId)));

/** Shows the tab `step` places on, around the ends. */
export function stepTab(tabs: Tabs, step: 1 | -1): Tabs {
  const next = tabs.open.at((indexOf(tabs, tabs.active) + step) % Math.max(1, tabs.open.length));
  return next ? shown(tabs, tabId(next)) : tabs;
}

/** Puts a tab where another one stands; pinned tabs stay in front of the others. */
export function moveTab(tabs: Tabs, id: string, to: number): Tabs {
  const from = indexOf(tabs, id);
  const tab = tabs.open[from];
  if (tab === undefined) return tabs;
  const front = pinnedCount(tabs);
  const [low, high] = tabs.pinned.includes(id) ? [0, front - 1] : [front, tabs.open.length - 1];
  const at = Math.max(low, Math.min(high, to));
  return at === from ? tabs : { ...tabs, open: tabs.open.toSpliced(from, 1).toSpliced(at, 0, tab) };
}

/** Pins a tab in front of the others, or takes the pin off. */
export function togglePin(tabs: Tabs, id: string): Tabs {
  const from = indexOf(tabs, id);
  const tab = tabs.open[from];
  if (tab === undefined) return tabs;
  const pins = tabs.pinned.includes(id) ? tabs.pinned.filter((one) => one !== id) : [...tabs.pinned, id];
  const rest = tabs.open.toSpliced(from, 1);
  const front = rest.filter((one) => pins.includes(tabId(one))).length;
  return keepTab({ ...tabs, pinned: pins, open: rest.toSpliced(front, 0, tab) }, id);
}

/** The ids of tabs that a wish to close several means: pinned ones stay. */
export function tabsToClose(tabs: Tabs, id: string, which: 'others' | 'right' | 'all'): readonly string[] {
  const at = indexOf(tabs, id);
  return tabs.open
    .filter((_tab, index) => (which === 'all' ? true : which === 'right' ? index > at : index !== at))
    .map(tabId)
    .filter((one) => !tabs.pinned.includes(one));
}

/** The open tabs, the one that was on view last first. */
export function recentTabs(tabs: Tabs): readonly Tab[] {
  const rank = (tab: Tab): number => {
    const at = tabs.recent.indexOf(tabId(tab));
    return at === -1 ? tabs.recent.length : at;
  };
  return tabs.open.toSorted((a, b) => rank(a) - rank(b));
}

import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';

const activities = ['connectors', 'search', 'connections', 'runs', 'marketplace'] as const;
export type Activity = (typeof activities)[number];

const panels = ['result', 'requests', 'logs', 'problems'] as const;
export type Panel = (typeof panels)[number];

/** What is on view around the editor. */
export interface Layout {
  readonly activity: Activity;
  readonly sidebar: boolean;
  readonly panel: Panel;
  readonly panelOpen: boolean;
  readonly inputOpen: boolean;
  readonly panelSide: 'bottom' | 'right';
  /** The panel takes the place of the editor too. */
  readonly panelMax: boolean;
  /** Only the editor is on view. */
  readonly zen: boolean;
  /** Counts up to have the sizes of the panels forgotten. */
  readonly resets: number;
}

const defaults: Layout = {
  activity: 'connectors',
  sidebar: true,
  panel: 'result',
  panelOpen: true,
  inputOpen: false,
  panelSide: 'bottom',
  panelMax: false,
  zen: false,
  resets: 0,
};

// Each by itself, so that a layout of an older version keeps what it knows.
const layoutSchema = z.object({
  activity: z.enum(activities).catch(defaults.activity),
  sidebar: z.boolean().catch(defaults.sidebar),
  panel: z.enum(panels).catch(defaults.panel),
  panelOpen: z.boolean().catch(defaults.panelOpen),
  inputOpen: z.boolean().catch(defaults.inputOpen),
  panelSide: z.enum(['bottom', 'right']).catch(defaults.panelSide),
  panelMax: z.boolean().catch(defaults.panelMax),
  zen: z.boolean().catch(defaults.zen),
  resets: z.number().int().catch(0),
});

export const useLayout = create<Layout>(() => readStored('layout', layoutSchema, defaults));
useLayout.subscribe((state) => writeStored('layout', state));

/** Shows a side view; unless it is to `stay`, the one on view already is hidden or shown again. */
export function showActivity(activity: Activity, stay = false): void {
  useLayout.setState((state) => ({
    activity,
    sidebar: stay || state.zen || state.activity !== activity || !state.sidebar,
    zen: false,
  }));
}

/** Shows a tab of the bottom panel. */
export const showPanel = (panel: Panel): void => useLayout.setState({ panel, panelOpen: true, zen: false });

export const toggleSidebar = (): void =>
  useLayout.setState((state) => ({ sidebar: state.zen || !state.sidebar, zen: false }));
export const togglePanel = (): void =>
  useLayout.setState((state) => ({ panelOpen: state.zen || !state.panelOpen, panelMax: false, zen: false }));
export const toggleInput = (): void => useLayout.setState((state) => ({ inputOpen: !state.inputOpen }));

/** Gives the panel the whole height, or takes it back. */
export const toggleMaximised = (): void =>
  useLayout.setState((state) => ({ panelMax: !state.panelMax || !state.panelOpen, panelOpen: true, zen: false }));

/** Puts the panel below the editor or beside it. */
export const togglePanelSide = (): void =>
  useLayout.setState((state) => ({ panelSide: state.panelSide === 'bottom' ? 'right' : 'bottom', panelOpen: true }));

/** Shows the editor alone, or everything again. */
export const toggleZen = (): void => useLayout.setState((state) => ({ zen: !state.zen }));

/** Puts every part of the window back where it was at first, with its first size. */
export const resetLayout = (): void =>
  useLayout.setState(({ activity, panel, resets }) => ({ ...defaults, activity, panel, resets: resets + 1 }));

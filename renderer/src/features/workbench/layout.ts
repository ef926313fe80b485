import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';

const activities = ['connectors', 'connections', 'runs'] as const;
export type Activity = (typeof activities)[number];

const panels = ['result', 'requests', 'logs', 'problems'] as const;
export type Panel = (typeof panels)[number];

const layoutSchema = z.object({
  activity: z.enum(activities),
  sidebar: z.boolean(),
  panel: z.enum(panels),
  panelOpen: z.boolean(),
  inputOpen: z.boolean(),
});
/** What is on view around the editor. */
export type Layout = z.infer<typeof layoutSchema>;

export const useLayout = create<Layout>(() =>
  readStored('layout', layoutSchema, {
    activity: 'connectors',
    sidebar: true,
    panel: 'result',
    panelOpen: true,
    inputOpen: false,
  }),
);
useLayout.subscribe((state) => writeStored('layout', state));

/** Shows a side view; unless it is to `stay`, the one on view already is hidden or shown again. */
export function showActivity(activity: Activity, stay = false): void {
  useLayout.setState((state) => ({ activity, sidebar: stay || state.activity !== activity || !state.sidebar }));
}

/** Shows a tab of the bottom panel. */
export const showPanel = (panel: Panel): void => useLayout.setState({ panel, panelOpen: true });

export const toggleSidebar = (): void => useLayout.setState((state) => ({ sidebar: !state.sidebar }));
export const togglePanel = (): void => useLayout.setState((state) => ({ panelOpen: !state.panelOpen }));
export const toggleInput = (): void => useLayout.setState((state) => ({ inputOpen: !state.inputOpen }));

import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';

const settingsSchema = z.object({
  /** When a changed file is saved without being asked for; its text is safe from a kill in any case. */
  autosave: z.enum(['off', 'afterDelay', 'onFocusChange']),
  /** px */
  fontSize: z.number().min(8).max(32),
  tabSize: z.number().int().min(1).max(8),
  wordWrap: z.boolean(),
  minimap: z.boolean(),
  formatOnSave: z.boolean(),
});
/** How the person wants the window to behave. What the network may do is the workspace's own setting. */
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  autosave: 'off',
  fontSize: 12.5,
  tabSize: 2,
  wordWrap: false,
  minimap: false,
  formatOnSave: false,
};

/** What an older studio did not know yet has its default, and takes nothing else away. */
const storedSchema = z.preprocess(
  (stored) => (typeof stored === 'object' ? { ...defaultSettings, ...stored } : stored),
  settingsSchema,
);

export const useSettings = create<Settings>(() => readStored('settings', storedSchema, defaultSettings));
useSettings.subscribe((state) => writeStored('settings', state));

/** Changes some of the settings; they hold at once. */
export const changeSettings = (change: Partial<Settings>): void => useSettings.setState(change);

import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';

/** How the person wants the window to behave. What the network may do is the workspace's own setting. */
export interface Settings {
  readonly theme: 'auto' | 'light' | 'dark';
  /** When a changed file is saved without being asked for; its text is safe from a kill in any case. */
  readonly autosave: 'off' | 'afterDelay' | 'onFocusChange';
  /** px */
  readonly fontSize: number;
  readonly tabSize: number;
  readonly wordWrap: boolean;
  readonly minimap: boolean;
  readonly formatOnSave: boolean;
  /** A single click in the explorer opens a file in the one tab for looking. */
  readonly previewTabs: boolean;
}

export const defaultSettings: Settings = {
  theme: 'auto',
  autosave: 'off',
  fontSize: 12.5,
  tabSize: 2,
  wordWrap: false,
  minimap: false,
  formatOnSave: false,
  previewTabs: true,
};

// Each by itself: a value that is not understood, or one that an older version did not know, leaves the others alone.
const settingsSchema = z.object({
  theme: z.enum(['auto', 'light', 'dark']).catch(defaultSettings.theme),
  autosave: z.enum(['off', 'afterDelay', 'onFocusChange']).catch(defaultSettings.autosave),
  fontSize: z.number().min(8).max(32).catch(defaultSettings.fontSize),
  tabSize: z.number().int().min(1).max(8).catch(defaultSettings.tabSize),
  wordWrap: z.boolean().catch(defaultSettings.wordWrap),
  minimap: z.boolean().catch(defaultSettings.minimap),
  formatOnSave: z.boolean().catch(defaultSettings.formatOnSave),
  previewTabs: z.boolean().catch(defaultSettings.previewTabs),
});

/** Stored settings as they hold; what is missing or wrong in them is as it comes. */
export const parseSettings = (stored: unknown): Settings => {
  const parsed = settingsSchema.safeParse(stored);
  return parsed.success ? parsed.data : defaultSettings;
};

export const useSettings = create<Settings>(() => parseSettings(readStored('settings', z.unknown(), {})));
useSettings.subscribe((state) => writeStored('settings', state));

/** Changes some of the settings; they hold at once. */
export const changeSettings = (change: Partial<Settings>): void => useSettings.setState(change);

/** Puts one setting back to what it comes with. */
export const resetSetting = (name: keyof Settings): void => useSettings.setState({ [name]: defaultSettings[name] });

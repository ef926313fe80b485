import { settingsTexts } from '../../texts/settings.ts';
import { showTab } from '../editor/store.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { findSetting, goToSection } from './page-state.ts';
import { changeSettings, type Settings, useSettings } from './store.ts';

const { group, ...texts } = settingsTexts.commands;

/** Shows the settings, with what fits a text. */
export function showSettings(search = ''): void {
  findSetting(search);
  showTab({ kind: 'settings' });
  // One came to look for something: the keyboard goes to the search, once the page is there.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.settings-search input')?.focus());
}

/** Shows a section of the settings. */
export function showSection(section: string): void {
  goToSection(section);
  showTab({ kind: 'settings' });
}

/** Whether the window is dark now, by choice or by the system. */
const isDark = (): boolean => document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark';

/** Switches between the light and the dark theme. */
export const toggleTheme = (): void => changeSettings({ theme: isDark() ? 'light' : 'dark' });

const theme = (id: Settings['theme'], title: string): AppCommand => ({
  id: `theme-${id}`,
  group,
  title,
  enabled: () => useSettings.getState().theme !== id,
  run: () => changeSettings({ theme: id }),
});

/** What can be done with the settings. */
export const settingsCommands: readonly AppCommand[] = [
  { id: 'settings', group, title: texts.settings, keys: 'Ctrl+,', enabled: always, run: () => showSettings() },
  { id: 'keyboard', group, title: texts.keyboard, enabled: always, run: () => showSection('keyboard') },
  theme('light', texts.light),
  theme('dark', texts.dark),
  theme('auto', texts.system),
  { id: 'toggle-theme', group, title: texts.toggleTheme, enabled: always, run: toggleTheme },
];

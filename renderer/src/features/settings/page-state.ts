import { create } from 'zustand';

interface SettingsPageState {
  /** What is looked for on the page. */
  readonly search: string;
  /** The section to go to, until the page has gone there. */
  readonly goal: string | null;
}

export const useSettingsPage = create<SettingsPageState>(() => ({ search: '', goal: null }));

export const findSetting = (search: string): void => useSettingsPage.setState({ search, goal: null });

/** Goes to a section of the whole page. */
export const goToSection = (section: string): void => useSettingsPage.setState({ search: '', goal: section });

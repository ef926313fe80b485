import { create } from 'zustand';

/** What is looked for on the page of settings. */
export const useSettingsPage = create<{ readonly search: string }>(() => ({ search: '' }));

export const findSetting = (search: string): void => useSettingsPage.setState({ search });

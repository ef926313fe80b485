import type { MantineColorSchemeManager } from '@mantine/core';
import { changeSettings, useSettings } from './store.ts';

/** Lets the kit take the theme from the settings, so that commands can change it without the kit. */
export function themeManager(): MantineColorSchemeManager {
  let stop: () => void = () => undefined;
  return {
    get: () => useSettings.getState().theme,
    set: (theme) => changeSettings({ theme }),
    subscribe: (onUpdate) => {
      stop = useSettings.subscribe((now, before) => {
        if (now.theme !== before.theme) onUpdate(now.theme);
      });
    },
    unsubscribe: () => stop(),
    clear: () => changeSettings({ theme: 'auto' }),
  };
}

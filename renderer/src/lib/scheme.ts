import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';

const key = 'studio.scheme';

/**
 * The theme stands in the settings, which the workspace keeps. The last one of this address is kept here too, so that the page
 * has its colours before the line to the workspace is open.
 */
export const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => {
    try {
      const last = localStorage.getItem(key);
      return isMantineColorScheme(last) ? last : fallback;
    } catch {
      return fallback;
    }
  },
  set: (scheme) => {
    try {
      localStorage.setItem(key, scheme);
    } catch {
      // Forbidden or full: the page then takes its colours a moment later.
    }
  },
  // Windows do not follow each other's theme by this cache: each has its own settings.
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

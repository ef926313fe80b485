import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { z } from 'zod';
import { readStored, writeStored } from './storage.ts';

const key = 'scheme';
const schemeSchema = z.enum(['light', 'dark', 'auto']);

/** The last theme of this address, so that the page has its colours before the line to the workspace is open. */
const quick = {
  get: (): string | null => {
    try {
      return localStorage.getItem(`studio.${key}`);
    } catch {
      return null;
    }
  },
  set: (value: string): void => {
    try {
      localStorage.setItem(`studio.${key}`, value);
    } catch {
      // Forbidden or full: the page then takes its colours a moment later.
    }
  },
};

let update: (scheme: z.infer<typeof schemeSchema>) => void = () => undefined;

/** Keeps the theme in the workspace. */
export const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => {
    const cached = quick.get();
    return isMantineColorScheme(cached) ? cached : fallback;
  },
  set: (scheme) => {
    quick.set(scheme);
    writeStored(key, scheme);
  },
  subscribe: (onUpdate) => {
    update = onUpdate;
  },
  unsubscribe: () => {
    update = () => undefined;
  },
  clear: () => undefined,
};

/** Takes the theme that the workspace holds, once it is there. */
export function applyStoredScheme(): void {
  const stored = readStored(key, schemeSchema, schemeManager.get('auto'));
  quick.set(stored);
  update(stored);
}

import type { z } from 'zod';

/**
 * What the page remembers between visits: sizes, open tabs, the theme. Never text of files, never a secret.
 * Storage may be full, forbidden or hold anything: then the fallback counts.
 */
export function readStored<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  try {
    const text = localStorage.getItem(`studio.${key}`);
    if (text === null) return fallback;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}

/** Remembers a JSON value; where storage is full or forbidden the page works on without. */
export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(`studio.${key}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}

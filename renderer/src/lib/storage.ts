import type { z } from 'zod';
import type { InterfaceValue } from '../../../shared/contract/interface.ts';
import { interfaceLimits } from '../../../shared/limits.ts';

/**
 * What the window remembers between starts: sizes, open tabs, the theme. Never text of files, never a secret. It stands in
 * the workspace, is filled before the workbench is loaded, and is written through; a window starts from what was
 * written last, whichever window that was, and goes its own way from there.
 */
const values = new Map<string, string>();
/** Keys that were changed here and are not written yet. */
const unwritten = new Set<string>();
const unreadable = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let write: (values: readonly InterfaceValue[]) => Promise<boolean> = async () => false;

/** Takes what the workspace holds; `writer` is asked to keep what changes and says whether it is kept. */
export function fillStorage(stored: readonly InterfaceValue[], writer: typeof write): void {
  for (const { key, json } of stored) if (!unwritten.has(key)) values.set(key, json);
  write = writer;
  void writeThrough();
}

/** The value of a key; the fallback where there is none, or where what stands there cannot be used (R32). */
export function readStored<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  const json = values.get(key);
  if (json === undefined) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    if (parsed.success) return parsed.data;
  } catch {
    // As if it did not fit.
  }
  unreadable.add(key);
  return fallback;
}

/** Remembers a JSON value; one that is too large is forgotten with this window. */
export function writeStored(key: string, value: unknown): void {
  const json = JSON.stringify(value);
  if (json === values.get(key)) return;
  values.set(key, json);
  if (json.length > interfaceLimits.valueChars) return;
  unwritten.add(key);
  timer ??= setTimeout(() => void writeThrough(), interfaceLimits.writeMs);
}

/** Writes what was changed, now; what cannot be written waits for the next time. */
export async function writeThrough(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (unwritten.size === 0) return;
  const going = [...unwritten].map((key) => ({ key, json: values.get(key) ?? 'null' }));
  unwritten.clear();
  if (!(await write(going))) for (const { key } of going) unwritten.add(key);
}

/** Keys whose value could not be used, each told once. */
export function takeUnreadable(): readonly string[] {
  const keys = [...unreadable];
  unreadable.clear();
  return keys;
}

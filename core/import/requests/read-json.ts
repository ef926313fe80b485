import { checkDepth } from '../measure.ts';

/** The value of a JSON text; undefined for anything else, and for what is nested too deeply (A7). */
export function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return checkDepth('', value).ok ? value : undefined;
  } catch {
    return undefined;
  }
}

import { asArray, isObject, own, textAt } from '../json.ts';

/** Variables that stand for each other are followed this far. */
const MAX_HOPS = 20;

const REFERENCE = /\{\{([^{}]*)\}\}/g;

/** A text with its variables replaced, and the names of those that have no value. */
export interface Resolved {
  readonly text: string;
  readonly open: readonly string[];
}

const isValue = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '');

/** Variables of a collection or folder; an inner scope looks further out for what it does not know (PM-6). */
export class Scope {
  readonly #values = new Map<string, string>();
  readonly #outer: Scope | undefined;

  /** `stated` is a `variable` list: entries without a value, disabled and secret ones give none. */
  constructor(stated: unknown, outer?: Scope) {
    this.#outer = outer;
    for (const entry of asArray(stated)) {
      if (!isObject(entry) || own(entry, 'disabled') === true || textAt(entry, 'type') === 'secret') continue;
      const key = textAt(entry, 'key') ?? textAt(entry, 'id');
      const value = own(entry, 'value');
      if (key !== undefined && isValue(value)) this.#values.set(key.trim(), String(value));
    }
  }

  #lookUp(name: string): string | undefined {
    const outer = this.#outer;
    return this.#values.get(name) ?? (outer ? outer.#lookUp(name) : undefined);
  }

  /** Replaces `{{name}}` as far as values are known; what has none stays as it stands. */
  resolve(text: string): Resolved {
    const open = new Set<string>();
    const fill = (part: string, hops: number): string =>
      part.replace(REFERENCE, (whole, name: string) => {
        const value = hops < MAX_HOPS ? this.#lookUp(name.trim()) : undefined;
        if (value === undefined) open.add(name.trim());
        return value === undefined ? whole : fill(value, hops + 1);
      });
    return { text: text.includes('{{') ? fill(text, 0) : text, open: [...open] };
  }
}

/** The name of the variable that a text consists of: `{{id}}` → id; undefined for anything else. */
export const loneVariable = (text: string): string | undefined => /^\s*\{\{([^{}]+)\}\}\s*$/.exec(text)?.[1]?.trim();

/** True for a text that a variable without a value is part of. */
export const hasVariable = (text: string): boolean => /\{\{[^{}]*\}\}/.test(text);

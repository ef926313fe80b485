import { exchangeLimits } from '../../limits.ts';
import type { Change, Changes } from './types.ts';

/** A value for people: JSON, cut at `exchangeLimits.valueChars` characters. */
export function shown(value: unknown): string {
  const { valueChars } = exchangeLimits;
  // Most values are short texts and numbers; of a long one only the head is made into JSON.
  const head = typeof value === 'string' && value.length > valueChars ? value.slice(0, valueChars + 1) : value;
  let text: string;
  try {
    text = JSON.stringify(head) ?? 'undefined';
  } catch {
    return 'a value that is nested too deeply to be shown';
  }
  return text.length > valueChars ? `${text.slice(0, valueChars)}…` : text;
}

/** Collects differences: the first ones as a list, all as a number. */
export class ChangeList {
  readonly #changes: Change[] = [];
  readonly #limit: number;
  #count = 0;

  constructor(limit: number = exchangeLimits.differences) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#count;
  }

  /** `path` is only asked for where the difference is listed. */
  add(path: () => string, before: unknown, after: unknown): void {
    if (++this.#count > this.#limit) return;
    if (before === undefined) this.#changes.push({ path: path(), kind: 'added', after: shown(after) });
    else if (after === undefined) this.#changes.push({ path: path(), kind: 'removed', before: shown(before) });
    else this.#changes.push({ path: path(), kind: 'changed', before: shown(before), after: shown(after) });
  }

  end(): Changes {
    return { changes: this.#changes, more: this.#count - this.#changes.length };
  }
}

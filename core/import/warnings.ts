import type { ImportWarning } from '../../shared/import/report.ts';
import { importLimits } from '../../shared/limits.ts';

/** Collects what is wrong with a description, each finding once, up to `importLimits.warnings`. */
export class Warnings {
  readonly #seen = new Set<string>();
  readonly #kept: ImportWarning[] = [];

  add(code: string, pointer: string, message: string): void {
    const key = `${code} ${pointer}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.#kept.length < importLimits.warnings) this.#kept.push({ code, pointer, message });
  }

  /** The findings; where there were too many, the last one says how many are not listed. */
  list(): ImportWarning[] {
    const left = this.#seen.size - this.#kept.length;
    if (left === 0) return [...this.#kept];
    return [
      ...this.#kept,
      {
        code: 'more_warnings',
        pointer: '#',
        message: `${left} more findings are not listed (the limit is ${importLimits.warnings}); mend the ones above and import again.`,
      },
    ];
  }
}

import type { Warnings } from '../warnings.ts';

/** Places named in one warning. */
const MAX_PLACES = 5;

/** Where credentials were seen; their values are not kept (A22). */
export class FoundSecrets {
  readonly #places = new Set<string>();

  add(pointer: string): void {
    this.#places.add(pointer);
  }

  /** One warning that says where they stand. `where` is what holds them: the recording. */
  report(warnings: Warnings, where: string): void {
    const [first] = this.#places;
    if (first === undefined) return;
    const named = [...this.#places].slice(0, MAX_PLACES).join(', ');
    const more = this.#places.size > MAX_PLACES ? ` and ${this.#places.size - MAX_PLACES} more places` : '';
    warnings.add(
      'secrets_in_source',
      first,
      `Credentials stand in ${where} at ${named}${more}; they were not taken over, but the file still holds them: keep it to yourself or change them.`,
    );
  }
}

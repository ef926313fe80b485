/** Reading foreign JSON values, beside what core/import/json.ts has. */

/** Foreign items stay unknown; undefined for anything but a list. */
export const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** A text with something in it. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What a value is, in a sentence. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

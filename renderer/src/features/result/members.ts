/** The members of a value where it is an object; none otherwise. Results are foreign: they may be anything. */
export const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A value where it is a text. */
export const nameOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The objects in a value where it is a list; none otherwise. */
export const objectsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null).map(membersOf) : [];

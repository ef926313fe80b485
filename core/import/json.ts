/** A parsed object whose keys are foreign: read it with `Object.hasOwn` only (A10). */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property, never one of the prototype. */
export const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

export const asObject = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A string with something in it. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A property that is a string with something in it. */
export const textAt = (object: JsonObject, key: string): string | undefined => asText(own(object, key));

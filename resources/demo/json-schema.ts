import { z } from 'zod';

/** A JSON Schema of OpenAPI 3.1 (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Named schemas met on the way; they become `components.schemas`. */
export type SchemaCatalogue = Map<string, JsonSchema>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `anyOf: [X, null]` becomes `type: [X.type, 'null']`, as people write it, where X is not a reference. */
function mergeNull(schema: Record<string, unknown>): Record<string, unknown> {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [some, none]: unknown[] = anyOf;
  if (!isObject(some) || !isObject(none) || none.type !== 'null' || typeof some.type !== 'string') return schema;
  const values = Array.isArray(some.enum) ? { enum: [...some.enum, null] } : {};
  return { ...some, ...values, type: [some.type, 'null'], ...rest };
}

const isSafeIntegerBound = (value: unknown): boolean => Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;

/** Leaves out what the conversion adds beyond what a person would write: patterns of formats, bounds of doubles. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, member]) =>
      !(key === '$schema' || key === '$defs' || key === 'id') &&
      !(key === 'pattern' && 'format' in value) &&
      !(key === 'additionalProperties' && member === false) &&
      !((key === 'minimum' || key === 'maximum') && isSafeIntegerBound(member)),
  );
  const tidied = Object.fromEntries(
    kept.map(([key, member]) => [
      key,
      key === 'properties' && isObject(member)
        ? Object.fromEntries(Object.entries(member).map(([name, property]) => [name, tidy(property)]))
        : key === '$ref' && typeof member === 'string'
          ? member.replace('#/$defs/', '#/components/schemas/')
          : tidy(member),
    ]),
  );
  return mergeNull(tidied);
}

const tidySchema = (value: unknown): JsonSchema => {
  const tidied = tidy(value);
  if (!isObject(tidied)) throw new Error('a JSON Schema is an object');
  return tidied;
};

/**
 * The JSON Schema of a zod schema. Schemas with an id of their own are put into the catalogue and referred to.
 *
 * @param direction `input` for what a client sends, `output` for what the server answers
 */
export function toJsonSchema(schema: z.ZodType, direction: 'input' | 'output', catalogue: SchemaCatalogue): JsonSchema {
  const converted = z.toJSONSchema(schema, { io: direction });
  for (const [name, definition] of Object.entries(converted.$defs ?? {})) {
    if (!catalogue.has(name)) catalogue.set(name, tidySchema(definition));
  }
  return tidySchema(converted);
}

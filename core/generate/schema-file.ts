/** functions/schema.js (FB-30). */
export const schemaFile = (): string => `import { entities } from './entities.js';

/** The fields of the chosen tables. */
export async function schema({ types }) {
  return Object.fromEntries(types.map((type) => [type, fieldsOf(type)]));
}

function fieldsOf(type) {
  if (!Object.hasOwn(entities, type)) throw new Error(\`There is no table \${type}.\`);
  return entities[type].fields;
}
`;

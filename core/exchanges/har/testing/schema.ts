import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);
const schemas: Readonly<Record<string, object>> = require('har-schema');

/** The published JSON schemas of HAR 1.2; they are of draft 6 and of a time when Ajv was less strict. */
function validator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const check = ajv.getSchema('har.json#');
  if (!check) throw new Error('har-schema has no har.json');
  return check;
}

const check = validator();

/** What the published schema has against an archive, one line each. */
export function schemaErrors(har: unknown): readonly string[] {
  check(JSON.parse(JSON.stringify(har)));
  return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

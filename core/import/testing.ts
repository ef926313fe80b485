import type { ImportReport, ReportCommand, ReportEntity } from '../../shared/import/report.ts';
import { readDescription } from './read.ts';

/** A minimal OpenAPI document with these paths; further top-level keys win over the usual ones. */
export const openApi = (paths: unknown, extra: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Test API', version: '1' },
    servers: [{ url: 'https://api.example.com/v1' }],
    paths,
    ...extra,
  });

/** The report of a description that can be read; for tests. */
export async function report(text: string | Uint8Array, fileName = 'api.json'): Promise<ImportReport> {
  const result = await readDescription({ fileName, text });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Code and message of a description that is refused; for tests. */
export async function refusal(
  text: string | Uint8Array,
  fileName = 'api.json',
): Promise<{ readonly code: string; readonly message: string }> {
  const result = await readDescription({ fileName, text });
  if (result.ok) throw new Error(`${fileName} was accepted`);
  return result.error;
}

/** A 200 answer with a JSON schema. */
export const answers = (schema: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  200: { description: 'OK', content: { 'application/json': { schema } }, ...more },
});

export const listOf = (properties: Readonly<Record<string, unknown>>): unknown => ({
  type: 'array',
  items: { type: 'object', properties },
});

export const text = { type: 'string' };
export const integer = { type: 'integer' };

/** A query parameter. */
export const query = (name: string, schema: unknown = text, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  name,
  in: 'query',
  schema,
  ...more,
});

/** An entity of a report that must be there. */
export function entityOf(from: ImportReport, name: string): ReportEntity {
  const found = from.entities.find((entity) => entity.name === name);
  if (!found) throw new Error(`no entity ${name} among ${from.entities.map((entity) => entity.name).join(', ')}`);
  return found;
}

/** A command of a report that must be there. */
export function commandOf(from: ImportReport, operation: string): ReportCommand {
  const found = from.commands.find((command) => command.operation === operation);
  if (!found) throw new Error(`no command for ${operation}`);
  return found;
}

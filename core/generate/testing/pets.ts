import type { ImportChoices, ImportReport } from '../../../shared/import/report.ts';
import { answers, integer, listOf, query, text } from '../../import/testing.ts';
import { generateConnector } from '../index.ts';

/** Everything of a report. */
export const all: ImportChoices = { id: 'test-api', entities: 'all', commands: 'all' };

/** The files of a connector by path. */
export function files(
  from: ImportReport,
  choices: Partial<ImportChoices> = {},
  fileName = 'api.json',
): ReadonlyMap<string, string> {
  const made = generateConnector(from, { ...all, ...choices }, { fileName, text: '{}' });
  if (!made.ok) throw new Error(made.error.message);
  return new Map(made.value.map((file) => [file.path, file.text]));
}

/** Text of one of them. */
export const file = (from: ReadonlyMap<string, string>, path: string): string => {
  const found = from.get(path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
};

/** A small description: a list, one below it, commands. */
export const pets = {
  '/pets': {
    get: {
      parameters: [query('page', { type: 'integer', default: 1 }), query('limit', { type: 'integer', maximum: 50 })],
      responses: answers(
        listOf({
          id: integer,
          name: text,
          email: { type: 'string', format: 'email' },
          at: { type: 'string', format: 'date-time' },
          kind: { type: 'string', enum: ['cat'] },
          toys: listOf({}),
        }),
      ),
    },
    post: {
      operationId: 'createPet',
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: text } } } },
      },
    },
  },
  '/pets/{pet_id}/visits': { get: { responses: answers(listOf({ number: integer, reason: text })) } },
  '/me': { get: { responses: answers({ type: 'object', properties: { login: text } }) } },
};
export const bearer = { components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } };

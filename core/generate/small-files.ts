import type { ImportReport } from '../../shared/import/report.ts';
import { titleCase, words } from '../infer/words.ts';
import { commentText, literal, optionalMember, propertyKey } from './code/literal.ts';
import { array, type Code, call, object, print, statement } from './code/print.ts';
import { methodOf, pathOf } from './places.ts';
import type { EntityPlan } from './plan.ts';

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

interface Filter {
  readonly id: string;
  readonly title: string;
}

/** What the user can set: the places of tables and the parameters that lists cannot do without. */
function filtersOf(plans: readonly EntityPlan[]): readonly Filter[] {
  const ids = plans.flatMap((plan) => [
    ...plan.places.map((place) => place.name),
    ...plan.needed.map((one) => one.name),
  ]);
  return [...new Set(ids)].map((id) => ({ id, title: titleCase(id) || id }));
}

/** functions/config.js (FB-20…FB-23): the tables, and optional text filters, because each is needed by some tables only. */
export function configFile(plans: readonly EntityPlan[]): string {
  const filters = filtersOf(plans).map(
    ({ id, title }): Code =>
      object([`id: ${literal(id)}`, `title: ${literal(title)}`, `type: 'text'`, 'optional: true']),
  );
  return `import { entities } from './entities.js';

/** The tables of this connector and what can be set for them. */
export async function config() {
  return {
    types: Object.entries(entities).map(([id, { name }]) => ({ id, name })),
    ${print(['filters: ', array(filters)], 4)},
  };
}
`;
}

const NAMES = 'name|display name|full name|login|username|user name|email|title|company|id'.split('|');

/** Fields of the answer that name an account, the most telling first. */
function accountNames(report: ImportReport, operation: string): readonly string[] {
  const outputs = report.commands.find((command) => command.operation === operation)?.outputs ?? [];
  return NAMES.flatMap((name) => outputs.filter((output) => words(output).join(' ') === name)).slice(0, 2);
}

function validateQuery(report: ImportReport, operation: string): Code | undefined {
  const size = report.entities.find((entity) => entity.operation === operation)?.pagination.params?.size;
  return size === undefined ? undefined : object([`${propertyKey(size)}: 1`]);
}

function namedReturn(names: readonly string[], name: string): string {
  if (names.length === 0) return `    return { name: ${literal(name)} };`;
  return `    const name = ${names.join(' ?? ')};\n${statement(['return ', object([['name: ', call('String', [`name ?? ${literal(name)}`])]])], 4)}`;
}

/** functions/validate.js (FB-10…FB-13): a cheap call proves the credentials. */
export function validateFile(report: ImportReport, name: string): string {
  const operation = report.validate?.operation;
  if (operation === undefined || methodOf(operation) !== 'GET') {
    return `/** Names the account. The description has no call that would prove its credentials. */
export async function validate() {
  return { name: ${literal(name)} };
}
`;
  }
  const query = validateQuery(report, operation);
  const names = accountNames(report, operation).map((field) => optionalMember('body', field));
  const args: Code[] = ['{ ...fields, auth: id }', literal(pathOf(operation))];
  if (query !== undefined) args.push(query);
  const request: Code = [
    'await get(',
    ...args.flatMap((arg, index): readonly Code[] => (index === 0 ? [arg] : [', ', arg])),
    ')',
  ];
  return `import { get } from './utility.js';

/** Proves the credentials with ${commentText(operation)} and names the account. */
export async function validate({ id, fields }) {
  try {
${statement(names.length > 0 ? ['const { body } = ', request] : request, 4)}
${namedReturn(names, name)}
  } catch (error) {
    if (error.status !== 401 && error.status !== 403) throw error;
    throw Object.assign(
      new Error(\`The credentials were refused (\${error.status}): check them and connect again.\`),
      { status: error.status },
    );
  }
}
`;
}

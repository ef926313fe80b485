import type { ImportReport, Parameter } from '../../shared/import/report.ts';
import { words } from '../infer/words.ts';
import { jsonCode } from './code/json.ts';
import { commentText, literal, member, optionalMember, propertyKey } from './code/literal.ts';
import { type Code, call, object, property, statement } from './code/print.ts';
import { isAutomatic, statedValue } from './inputs.ts';
import { methodOf, pathOf } from './places.ts';
import type { EntityPlan } from './plan.ts';
import { moreArguments, serverOf } from './request-code.ts';
import type { Common } from './settings.ts';

export interface ValidateFile {
  readonly text: string;
  /** Names of functions/utility.js that it imports. */
  readonly uses: readonly string[];
}

const NAMES = 'name|display name|full name|login|username|user name|email|title|company|id'.split('|');

/** Fields of the answer that name an account, the most telling first. */
function accountNames(report: ImportReport, operation: string): readonly string[] {
  const outputs = report.commands.find((command) => command.operation === operation)?.outputs ?? [];
  return NAMES.flatMap((name) => outputs.filter((output) => words(output).join(' ') === name)).slice(0, 2);
}

/** What the call cannot do without, and one row where it gives many. */
function inputsOf(report: ImportReport, operation: string, common: Common): readonly Code[] {
  const entity = report.entities.find((one) => one.operation === operation);
  const params: readonly Parameter[] =
    entity?.params ?? report.commands.find((one) => one.operation === operation)?.params ?? [];
  const stated = params.filter((one) => one.required && !isAutomatic(one) && !common.covers(one));
  const at = (place: Parameter['in']): readonly Code[] =>
    stated.flatMap((one) => {
      const value = one.in === place ? statedValue(one) : undefined;
      return value === undefined ? [] : [property(propertyKey(one.name), jsonCode(value))];
    });
  const { params: paging, in: place } = entity?.pagination ?? {};
  const size = place !== 'body' && paging?.size !== undefined ? [`${propertyKey(paging.size)}: 1`] : [];
  return moreArguments([...size, ...at('query')], at('header'));
}

function namedReturn(names: readonly string[], name: string): string {
  if (names.length === 0) return `    return { name: ${literal(name)} };`;
  const [first = '', ...rest] = names.map((field) => optionalMember('body', field));
  const found = [first, ...rest].join(' ?? ');
  return `    const name = ${found};\n${statement(['return ', object([['name: ', call('String', [`name ?? ${literal(name)}`])]])], 4)}`;
}

/** A chosen table that can be read without any input: its first page proves the credentials as well as anything. */
const freeTable = (plans: readonly EntityPlan[], operation: string | undefined): EntityPlan | undefined => {
  const free = plans.filter(
    (plan) => plan.chosen && plan.places.length === 0 && plan.needed.length === 0 && plan.entity.auth?.length !== 0,
  );
  return operation === undefined ? free[0] : free.find((plan) => plan.entity.operation === operation);
};

const proof = (comment: string, imports: string, lines: readonly string[]): string => `${imports}

/** ${comment} */
export async function validate({ id, fields }) {
  try {
${lines.join('\n')}
  } catch (error) {
    if (error.status !== 401 && error.status !== 403) throw error;
    throw Object.assign(
      new Error(\`The credentials were refused (\${error.status}): check them and connect again.\`),
      { status: error.status },
    );
  }
}
`;

/** The path of an operation with the values that its variables have: `/users/me`. */
const filledPath = (operation: string, values: Readonly<Record<string, string>>): string =>
  pathOf(operation).replace(/\{([^{}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : whole,
  );

/** functions/validate.js (FB-10…FB-13): a cheap call proves the credentials. */
export function validateFile(
  report: ImportReport,
  name: string,
  plans: readonly EntityPlan[],
  common: Common,
): ValidateFile {
  const operation = report.validate?.operation;
  if (operation !== undefined && methodOf(operation) === 'GET') {
    const server = serverOf([...report.entities, ...report.commands].find((one) => one.operation === operation) ?? {});
    const args = ['{ ...fields, auth: id }', literal(server + filledPath(operation, report.validate?.params ?? {}))];
    const request: Code = ['await ', call('get', [...args, ...inputsOf(report, operation, common)])];
    const names = accountNames(report, operation);
    const text = proof(
      `Proves the credentials with ${commentText(operation)} and names the account.`,
      "import { get } from './utility.js';",
      [statement(names.length > 0 ? ['const { body } = ', request] : request, 4), namedReturn(names, name)],
    );
    return { text, uses: ['get'] };
  }
  const table = freeTable(plans, operation) ?? freeTable(plans, undefined);
  if (table) {
    const read = `await ${member('entities', table.entity.name)}.read({ account: { ...fields, auth: id } });`;
    const comment = `Proves the credentials with the first page of ${commentText(table.label)}.`;
    const text = proof(comment, "import { entities } from './entities.js';", [`    ${read}`, namedReturn([], name)]);
    return { text, uses: [] };
  }
  const text = `/** Names the account. The description has no call that would prove its credentials. */
export async function validate() {
  return { name: ${literal(name)} };
}
`;
  return { text, uses: [] };
}

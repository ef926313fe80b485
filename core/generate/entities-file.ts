import type { Pagination } from '../../shared/connector/manifest.ts';
import { commentText, literal, member, optionalMember, propertyKey } from './code/literal.ts';
import { array, type Code, object, print, statement } from './code/print.ts';
import { fieldsCode } from './fields.ts';
import type { EntityPlan } from './plan.ts';
import { readCode } from './read-code.ts';

export interface SourceFile {
  readonly text: string;
  /** Names of functions/utility.js that it imports. */
  readonly uses: ReadonlySet<string>;
}

function pagingText(pagination: Pagination): string {
  switch (pagination.kind) {
    case 'page':
      return 'paged by number';
    case 'offset':
      return 'paged by offset';
    case 'cursor':
      return 'paged by a cursor';
    case 'nextUrl':
      return 'paged by the address of the next page';
    case 'linkHeader':
      return 'paged by the Link header';
    case 'none':
      return 'in one page';
    case 'unproven':
      return 'first page only: how it is paged is not known';
  }
}

/** Value of a field of a row, also one inside an object: `row.owner?.login`. */
function rowValue(field: string, known: ReadonlySet<string>): string {
  if (known.has(field)) return member('row', field);
  const [first = field, ...rest] = field.split('.');
  const start = member('row', first);
  return rest.reduce((expression, step) => optionalMember(expression, step), start);
}

function parentLines(plan: EntityPlan): readonly Code[] {
  const { parent } = plan;
  if (!parent) return [];
  const known = new Set([
    ...parent.entity.fields.map((field) => field.name),
    ...parent.places.map((place) => place.name),
  ]);
  const bindings = plan.entity.parent?.bindings ?? {};
  const values = plan.places.map((place): Code => {
    const field = Object.hasOwn(bindings, place.parameter) ? bindings[place.parameter] : undefined;
    return `${propertyKey(place.name)}: ${field === undefined ? 'undefined' : rowValue(field, known)}`;
  });
  return [`parent: ${parent.constant}`, ['pathOf: (row) => (', object(values), ')']];
}

function entityLines(plan: EntityPlan, uses: Set<string>): string {
  const { entity } = plan;
  const read = readCode(plan, 2);
  for (const name of read.uses) uses.add(name);
  const properties: readonly Code[] = [
    `name: ${literal(entity.title)}`,
    ['key: ', array(plan.key.map(literal))],
    `title: ${literal(plan.title)}`,
    ...(plan.places.length > 0 ? [['path: ', array(plan.places.map((place) => literal(place.name)))]] : []),
    ...parentLines(plan),
    ...(entity.incremental ? ['incremental: true'] : []),
    ...(entity.pagination.kind === 'unproven' ? ['firstPageOnly: true'] : []),
  ];
  return [
    `/** ${commentText(entity.operation)}, ${pagingText(entity.pagination)}. */`,
    `const ${plan.constant} = {`,
    ...properties.map((property) => `  ${print(property, 2)},`),
    ...read.lines,
    `  ${print(['fields: ', fieldsCode(plan)], 2)},`,
    '};',
  ].join('\n');
}

/** functions/entities.js: one constant per table, parents before their children. */
export function entitiesFile(plans: readonly EntityPlan[]): SourceFile {
  const uses = new Set<string>();
  const blocks = plans.map((plan) => entityLines(plan, uses));
  const tables = plans
    .filter((plan) => plan.chosen)
    .map((plan) =>
      plan.entity.name === plan.constant ? plan.constant : `${propertyKey(plan.entity.name)}: ${plan.constant}`,
    );
  const imports = plans.length === 0 ? [] : [statement(['import ', object([...uses].sort()), " from './utility.js'"])];
  const text = [
    ...imports,
    ...blocks,
    `/** The tables of this connector by the name that a sync asks for. */\n${statement(['export const entities = ', object(tables)])}`,
  ].join('\n\n');
  return { text: `${text}\n`, uses };
}

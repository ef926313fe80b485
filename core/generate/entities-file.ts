import { commentText, literal, member, optionalMember, propertyKey, templateLines } from './code/literal.ts';
import { array, type Code, object, print, property, statement } from './code/print.ts';
import { fieldsCode, type TablePlan } from './fields.ts';
import type { Filter } from './filters.ts';
import { pagingText } from './paging-code.ts';
import { type Binding, constantName, type EntityPlan } from './plan.ts';
import { readCode } from './read-code.ts';

export interface SourceFile {
  readonly text: string;
  /** Names of functions/utility.js that it imports. */
  readonly uses: ReadonlySet<string>;
}

/** Value of a field of a row, also one inside an object: `row.owner?.login`. */
function rowValue(field: string, known: ReadonlySet<string>): string {
  if (known.has(field)) return member('row', field);
  const [first = field, ...rest] = field.split('.');
  return rest.reduce((expression, step) => optionalMember(expression, step), member('row', first));
}

function bindingCode(binding: Binding, known: ReadonlySet<string>): Code {
  const value = binding.kind === 'place' ? member('path', binding.of.name) : rowValue(binding.field, known);
  return property(propertyKey(binding.place.name), value);
}

function parentLines({ parent, bindings }: EntityPlan): readonly Code[] {
  if (!parent) return [];
  const known = new Set(parent.entity.fields.map((field) => field.name));
  const inherits = bindings.some((binding) => binding.kind === 'place');
  const values = object(bindings.map((binding) => bindingCode(binding, known)));
  return [`parent: ${parent.constant}`, [`pathOf: (row${inherits ? ', path' : ''}) => (`, values, ')']];
}

/** What functions/data.js has to know of a table. */
function tableLines(plan: EntityPlan, table: TablePlan | undefined): readonly Code[] {
  const { entity } = plan;
  const moments = table?.fields.filter((field) => field.unit !== undefined) ?? [];
  const units = moments.map((field) => property(propertyKey(field.name), String(field.unit)));
  const { parentKey, deleted } = table ?? {};
  return [
    ...(entity.incremental ? ['incremental: true'] : []),
    ...(entity.pagination.kind === 'unproven' ? ['firstPageOnly: true'] : []),
    ...(deleted === undefined ? [] : [property('deleted', literal(deleted))]),
    ...(units.length === 0 ? [] : [property('units', object(units))]),
    ...(parentKey
      ? [
          property(
            'parentKey',
            object([property('field', literal(parentKey.field)), property('from', array(parentKey.from.map(literal)))]),
          ),
        ]
      : []),
  ];
}

function entityLines(
  plan: EntityPlan,
  table: TablePlan | undefined,
  queryName: string,
  uses: Set<string>,
): readonly string[] {
  const { entity } = plan;
  const read = readCode(plan, 2, queryName);
  for (const name of read.uses) uses.add(name);
  const properties: readonly Code[] = [
    property('name', literal(plan.label)),
    property('key', array(plan.key.map(literal))),
    property('title', literal(plan.title)),
    ...(plan.places.length > 0 ? [property('path', array(plan.places.map((place) => literal(place.name))))] : []),
    ...parentLines(plan),
    ...tableLines(plan, table),
  ];
  const code = [
    `/** ${commentText(entity.operation)}, ${pagingText(entity.pagination)}. */`,
    `const ${plan.constant} = {`,
    ...properties.map((one) => `  ${print([one, ','], 2)}`),
    ...read.lines,
    ...(table ? [`  ${print(['fields: ', fieldsCode(table.fields)], 2)},`] : []),
    '};',
  ].join('\n');
  return read.graphql === undefined
    ? [code]
    : [`const ${queryName} = \`${templateLines(read.graphql.trim())}\`;`, code];
}

/** Lists of choices by the filters that offer them. */
function choicesCode(filters: readonly Filter[], plans: readonly EntityPlan[]): string | undefined {
  const known = new Map(plans.map((plan) => [plan, new Set(plan.entity.fields.map((field) => field.name))]));
  const entries = filters.flatMap(({ id, choice }): readonly Code[] => {
    if (!choice) return [];
    if (choice.kind === 'options') {
      return [property(propertyKey(id), object([property('options', array(choice.options.map(literal)))]))];
    }
    const { plan, value, path } = choice;
    const given = path.map(([place, filter]) => property(propertyKey(place), member('given', filter)));
    return [
      property(
        propertyKey(id),
        object([
          `table: ${plan.constant}`,
          `value: (row) => ${rowValue(value, known.get(plan) ?? new Set())}`,
          ...(path.length === 0 ? [] : [['path: (given) => (', object(given), ')']]),
        ]),
      ),
    ];
  });
  if (entries.length === 0) return undefined;
  return `/** What the filters of this connector offer. */\n${statement(['export const choices = ', object(entries, true)])}`;
}

/** functions/entities.js: one constant per table, parents before their children. */
export function entitiesFile(
  plans: readonly EntityPlan[],
  tables: ReadonlyMap<EntityPlan, TablePlan>,
  filters: readonly Filter[],
): SourceFile {
  const uses = new Set<string>();
  const names = new Set(plans.map((plan) => plan.constant));
  const blocks = plans.flatMap((plan) =>
    entityLines(plan, tables.get(plan), constantName(`${plan.constant}Query`, names), uses),
  );
  const chosen = plans
    .filter((plan) => plan.chosen)
    .map((plan) =>
      plan.entity.name === plan.constant ? plan.constant : `${propertyKey(plan.entity.name)}: ${plan.constant}`,
    );
  const imports = plans.length === 0 ? [] : [statement(['import ', object([...uses].sort()), " from './utility.js'"])];
  const choices = choicesCode(filters, plans);
  const text = [
    ...imports,
    ...blocks,
    `/** The tables of this connector by the name that a sync asks for. */\n${statement(['export const entities = ', object(chosen)])}`,
    ...(choices === undefined ? [] : [choices]),
  ].join('\n\n');
  return { text: `${text}\n`, uses };
}

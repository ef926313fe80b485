import type { Field } from '../../shared/connector/manifest.ts';
import { titleCase, words } from '../infer/words.ts';
import { literal, propertyKey } from './code/literal.ts';
import { array, type Code, object, property } from './code/print.ts';
import type { EntityPlan } from './plan.ts';
import type { Relation, TableRelations } from './relations.ts';

interface FieldType {
  readonly type: 'id' | 'text' | 'number' | 'date' | 'array[text]';
  readonly subType?: string;
  /** How a value is written (`Money`, `Percent`, `phone`). */
  readonly format?: string;
  readonly options?: readonly string[];
  /** Milliseconds of the unit in which the source counts from 1970. */
  readonly unit?: number;
}

/** A column of a table (FB-30). */
export interface FieldPlan extends FieldType {
  readonly name: string;
  readonly label: string;
  readonly relation?: Relation;
}

/** The columns of a table and what its rows need to fill them. */
export interface TablePlan {
  readonly fields: readonly FieldPlan[];
  readonly parentKey: TableRelations['parentKey'];
  /** Field by which the source marks a row as deleted (FB-31). */
  readonly deleted: string | undefined;
  /** True where the key or the title stands inside an object: `owner.login`. */
  readonly dotted: boolean;
}

/** Subtypes of text by the format that a description states. */
const TEXT_FORMATS: ReadonlyMap<string, FieldType> = new Map([
  ...['email', 'idn-email'].map((name): [string, FieldType] => [name, { type: 'text', subType: 'email' }]),
  ...['uri', 'url', 'iri'].map((name): [string, FieldType] => [name, { type: 'text', subType: 'url' }]),
  ...['phone', 'phone-number', 'tel'].map((name): [string, FieldType] => [name, { type: 'text', format: 'phone' }]),
  ...['markdown', 'md'].map((name): [string, FieldType] => [name, { type: 'text', subType: 'md' }]),
  ...['html', 'icon', 'location', 'avatar', 'date-range', 'date-time-range'].map((name): [string, FieldType] => [
    name,
    { type: 'text', subType: name },
  ]),
  ['emoji', { type: 'text', subType: 'icon' }],
  ['date-time', { type: 'date' }],
  ['date', { type: 'date', subType: 'day' }],
]);

const SECONDS = /^(?:unix[-_ ]?time(?:stamp)?|unix|epoch|timestamp)(?:[-_ ]?s(?:econds)?)?$/i;
const MILLISECONDS = /^(?:unix[-_ ]?time(?:stamp)?|unix|epoch|timestamp)[-_ ]?(?:ms|millis(?:econds)?)$/i;

function numberType({ type, format = '' }: Field): FieldType {
  if (MILLISECONDS.test(format)) return { type: 'date', unit: 1 };
  if (SECONDS.test(format)) return { type: 'date', unit: 1000 };
  if (/^(?:currency|money|monetary)$/i.test(format)) return { type: 'number', format: 'Money' };
  if (/^percent(?:age)?$/i.test(format)) return { type: 'number', format: 'Percent' };
  return type === 'integer' ? { type: 'number', subType: 'integer' } : { type: 'number' };
}

/** How a field of a row is shown in a table (the table of field types below FB-30). */
function typeOf(field: Field): FieldType {
  if (field.file) return { type: field.type === 'array' ? 'array[text]' : 'text', subType: 'file' };
  switch (field.type) {
    case 'integer':
    case 'number':
      return numberType(field);
    case 'boolean':
      return { type: 'text', subType: 'boolean' };
    case 'datetime':
      return { type: 'date' };
    case 'date':
      return { type: 'date', subType: 'day' };
    case 'array':
      return field.enum ? { type: 'array[text]', subType: 'multi-select', options: field.enum } : { type: 'text' };
    case 'string':
    case 'unknown':
      if (field.enum) return { type: 'text', subType: 'single-select', options: field.enum };
      return TEXT_FORMATS.get(field.format ?? '') ?? { type: 'text' };
    case 'object':
      return { type: 'text' };
  }
}

/** A field that says of a row that it is deleted. Archived rows are still there. */
function deletionMark({ entity }: EntityPlan): string | undefined {
  if (entity.incremental === undefined) return undefined;
  return entity.fields.find(({ name, type }) => {
    const named = words(name).join(' ');
    if (type === 'boolean') return /^(?:is )?(?:deleted|removed)$/.test(named);
    return (
      /^(?:datetime|date|string)$/.test(type) && /^(?:deleted|removed) (?:at|on|date|time)$|^date deleted$/.test(named)
    );
  })?.name;
}

/** Fields that rows have without the description saying so. */
function impliedFields({ entity }: EntityPlan): readonly Field[] {
  if (entity.rows === 'map') return [{ name: '$key', type: 'string', nullable: false }];
  return entity.rows === 'values' ? [{ name: 'value', type: 'string', nullable: false }] : [];
}

/** The columns of a table: `id` and `name` first, then those of the row, then the places it was read at (FB-30). */
export function tableOf(plan: EntityPlan, relations: TableRelations): TablePlan {
  const types = new Map<string, FieldType>([
    ['id', { type: 'id' }],
    ['name', { type: 'text' }],
  ]);
  const places = new Set(plan.places.map((place) => place.name));
  const deleted = deletionMark(plan);
  for (const field of [...plan.entity.fields, ...impliedFields(plan)]) {
    if (!types.has(field.name)) types.set(field.name, places.has(field.name) ? { type: 'text' } : typeOf(field));
  }
  const { parentKey } = relations;
  for (const name of [...places, ...(parentKey ? [parentKey.field] : [])]) {
    if (!types.has(name)) types.set(name, { type: 'text' });
  }
  if (deleted !== undefined) types.set('__syncAction', { type: 'text' });
  const shown = new Set([...relations.fields.values()].map((relation) => relation.name));
  const fields = [...types].map(([name, type]): FieldPlan => {
    const relation = relations.fields.get(name);
    const title = titleCase(name);
    const wanted = title === '' ? name : title;
    // Two columns under one title would be one to whoever reads the table.
    const label = [wanted, relation ? `${wanted} Key` : name].find((one) => !shown.has(one)) ?? `${name} (field)`;
    shown.add(label);
    if (!relation) return { name, label, ...type };
    return { name, label, type: relation.cardinality === 'many-to-many' ? 'array[text]' : 'text', relation };
  });
  const dotted = [...plan.key, plan.title].some((name) => name.includes('.') && !types.has(name));
  return { fields, parentKey, deleted, dotted };
}

const text = (name: string, value: string | undefined): readonly Code[] =>
  value === undefined ? [] : [property(name, literal(value))];

function relationCode({ cardinality, name, targetName, targetType, targetFieldId }: Relation): Code {
  return object([
    ...text('cardinality', cardinality),
    ...text('name', name),
    ...text('targetName', targetName),
    ...text('targetType', targetType),
    ...text('targetFieldId', targetFieldId),
  ]);
}

const fieldCode = (field: FieldPlan): Code =>
  property(
    propertyKey(field.name),
    object([
      ...text('name', field.label),
      ...text('type', field.type),
      ...text('subType', field.subType),
      ...(field.format === undefined ? [] : [property('format', object(text('format', field.format)))]),
      ...(field.options ? [property('options', array(field.options.map((name) => object(text('name', name)))))] : []),
      ...(field.relation ? [property('relation', relationCode(field.relation))] : []),
    ]),
  );

/** The columns as an object literal, one on a line where it fits. */
export const fieldsCode = (fields: readonly FieldPlan[]): Code => object(fields.map(fieldCode), true);

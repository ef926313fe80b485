import type { Field } from '../../shared/connector/manifest.ts';
import { titleCase } from '../infer/words.ts';
import { literal, propertyKey } from './code/literal.ts';
import { type Code, object } from './code/print.ts';
import type { EntityPlan } from './plan.ts';

interface FieldType {
  readonly type: 'id' | 'text' | 'number' | 'date';
  readonly subType?: string;
}

/** How a field of a row is shown in a table (FB-30 and the table of field types). */
function typeOf(field: Field): FieldType {
  switch (field.type) {
    case 'integer':
      return { type: 'number', subType: 'integer' };
    case 'number':
      return { type: 'number' };
    case 'boolean':
      return { type: 'text', subType: 'boolean' };
    case 'datetime':
      return { type: 'date' };
    case 'date':
      return { type: 'date', subType: 'day' };
    case 'string':
      return { type: 'text', ...textSubType(field) };
    case 'object':
    case 'array':
    case 'unknown':
      return { type: 'text' };
  }
}

function textSubType(field: Field): { readonly subType?: string } {
  if (field.format === 'email') return { subType: 'email' };
  if (field.format === 'uri' || field.format === 'url') return { subType: 'url' };
  return field.enum ? { subType: 'single-select' } : {};
}

const show = (name: string, type: FieldType): Code =>
  object([
    `name: ${literal(name)}`,
    `type: ${literal(type.type)}`,
    ...(type.subType === undefined ? [] : [`subType: ${literal(type.subType)}`]),
  ]);

/** The fields of a table: `id` and `name` first, then those of the row, then the places it was read at (FB-30). */
export function fieldsCode(plan: EntityPlan): Code {
  const fields = new Map<string, FieldType>([
    ['id', { type: 'id' }],
    ['name', { type: 'text' }],
  ]);
  for (const field of plan.entity.fields) if (!fields.has(field.name)) fields.set(field.name, typeOf(field));
  for (const place of plan.places) if (!fields.has(place.name)) fields.set(place.name, { type: 'text' });
  const shown = new Set<string>();
  const items = [...fields].map(([name, type]): Code => {
    const title = titleCase(name);
    // Two fields under one title would be one to whoever reads the table.
    const label = title === '' || shown.has(title) ? name : title;
    shown.add(label);
    return [`${propertyKey(name)}: `, show(label, type)];
  });
  return object(items, true);
}

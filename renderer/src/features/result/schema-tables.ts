import type { DiagramTable } from '../../components/schema-diagram.tsx';

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** One field of a table of a schema, as the list of fields shows it. */
export interface SchemaField {
  readonly table: string;
  readonly id: string;
  readonly name: string;
  /** With the subType where it has one: `text · url`. */
  readonly type: string;
  /** Table and field that it points at; '' where it points nowhere. */
  readonly target: string;
  readonly cardinality: string;
  readonly options: string;
  readonly description: string;
}

const typeOf = (field: Members): string => {
  const type = textOf(field.type) ?? 'text';
  const sub = textOf(field.subType);
  return sub === undefined ? type : `${type} · ${sub}`;
};

function targetOf(field: Members): { readonly table: string; readonly field: string } | undefined {
  const relation = membersOf(field.relation);
  const table = textOf(relation.targetType);
  return table === undefined ? undefined : { table, field: textOf(relation.targetFieldId) ?? 'id' };
}

/** The tables of a result of `schema` (FB-30, FB-32) as a diagram draws them. What is no table or field is left out. */
export const schemaTables = (schema: unknown): readonly DiagramTable[] =>
  Object.entries(membersOf(schema)).map(([name, fields]) => ({
    name,
    title: name,
    fields: Object.entries(membersOf(fields)).map(([id, value]) => {
      const field = membersOf(value);
      const target = targetOf(field);
      return { name: id, type: typeOf(field), key: field.type === 'id', ...(target ? { target } : {}) };
    }),
  }));

/** All fields of all tables of a result of `schema`. */
export const schemaFields = (schema: unknown): readonly SchemaField[] =>
  Object.entries(membersOf(schema)).flatMap(([table, fields]) =>
    Object.entries(membersOf(fields)).map(([id, value]): SchemaField => {
      const field = membersOf(value);
      const target = targetOf(field);
      const options = Array.isArray(field.options)
        ? field.options.map((one) => textOf(membersOf(one).name) ?? '').filter((one) => one !== '')
        : [];
      return {
        table,
        id,
        name: textOf(field.name) ?? '',
        type: typeOf(field),
        target: target ? `${target.table}.${target.field}` : '',
        cardinality: textOf(membersOf(field.relation).cardinality) ?? '',
        options: options.join(', '),
        description: textOf(field.description) ?? '',
      };
    }),
  );

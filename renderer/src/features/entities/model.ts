import type { Command, Entity } from '../../../../shared/connector/manifest.ts';
import type { DiagramField, DiagramTable } from '../../components/diagram/tables.ts';

export type CommandRow = readonly [name: string, command: Command];

const holds = (wanted: string, ...texts: readonly (string | undefined)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(wanted));

/** The tables whose name, operation or a field holds the text. */
export function filterTables(entities: readonly Entity[], text: string): readonly Entity[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return entities;
  return entities.filter(
    ({ name, title, operation, fields }) =>
      holds(wanted, name, title, operation) || fields.some((field) => field.name.toLowerCase().includes(wanted)),
  );
}

/** The commands whose name, operation, capability or description holds the text. */
export function filterCommands(commands: readonly CommandRow[], text: string): readonly CommandRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return commands;
  return commands.filter(([name, { operation, capability, description }]) =>
    holds(wanted, name, operation, capability, description),
  );
}

/** The tables that are read once for each row of this one. */
export const childrenOf = (entities: readonly Entity[], name: string): readonly string[] =>
  entities.filter(({ parent }) => parent?.entity === name).map((entity) => entity.name);

/** Fields by which a table is read per row of its parent, where no field of its own tells so. */
function parentFields({ parent, fields }: Entity): readonly DiagramField[] {
  if (parent === undefined || fields.some(({ relation }) => relation?.entity === parent.entity)) return [];
  return Object.entries(parent.bindings).map(([param, field]) => ({
    name: `{${param}}`,
    type: '',
    key: false,
    target: { table: parent.entity, field },
  }));
}

/** The tables as a diagram shows them: relations and parents are its lines. */
export const diagramTables = (entities: readonly Entity[]): readonly DiagramTable[] =>
  entities.map((entity) => ({
    name: entity.name,
    title: entity.name,
    fields: [
      ...parentFields(entity),
      ...entity.fields.map(({ name, type, relation }) => ({
        name,
        type,
        key: entity.primaryKey.includes(name),
        ...(relation === undefined ? {} : { target: { table: relation.entity, field: relation.field } }),
      })),
    ],
  }));

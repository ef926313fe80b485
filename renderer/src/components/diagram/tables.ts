/** A field of a table in a diagram; `target` is the field of another table whose values it holds. */
export interface DiagramField {
  readonly name: string;
  readonly type: string;
  /** Whether it belongs to the table's key. */
  readonly key: boolean;
  readonly target?: { readonly table: string; readonly field: string };
}

/** A table as a diagram shows it; `name` is unique among them. */
export interface DiagramTable {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly DiagramField[];
}

/** A relation: the field `from.field` holds values of `to.field`. */
export interface Relation {
  readonly from: { readonly table: string; readonly field: string };
  readonly to: { readonly table: string; readonly field: string };
}

/** Fields of a box; the others are counted below them. */
const fieldsShown = 12;

/**
 * The fields that a box shows, in their own order: all where they are few; else the key, then what points elsewhere or is
 * pointed at, then the first of the others.
 */
export function shownFields(table: DiagramTable, pointedAt: ReadonlySet<string>): readonly DiagramField[] {
  const { fields } = table;
  if (fields.length <= fieldsShown) return fields;
  const rank = (field: DiagramField): number => (field.key ? 0 : field.target || pointedAt.has(field.name) ? 1 : 2);
  const places = fields.map((field, place) => ({ place, rank: rank(field) }));
  const kept = places.toSorted((a, b) => a.rank - b.rank).slice(0, fieldsShown);
  return kept
    .map(({ place }) => place)
    .sort((a, b) => a - b)
    .flatMap((place) => fields[place] ?? []);
}

/** The relations between tables of the diagram; one that leads to a table that is not there is left out. */
export function relationsOf(tables: readonly DiagramTable[]): readonly Relation[] {
  const names = new Set(tables.map((table) => table.name));
  return tables.flatMap((table) =>
    table.fields.flatMap(({ name, target }) =>
      target !== undefined && names.has(target.table)
        ? [{ from: { table: table.name, field: name }, to: { table: target.table, field: target.field } }]
        : [],
    ),
  );
}

import type { ImportReport, ReportEntity } from '../../../shared/import/report.ts';
import { type Place as ListPlace, pathOf, placesOf, variablesOf } from '../../generate/places.ts';
import { bindRow, type ParentList } from '../../infer/bindings.ts';
import type { ApiDescription, Operation, Shape } from '../../infer/model.ts';
import { phrase } from '../../infer/named.ts';
import { namingSteps, segments } from '../../infer/path.ts';
import { pathField } from '../../infer/path-fields.ts';
import { singularName } from '../../infer/words.ts';
import { placeOf } from '../place.ts';
import { plainShape, shapeOfFields } from './plain-shape.ts';

/** The value of a place: a field of the parent's row, or a place that the parent's list stands at itself. */
export type Binding = { readonly kind: 'field' | 'place'; readonly name: string };

/** What one entity needs in order to be served: its operation, the shape of its rows and how they hang together. */
export interface Table {
  readonly entity: ReportEntity;
  readonly name: string;
  readonly operation: Operation;
  readonly path: string;
  /** Shape of one row; of a scalar list that of the scalar, of a map that of its values. */
  readonly row: Shape;
  readonly rows: 'objects' | 'values' | 'map';
  /** Steps from the top of the answer to the rows. */
  readonly steps: readonly string[];
  /** Values that name the place of its rows. */
  readonly places: readonly ListPlace[];
  /** Variables of its path that no row of the parent gives: the same value for the whole table. */
  readonly unbound: readonly string[];
  /** Place that is the key of its row: `/images/{digest}` gives the image of that digest, as a list of one. */
  readonly self: string | undefined;
  /** Where the value of each place comes from, by its name; empty without a parent. */
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly parent: Table | undefined;
  readonly children: readonly Table[];
  /** What one row is, in the singular. */
  readonly thing: string;
  /** Fields whose values name rows: keys, and whatever children are bound to. */
  readonly unique: ReadonlySet<string>;
}

type Draft = Omit<{ -readonly [Name in keyof Table]: Table[Name] }, 'parent' | 'children' | 'unique'> & {
  parent: Draft | undefined;
  children: Draft[];
  unique: Set<string>;
};

function rowShape(answer: Shape, steps: readonly string[], isMap: boolean): Shape | undefined {
  const at = steps.reduce<Shape | undefined>((shape, step) => shape?.properties.get(step), answer);
  if (!at) return undefined;
  return isMap ? at.values : at.items;
}

function draftOf(entity: ReportEntity, operation: Operation): Draft {
  const answer = operation.answer?.shape;
  const { steps, isMap } = placeOf(entity.records);
  const described = answer && rowShape(answer, steps, isMap || entity.rows === 'map');
  const row = described ?? (entity.rows === 'values' ? plainShape('string') : shapeOfFields(entity.fields));
  const path = pathOf(entity.operation);
  return {
    entity,
    name: entity.name,
    operation,
    path,
    row,
    rows: isMap || entity.rows === 'map' ? 'map' : entity.rows === 'values' ? 'values' : 'objects',
    steps,
    places: [],
    unbound: [],
    self: undefined,
    bindings: new Map(),
    parent: undefined,
    children: [],
    thing: singularName(namingSteps(path).at(-1) ?? entity.name) || 'row',
    unique: new Set(entity.primaryKey),
  };
}

/** Finds the parent of a table, unless following it would lead in a circle (a report that was edited by hand). */
function parentOf(draft: Draft, byName: ReadonlyMap<string, Draft>): Draft | undefined {
  const seen = new Set<string>();
  for (let name: string | undefined = draft.name; name !== undefined; ) {
    if (seen.has(name)) return undefined;
    seen.add(name);
    name = byName.get(name)?.entity.parent?.entity;
  }
  const above = draft.entity.parent?.entity;
  return above === undefined ? undefined : byName.get(above);
}

/** The tables of a description, in the order of the report. An entity without an operation has none. */
export function tablesOf(description: ApiDescription, report: ImportReport): readonly Table[] {
  const operations = new Map(description.operations.map((operation) => [operation.key, operation]));
  const drafts = report.entities.flatMap((entity) => {
    const operation = operations.get(entity.operation);
    return operation ? [draftOf(entity, operation)] : [];
  });
  const byName = new Map(drafts.map((draft) => [draft.name, draft]));
  for (const draft of drafts) {
    const parent = parentOf(draft, byName);
    draft.parent = parent;
    draft.places = placesOf(parent ? draft.entity : { operation: draft.entity.operation, params: draft.entity.params });
    const bound = new Set(draft.places.map((place) => place.parameter));
    draft.unbound = variablesOf(draft.path).filter((name) => !bound.has(name));
    draft.self = selfOf(draft);
    if (parent) parent.children.push(draft);
  }
  // Parents first: the places of a parent are known when those of its children are bound to them.
  for (const draft of drafts) if (draft.parent) bind(draft, draft.parent);
  return drafts;
}

/** The list of a row's table as inference sees it, to say what a variable of a path means. */
export const parentListOf = (
  table: Pick<Table, 'name' | 'path' | 'row' | 'entity' | 'thing' | 'places'>,
): ParentList => ({
  name: table.name,
  path: table.path,
  row: table.row,
  primaryKey: table.entity.primaryKey,
  resource: table.thing,
  names: [table.thing],
  free: table.places.length === 0,
  readable: true,
});

function selfOf(draft: Draft): string | undefined {
  const { entity, path, places, rows } = draft;
  const [key] = entity.primaryKey;
  const last = segments(path).at(-1);
  if (key === undefined || entity.primaryKey.length > 1 || last?.kind !== 'variable' || rows !== 'objects')
    return undefined;
  const isKey = bindRow({ name: last.name, type: 'string' }, parentListOf(draft), false) === key;
  return places.find(
    (place) => place.in === 'path' && (phrase(place.name) === phrase(key) || (isKey && place.parameter === last.name)),
  )?.name;
}

function bind(draft: Draft, parent: Draft): void {
  const stated = draft.entity.parent?.bindings ?? {};
  const bindings = new Map<string, Binding>();
  for (const place of draft.places) {
    const name = (Object.hasOwn(stated, place.parameter) ? stated[place.parameter] : undefined) ?? place.name;
    const above = parent.places.find((one) => one.name === name || pathField(parent.path, one.parameter) === name);
    bindings.set(place.name, above ? { kind: 'place', name: above.name } : { kind: 'field', name });
    // Two parents that bind the same values would have the same children.
    if (!above && name !== '$key' && parent.rows === 'objects') parent.unique.add(name);
  }
  draft.bindings = bindings;
}

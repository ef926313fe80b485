import type { Parameter, ReportEntity } from '../../shared/import/report.ts';
import { pathField } from '../infer/path-fields.ts';
import { camelCase, singularName, titleCase, words } from '../infer/words.ts';
import { isIdentifier } from './code/literal.ts';
import { type Fixed, inputsOf, statedValue } from './inputs.ts';
import { type Place, pathOf, placesOf } from './places.ts';
import type { Common } from './settings.ts';

/** Where the value of a place comes from: a field of the parent's row, or a place that the parent was read at itself. */
export type Binding =
  | { readonly kind: 'field'; readonly place: Place; readonly field: string }
  | { readonly kind: 'place'; readonly place: Place; readonly of: Place };

/** An entity with everything that its source needs, worked out once. */
export interface EntityPlan {
  readonly entity: ReportEntity;
  /** Name of its constant in functions/entities.js. */
  readonly constant: string;
  /** Title that no other table has: people choose tables by it. */
  readonly label: string;
  /** False for a parent or a list of choices that is read only for the sake of others. */
  readonly chosen: boolean;
  readonly places: readonly Place[];
  readonly parent: EntityPlan | undefined;
  /** One for each place, where there is a parent. */
  readonly bindings: readonly Binding[];
  /** Fields whose values together name a row. */
  readonly key: readonly string[];
  /** Field that names a row for people. */
  readonly title: string;
  readonly fixed: readonly Fixed[];
  /** Required parameters that the user sets as filters. */
  readonly needed: readonly Parameter[];
}

const TITLES = 'name title subject summary label display_name full_name login username email key slug number'.split(
  ' ',
);
/** Keys that name a row in the whole source; any other is unique only below its parent. */
const GLOBAL_KEY = /^(?:_?id|uuid|guid|gid|sid)$/i;

/** Names that functions/entities.js imports, exports or takes for granted. */
const TAKEN: readonly string[] = [
  ...['entities', 'choices', 'anyone', 'follow', 'form', 'get', 'graphql', 'mapAt', 'needed', 'nextLink', 'post'],
  ...['route', 'rowsAt', 'valuesAt', 'Date', 'JSON', 'Math'],
];

function titleOf(entity: ReportEntity, key: readonly string[]): string {
  const byWords = new Map(entity.fields.map((field) => [words(field.name).join('_'), field]));
  const found = TITLES.map((title) => byWords.get(title)).find(
    (field) => field !== undefined && (field.type === 'string' || field.type === 'unknown' || field.name === 'name'),
  );
  return found?.name ?? key.at(-1) ?? 'id';
}

/** Rows of a map are named by their keys, plain values by themselves, where the report does not say better. */
export function ownKey(entity: Pick<ReportEntity, 'primaryKey' | 'rows'>): readonly string[] {
  if (entity.primaryKey.length > 0) return entity.primaryKey;
  if (entity.rows === 'map') return ['$key'];
  return entity.rows === 'values' ? ['value'] : [];
}

function keyOf(entity: ReportEntity, places: readonly Place[]): readonly string[] {
  const own = ownKey(entity);
  const [only] = own;
  const isGlobal = own.length !== 1 || (only !== undefined && GLOBAL_KEY.test(only));
  if (isGlobal || places.length === 0) return own;
  return [...places.map((place) => place.name).filter((name) => name !== only), ...own];
}

function bindingsOf(entity: ReportEntity, places: readonly Place[], parent: EntityPlan | undefined): Binding[] {
  if (!parent) return [];
  const bindings = entity.parent?.bindings ?? {};
  const above = pathOf(parent.entity.operation);
  return places.map((place): Binding => {
    const field = (Object.hasOwn(bindings, place.parameter) ? bindings[place.parameter] : undefined) ?? place.name;
    // A report calls a value of the parent's own path by the name that pathField gives it.
    const of = parent.places.find((one) => one.name === field || pathField(above, one.parameter) === field);
    return of ? { kind: 'place', place, of } : { kind: 'field', place, field };
  });
}

/** Titles of entities; where several share one, each is called after its own name. */
function labelsOf(all: readonly ReportEntity[]): ReadonlyMap<ReportEntity, string> {
  const byTitle = Map.groupBy(all, (entity) => entity.title);
  const taken = new Set(byTitle.keys());
  return new Map(
    all.map((entity): [ReportEntity, string] => {
      if (byTitle.get(entity.title)?.length === 1 && entity.title !== '') return [entity, entity.title];
      const own = titleCase(entity.name);
      const label = own === '' || taken.has(own) ? `${entity.title} (${entity.name})`.trim() : own;
      taken.add(label);
      return [entity, label];
    }),
  );
}

/** The entity whose rows a parameter names one of (`project_id`, `project`), where its list can be read without any input. */
export function listNamed(parameter: string, all: readonly ReportEntity[]): ReportEntity | undefined {
  const named = words(parameter).filter((word) => !/^(?:id|ids|uuid|guid|key)$/.test(word));
  const wanted = singularName(named.join('_'));
  if (wanted === '') return undefined;
  return all.find(
    (entity) =>
      singularName(entity.name) === wanted &&
      entity.primaryKey.length === 1 &&
      !pathOf(entity.operation).includes('{') &&
      entity.params.every((one) => !one.required || statedValue(one) !== undefined),
  );
}

/** A name for a constant that none has yet. */
export function constantName(name: string, taken: Set<string>): string {
  const wanted = isIdentifier(name) ? name : camelCase(`table ${name}`);
  const base = isIdentifier(wanted) ? wanted : 'table';
  let free = base;
  for (let n = 2; taken.has(free); n++) free = `${base}${n}`;
  taken.add(free);
  return free;
}

/**
 * Plans for the chosen entities, the parents they are read through and the lists that filters offer, parents first. One that was
 * not chosen is read but is no table of its own.
 */
export function planEntities(
  all: readonly ReportEntity[],
  chosen: readonly ReportEntity[],
  common: Common,
): readonly EntityPlan[] {
  const byName = new Map(all.map((entity) => [entity.name, entity]));
  const wanted = new Set(chosen);
  const plans = new Map<ReportEntity, EntityPlan>();
  const taken = new Set(TAKEN);
  const labels = labelsOf(all);
  const open = new Set<ReportEntity>();
  const plan = (entity: ReportEntity): EntityPlan => {
    const before = plans.get(entity);
    if (before) return before;
    open.add(entity);
    const above = entity.parent && byName.get(entity.parent.entity);
    // A report that was edited by hand may name a parent in a circle: such a link is not followed.
    const parent = above && !open.has(above) ? plan(above) : undefined;
    const places = placesOf(parent ? entity : { operation: entity.operation, params: entity.params });
    const key = keyOf(entity, places);
    const made: EntityPlan = {
      entity,
      constant: constantName(entity.name, taken),
      label: labels.get(entity) ?? entity.title,
      chosen: wanted.has(entity),
      places,
      parent,
      bindings: bindingsOf(entity, places, parent),
      key,
      title: titleOf(entity, key),
      ...inputsOf(entity, places, common),
    };
    open.delete(entity);
    plans.set(entity, made);
    return made;
  };
  for (const entity of chosen) plan(entity);
  for (const { needed, places, parent } of [...plans.values()]) {
    const asked = [...needed.map((one) => one.name), ...(parent ? [] : places.map((place) => place.parameter))];
    for (const name of asked) {
      const list = listNamed(name, all);
      if (list) plan(list);
    }
  }
  return [...plans.values()];
}

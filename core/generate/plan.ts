import type { Parameter, ReportEntity } from '../../shared/import/report.ts';
import { camelCase, words } from '../infer/words.ts';
import { isIdentifier } from './code/literal.ts';
import { type Place, placesOf } from './places.ts';

/** An entity with everything that its source needs, worked out once. */
export interface EntityPlan {
  readonly entity: ReportEntity;
  /** Name of its constant in functions/entities.js. */
  readonly constant: string;
  /** False for a parent that is read only for the sake of its children. */
  readonly chosen: boolean;
  readonly places: readonly Place[];
  readonly parent: EntityPlan | undefined;
  /** Fields whose values together name a row. */
  readonly key: readonly string[];
  /** Field that names a row for people. */
  readonly title: string;
  /** Required parameters with a value that the description states. */
  readonly fixed: readonly Parameter[];
  /** Required parameters that the user sets as filters. */
  readonly needed: readonly Parameter[];
}

const TITLES = 'name title subject summary label display_name full_name login username email key slug number'.split(
  ' ',
);
/** Keys that name a row in the whole source; any other is unique only below its parent. */
const GLOBAL_KEY = /^(?:_?id|uuid|guid|gid|sid)$/i;

/** Names of functions/utility.js that functions/entities.js imports, and of its own export. */
const TAKEN: readonly string[] = ['entities', 'get', 'follow', 'nextLink', 'rowsAt', 'route', 'needed'];

function titleOf(entity: ReportEntity, key: readonly string[]): string {
  const byWords = new Map(entity.fields.map((field) => [words(field.name).join('_'), field]));
  const found = TITLES.map((title) => byWords.get(title)).find(
    (field) => field !== undefined && (field.type === 'string' || field.type === 'unknown' || field.name === 'name'),
  );
  return found?.name ?? key.at(-1) ?? 'id';
}

function keyOf(entity: ReportEntity, places: readonly Place[]): readonly string[] {
  const [only] = entity.primaryKey;
  const isGlobal = entity.primaryKey.length !== 1 || (only !== undefined && GLOBAL_KEY.test(only));
  if (isGlobal || places.length === 0) return entity.primaryKey;
  return [...places.map((place) => place.name), ...entity.primaryKey];
}

const hasValue = (parameter: Parameter): boolean => parameter.default !== undefined && parameter.default !== null;

function constantName(name: string, taken: Set<string>): string {
  const wanted = isIdentifier(name) ? name : camelCase(`table ${name}`);
  const base = isIdentifier(wanted) ? wanted : 'table';
  let free = base;
  for (let n = 2; taken.has(free); n++) free = `${base}${n}`;
  taken.add(free);
  return free;
}

/**
 * Plans for the chosen entities and the parents they are read through, parents first. A parent that was not chosen is read but is
 * no table of its own.
 */
export function planEntities(all: readonly ReportEntity[], chosen: readonly ReportEntity[]): readonly EntityPlan[] {
  const byName = new Map(all.map((entity) => [entity.name, entity]));
  const wanted = new Set(chosen);
  const plans = new Map<ReportEntity, EntityPlan>();
  const taken = new Set(TAKEN);
  const open = new Set<ReportEntity>();
  const plan = (entity: ReportEntity): EntityPlan => {
    const before = plans.get(entity);
    if (before) return before;
    open.add(entity);
    const above = entity.parent && byName.get(entity.parent.entity);
    // A report that was edited by hand may name a parent in a circle: such a link is not followed.
    const parent = above && !open.has(above) ? plan(above) : undefined;
    const places = placesOf(parent ? entity : { operation: entity.operation });
    const bound = new Set(places.map((place) => place.parameter));
    const required = entity.params.filter((one) => one.required && one.in !== 'path' && !bound.has(one.name));
    const key = keyOf(entity, places);
    const made: EntityPlan = {
      entity,
      constant: constantName(entity.name, taken),
      chosen: wanted.has(entity),
      places,
      parent,
      key,
      title: titleOf(entity, key),
      fixed: required.filter(hasValue),
      needed: required.filter((one) => !hasValue(one)),
    };
    open.delete(entity);
    plans.set(entity, made);
    return made;
  };
  for (const entity of chosen) plan(entity);
  return [...plans.values()];
}

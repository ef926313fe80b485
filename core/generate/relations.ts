import type { Field } from '../../shared/connector/manifest.ts';
import { singularName, snakeCase, titleCase, words } from '../infer/words.ts';
import type { Place } from './places.ts';
import type { EntityPlan } from './plan.ts';

/** A reference to a row of another table (FB-32, FB-33). */
export interface Relation {
  readonly cardinality: 'many-to-one' | 'many-to-many';
  /** Name of the reference in this table. */
  readonly name: string;
  /** Name of the collection in the other table. */
  readonly targetName: string;
  readonly targetType: string;
  readonly targetFieldId: string;
}

/** A field that holds the key of a row's parent where no single value of the row does. */
export interface ParentKey {
  readonly field: string;
  /** Places whose values together are the parent's id. */
  readonly from: readonly string[];
}

export interface TableRelations {
  /** By the name of the field that holds the key. */
  readonly fields: ReadonlyMap<string, Relation>;
  readonly parentKey: ParentKey | undefined;
}

interface Target {
  readonly field: string;
  readonly plan: EntityPlan;
  /** Field of the other table that is compared. */
  readonly by: string;
  readonly many: boolean;
}

/** The field of a table that can be compared with a value of the source (FB-35): its id where that is this value as it is. */
function comparable(plan: EntityPlan, field: string): string | undefined {
  if (plan.key.length === 1 && plan.key[0] === field) return 'id';
  if (field === 'id' || field === 'name') return undefined;
  return plan.entity.fields.some((one) => one.name === field) ? field : undefined;
}

/** The row above that the value of a place names. */
function rowOfPlace(plan: EntityPlan, place: Place): { readonly plan: EntityPlan; readonly field: string } | undefined {
  const binding = plan.bindings.find((one) => one.place === place);
  if (!binding || !plan.parent) return undefined;
  return binding.kind === 'field' ? { plan: plan.parent, field: binding.field } : rowOfPlace(plan.parent, binding.of);
}

/** The child's places that together make the parent's id; undefined where a part of it is no place of the child. */
function partsOfParent({ bindings, parent }: EntityPlan): readonly string[] | undefined {
  const parts = parent?.key.map(
    (part) => bindings.find((one) => (one.kind === 'place' ? one.of.name === part : one.field === part))?.place.name,
  );
  return parts?.every((part) => part !== undefined) ? parts : undefined;
}

function targetsOf(plan: EntityPlan, byName: ReadonlyMap<string, EntityPlan>): Target[] {
  const targets: Target[] = [];
  const add = (field: string, target: EntityPlan | undefined, by: string | undefined, many: boolean): void => {
    if (!target?.chosen || by === undefined || targets.some((one) => one.field === field)) return;
    targets.push({ field, plan: target, by, many });
  };
  for (const place of plan.places) {
    const row = rowOfPlace(plan, place);
    // Other fields than the key may name several rows.
    if (row && row.plan.key.length === 1 && row.plan.key[0] === row.field) add(place.name, row.plan, 'id', false);
  }
  for (const field of plan.entity.fields) {
    if (!field.relation || field.name === 'id' || field.name === 'name') continue;
    const target = byName.get(field.relation.entity);
    add(field.name, target, target && comparable(target, field.relation.field), isMany(field));
  }
  return targets;
}

const isMany = (field: Field): boolean => field.type === 'array';

/** A field's name without what says only that it is a key: `owner_id` → Owner. */
function referenceName(field: string, target: EntityPlan): string {
  const named = words(field).filter((word) => !/^(?:id|ids|uuid|guid|gid|sid|key)$/.test(word));
  return named.length === 0 ? target.label : titleCase(named.join('_'));
}

function free(wanted: readonly string[], taken: Set<string>): string {
  const last = wanted.at(-1) ?? 'Reference';
  let name = wanted.find((one) => !taken.has(one));
  for (let n = 2; name === undefined; n++) if (!taken.has(`${last} ${n}`)) name = `${last} ${n}`;
  taken.add(name);
  return name;
}

/** Names that the columns of a table have, but for those that a reference hides. */
function labelsOf(plan: EntityPlan, targets: readonly Target[]): Set<string> {
  const hidden = new Set(targets.map((target) => target.field));
  const columns = [...plan.entity.fields.map((field) => field.name), ...plan.places.map((place) => place.name)];
  return new Set(['id', 'name', ...columns].filter((name) => !hidden.has(name)).map((name) => titleCase(name) || name));
}

/** The references of the chosen tables to each other, under names that each table has only once. */
export function relationsOf(plans: readonly EntityPlan[]): ReadonlyMap<EntityPlan, TableRelations> {
  const chosen = plans.filter((plan) => plan.chosen);
  const byName = new Map(chosen.map((plan) => [plan.entity.name, plan]));
  const tables = chosen.map((plan) => {
    const targets = targetsOf(plan, byName);
    const parentKey = parentKeyOf(plan, targets);
    if (parentKey && plan.parent) targets.push({ field: parentKey.field, plan: plan.parent, by: 'id', many: false });
    return { plan, targets, parentKey };
  });
  const labels = new Map(tables.map(({ plan, targets }) => [plan, labelsOf(plan, targets)]));
  const taken = (plan: EntityPlan): Set<string> => labels.get(plan) ?? new Set();
  return new Map(
    tables.map(({ plan, targets, parentKey }): [EntityPlan, TableRelations] => {
      const collection = titleCase(plan.entity.name) || plan.entity.name;
      const relations = targets.map((target): [string, Relation] => {
        const reference = referenceName(target.field, target.plan);
        const name = free([reference, `${reference} (${target.plan.label})`], taken(plan));
        const targetName = free([collection, `${collection} (${name})`], taken(target.plan));
        return [
          target.field,
          {
            cardinality: target.many ? 'many-to-many' : 'many-to-one',
            name,
            targetName,
            targetType: target.plan.entity.name,
            targetFieldId: target.by,
          },
        ];
      });
      return [plan, { fields: new Map(relations), parentKey }];
    }),
  );
}

/** The parent is named by a value of its own unless a place is its whole key already. */
function parentKeyOf(plan: EntityPlan, targets: readonly Target[]): ParentKey | undefined {
  const { parent } = plan;
  if (!parent?.chosen || targets.some((target) => target.plan === parent)) return undefined;
  const from = partsOfParent(plan);
  if (!from || from.length < 2) return undefined;
  const names = new Set([...plan.entity.fields.map((field) => field.name), ...plan.places.map((place) => place.name)]);
  const base = `${snakeCase(singularName(parent.entity.name)) || 'parent'}_key`;
  return { field: names.has(base) ? `parent_${base}` : base, from };
}

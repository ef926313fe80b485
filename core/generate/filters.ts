import type { Parameter, ReportEntity } from '../../shared/import/report.ts';
import { titleCase } from '../infer/words.ts';
import type { Place } from './places.ts';
import { type EntityPlan, listNamed } from './plan.ts';

/** What a filter offers: values that the source knows, or rows of another list (FB-21, FB-60). */
export type Choice =
  | { readonly kind: 'options'; readonly options: readonly string[] }
  | {
      readonly kind: 'rows';
      readonly plan: EntityPlan;
      /** Field of a row that the filter takes. */
      readonly value: string;
      /** Places of that list by the filters that name them (FB-22). */
      readonly path: readonly (readonly [string, string])[];
    };

/** Something that the user can set for the tables of a connector. */
export interface Filter {
  readonly id: string;
  readonly title: string;
  readonly type: 'text' | 'number' | 'datebox' | 'bool' | 'list' | 'multidropdown';
  readonly optional: boolean;
  readonly choice: Choice | undefined;
}

type Found = Omit<Filter, 'optional'>;

/** Rows of the parent offer the values of a place; the parent's own places are filters too. */
function choiceOfPlace(plan: EntityPlan, place: Place): Choice | undefined {
  const binding = plan.bindings.find((one) => one.place === place);
  if (!binding || !plan.parent) return undefined;
  const { parent } = plan;
  const ownName = (name: string): string =>
    plan.bindings.find((one) => one.kind === 'place' && one.of.name === name)?.place.name ?? name;
  if (binding.kind === 'place') {
    const above = choiceOfPlace(parent, binding.of);
    if (above?.kind !== 'rows') return above;
    return { ...above, path: above.path.map(([name, filter]) => [name, ownName(filter)]) };
  }
  if (parent.needed.length > 0) return undefined;
  return {
    kind: 'rows',
    plan: parent,
    value: binding.field,
    path: parent.places.map((one) => [one.name, ownName(one.name)]),
  };
}

const isMoment = (parameter: Parameter): boolean =>
  parameter.type === 'date' || parameter.type === 'datetime' || (parameter.format ?? '').startsWith('date');

function plainType(parameter: Parameter): Filter['type'] {
  if (parameter.type === 'boolean') return 'bool';
  if (parameter.type === 'integer' || parameter.type === 'number') return 'number';
  return isMoment(parameter) ? 'datebox' : 'text';
}

function choiceOfParameter(
  parameter: Parameter,
  all: readonly ReportEntity[],
  plans: readonly EntityPlan[],
): Choice | undefined {
  if (parameter.enum && parameter.enum.length > 1) return { kind: 'options', options: parameter.enum };
  const list = listNamed(parameter.name, all);
  const plan = plans.find((one) => one.entity === list);
  const [value] = plan?.key ?? [];
  return plan && value !== undefined && plan.places.length === 0 && plan.needed.length === 0
    ? { kind: 'rows', plan, value, path: [] }
    : undefined;
}

function filterOf(id: string, parameter: Parameter, choice: Choice | undefined): Found {
  const title = titleCase(id) || id;
  if (!choice) return { id, title, type: plainType(parameter), choice };
  const type = parameter.type === 'array' && choice.kind === 'options' ? 'multidropdown' : 'list';
  // Only the key of a table stands for its row; any other field is what it is called.
  const isRow = choice.kind === 'rows' && choice.plan.key.at(-1) === choice.value;
  return { id, title: isRow ? choice.plan.label : title, type, choice };
}

function foundIn(plan: EntityPlan, all: readonly ReportEntity[], plans: readonly EntityPlan[]): readonly Found[] {
  const places = plan.places.map((place): Found => {
    const parameter = plan.entity.params.find((one) => one.name === place.parameter) ?? {
      ...{ name: place.parameter, in: 'path', required: true, type: 'string' },
    };
    // A value that parents give may be a number in one table and a text in another: it is written as it comes.
    const choice = choiceOfPlace(plan, place) ?? choiceOfParameter(parameter, all, plans);
    return filterOf(place.name, plan.parent ? { ...parameter, type: 'string' } : parameter, choice);
  });
  return [...places, ...plan.needed.map((one) => filterOf(one.name, one, choiceOfParameter(one, all, plans)))];
}

const signature = ({ type, choice }: Found): string =>
  JSON.stringify([type, choice?.kind === 'rows' ? [choice.plan.constant, choice.value, choice.path] : choice]);

/** Filters that a table cannot do without, those of its parents included. */
function neededBy(plan: EntityPlan): readonly string[] {
  const own = plan.needed.map((one) => one.name);
  return plan.parent ? [...own, ...neededBy(plan.parent)] : [...own, ...plan.places.map((place) => place.name)];
}

/**
 * What the user can set: the places of tables and the parameters that lists cannot do without. Optional unless every table needs it.
 * Where tables mean different things by one name, the filter takes any text.
 */
export function filtersOf(plans: readonly EntityPlan[], all: readonly ReportEntity[]): readonly Filter[] {
  const byId = Map.groupBy(
    plans.flatMap((plan) => foundIn(plan, all, plans)),
    (found) => found.id,
  );
  const tables = plans.filter((plan) => plan.chosen).map((plan) => new Set(neededBy(plan)));
  const titles = new Set<string>();
  return [...byId].map(([id, found]): Filter => {
    // A table that knows no choices can do with those of another.
    const offered = found.filter((one) => one.choice !== undefined);
    const voices = offered.length > 0 ? offered : found;
    const agreed = new Set(voices.map(signature)).size === 1 ? voices[0] : undefined;
    const fallback = titleCase(id) || id;
    const wanted = agreed && !titles.has(agreed.title) ? agreed.title : fallback;
    const title = titles.has(wanted) ? `${wanted} (${id})` : wanted;
    titles.add(title);
    const optional = !tables.every((needed) => needed.has(id));
    return { id, title, type: agreed?.type ?? 'text', choice: agreed?.choice, optional };
  });
}

import type { ReportEntity } from '../../shared/import/report.ts';
import { pathField } from '../infer/path-fields.ts';

/** A value that a list needs before it can be read: a variable of its path or a parameter bound to its parent. */
export interface Place {
  /** Name in filters, in the rows that were read with it and in generated source. */
  readonly name: string;
  /** Name of the parameter in the description. */
  readonly parameter: string;
  readonly in: 'path' | 'query' | 'header' | 'body';
}

/** Path part of `METHOD /path`, without the name that tells variants of one path apart. */
export const pathOf = (operation: string): string => operation.slice(operation.indexOf(' ') + 1).split('#', 1)[0] ?? '';

export const methodOf = (operation: string): string => operation.slice(0, operation.indexOf(' '));

/** The variables of a path template, in order, each once. */
export const variablesOf = (path: string): readonly string[] => [
  ...new Set([...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))),
];

/** Names that every row of a table has anyway. */
const OF_ROWS = ['id', 'name'];

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}_${n}`;
  taken.add(free);
  return free;
}

/** Where a bound parameter that is no part of the path is sent. */
function placeIn(entity: Pick<ReportEntity, 'params'>, parameter: string): Place['in'] {
  const found = entity.params.find((one) => one.name === parameter)?.in;
  return found === 'header' || found === 'body' ? found : 'query';
}

/**
 * What an entity's list needs, in the order of its path. Variables that the parent's rows do not give although there is a parent are
 * no places: the user sets them for the whole table.
 */
export function placesOf(entity: Pick<ReportEntity, 'operation' | 'parent' | 'params'>): readonly Place[] {
  const path = pathOf(entity.operation);
  const taken = new Set(OF_ROWS);
  const bindings = entity.parent?.bindings;
  const variables = variablesOf(path);
  const bound = Object.keys(bindings ?? {}).filter((name) => !variables.includes(name));
  return [
    ...variables
      .filter((name) => bindings === undefined || Object.hasOwn(bindings, name))
      .map((parameter): Place => ({ name: unique(pathField(path, parameter), taken), parameter, in: 'path' })),
    ...bound.map((parameter): Place => ({ name: unique(parameter, taken), parameter, in: placeIn(entity, parameter) })),
  ];
}

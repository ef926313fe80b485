import { literal } from './code/literal.ts';
import { array, type Code, object, print, property } from './code/print.ts';
import type { Filter } from './filters.ts';

function filterCode({ id, title, type, optional, choice }: Filter): Code {
  const requires = choice?.kind === 'rows' ? choice.path.map(([, filter]) => literal(filter)) : [];
  return object([
    property('id', literal(id)),
    property('title', literal(title)),
    property('type', literal(type)),
    ...(optional ? ['optional: true'] : []),
    ...(choice ? ['datalist: true'] : []),
    ...(requires.length > 0 ? [property('datalist_requires', array(requires))] : []),
  ]);
}

/** functions/config.js (FB-20…FB-24): the tables, and what can be set for them. */
export function configFile(filters: readonly Filter[]): string {
  return `import { entities } from './entities.js';

/** The tables of this connector and what can be set for them. */
export async function config() {
  return {
    types: Object.entries(entities).map(([id, { name }]) => ({ id, name })),
    ${print(['filters: ', array(filters.map(filterCode), filters.length > 1), ','], 4)}
  };
}
`;
}

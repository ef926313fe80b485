import { formatPlural } from '../lib/format.ts';

const counting =
  (one: string, many?: string) =>
  (count: number): string =>
    formatPlural(count, one, many);

/** How many of what: `1 row`, `2 000 rows`. */
export const counted = {
  changes: counting('change'),
  choices: counting('choice'),
  commands: counting('command'),
  conflicts: counting('conflict'),
  descriptions: counting('description'),
  entities: counting('entity', 'entities'),
  errors: counting('error'),
  fields: counting('field'),
  files: counting('file'),
  filters: counting('filter'),
  lines: counting('line'),
  operations: counting('operation'),
  requests: counting('request'),
  rows: counting('row'),
  runs: counting('run'),
  tables: counting('table'),
  warnings: counting('warning'),
} as const;

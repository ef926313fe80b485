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
  capabilities: counting('capability', 'capabilities'),
  fields: counting('field'),
  files: counting('file'),
  filters: counting('filter'),
  lines: counting('line'),
  operations: counting('operation'),
  operators: counting('operator'),
  requests: counting('request'),
  rows: counting('row'),
  runs: counting('run'),
  steps: counting('step'),
  tables: counting('table'),
  tries: counting('try', 'tries'),
  warnings: counting('warning'),
} as const;

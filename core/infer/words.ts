import { remember } from './remember.ts';

function split(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Words of a name in lower case: `dagRuns`, `dag-runs`, `dag_runs` and `DAGRuns` all give dag, runs. */
export const words = remember(split);

export const snakeCase = (name: string): string => words(name).join('_');

/** `Capital` for the first word only is wanted nowhere: `Purchase Order`. */
export const titleCase = (name: string): string =>
  words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

export const camelCase = (name: string): string =>
  words(name)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');

/** English singular of a word as far as names of resources need it. */
export function singular(word: string): string {
  if (/(?:ss|us|is|news|series|species)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:sses|shes|ches|xes|zzes|uses)$/.test(word)) return word.slice(0, -2);
  return /s$/.test(word) ? word.slice(0, -1) : word;
}

/** True where the word looks like a plural: a collection rather than one thing or an act. */
export const isPlural = (word: string): boolean => singular(word) !== word;

/** The words of a name with the last one in the singular: `purchase_orders` → `purchase_order`. */
export const singularName = remember((name) => {
  const parts = words(name);
  const last = parts.at(-1);
  return last === undefined ? '' : [...parts.slice(0, -1), singular(last)].join('_');
});

import type { Filter } from './filters.ts';

/** Rows that a filter offers; beyond, a list helps nobody. */
const MAX_CHOICES = 2000;
/** Pages read for one filter: a source whose paging never ends is not read for ever. */
const MAX_PAGES = 100;

const head = `/** The choice of a filter, and an error for anything else. */
function choiceOf(field) {
  if (Object.hasOwn(choices, field)) return choices[field];
  throw new Error(\`The filter \${field} offers no choices.\`);
}`;

const options = '{ items: choice.options.map((value) => ({ title: value, value })) }';

function rows(dependent: boolean): string {
  return `/** The rows of a table as choices: all pages, as far as a list can be used. */
async function rowsOf(choice, account, ${dependent ? 'path, ' : ''}field) {
  const items = new Map();
  let cursor;
  for (let page = 1; page <= MAX_PAGES && items.size < MAX_CHOICES; page++) {
    const { rows, next } = await choice.table.read({ account, ${dependent ? 'path, ' : ''}filter: {}, cursor });
    for (const row of rows) {
      const value = choice.value(row);
      items.set(value, { title: String(row[choice.table.title] ?? value), value });
    }
    cursor = next;
    if (cursor === undefined) break;
  }
  if (cursor !== undefined) {
    log.warn(\`Only the first \${items.size} choices of \${field} are offered.\`);
  }
  return [...items.values()].slice(0, MAX_CHOICES);
}`;
}

const DEPENDENT = `  // Rows of one place only, which another filter names; until then there is nothing to choose from.
  const path = choice.path?.(dependsOn ?? {}) ?? {};
  if (Object.values(path).some((value) => (value ?? '') === '')) return { items: [] };`;

/** functions/datalist.js (FB-21, FB-22, FB-60): what filters offer; undefined where none offers anything. */
export function datalistFile(filters: readonly Filter[]): string | undefined {
  const choices = filters.flatMap(({ choice }) => (choice ? [choice] : []));
  if (choices.length === 0) return undefined;
  const fixed = choices.some((choice) => choice.kind === 'options');
  const read = choices.some((choice) => choice.kind === 'rows');
  const dependent = choices.some((choice) => choice.kind === 'rows' && choice.path.length > 0);
  const lines = [
    '/** What can be chosen for a filter. */',
    `export async function datalist({ ${read ? 'account, ' : ''}field${dependent ? ', dependsOn' : ''} }) {`,
    '  const choice = choiceOf(field);',
    ...(fixed && read ? [`  if (choice.options) return ${options};`] : []),
    ...(fixed && !read ? [`  return ${options};`] : []),
    ...(dependent ? [DEPENDENT] : []),
    ...(read ? [`  return { items: await rowsOf(choice, account, ${dependent ? 'path, ' : ''}field) };`] : []),
    '}',
  ].join('\n');
  const limits = `/** Pages read and rows offered for one filter. */\nconst MAX_PAGES = ${MAX_PAGES};\nconst MAX_CHOICES = ${MAX_CHOICES};`;
  const blocks = ["import { choices } from './entities.js';", ...(read ? [limits] : []), lines, head];
  return `${[...blocks, ...(read ? [rows(dependent)] : [])].join('\n\n')}\n`;
}

import type { EntityPlan } from './plan.ts';

/** What the tables of a connector need of functions/data.js: it has no branch for anything else. */
interface Needs {
  readonly incremental: boolean;
  /** Tables with a key, tables without. */
  readonly keyed: boolean;
  readonly keyless: boolean;
  /** Tables whose paging is not known. */
  readonly firstPageOnly: boolean;
  /** Tables without a place, with one that the user names, with one that the parent's rows give. */
  readonly plain: boolean;
  readonly asked: boolean;
  readonly below: boolean;
}

function needsOf(plans: readonly EntityPlan[]): Needs {
  const chosen = plans.filter((plan) => plan.chosen);
  const placed = plans.filter((plan) => plan.places.length > 0);
  return {
    incremental: chosen.some((plan) => plan.entity.incremental !== undefined),
    keyed: chosen.some((plan) => plan.key.length > 0),
    keyless: chosen.some((plan) => plan.key.length === 0),
    firstPageOnly: chosen.some((plan) => plan.entity.pagination.kind === 'unproven'),
    plain: placed.length < plans.length,
    asked: placed.some((plan) => !plan.parent),
    below: placed.some((plan) => plan.parent),
  };
}

function dataFunction({ incremental, firstPageOnly }: Needs): string {
  const lines = [
    '/** One page of a table; `nextPageConfig` comes back unchanged as `pagination` of the next call. */',
    `export async function data({ requestedType, account, filter, pagination${incremental ? ', lastSynchronizedAt' : ''} }) {`,
    '  const entity = tableNamed(requestedType);',
  ];
  if (firstPageOnly) {
    lines.push(
      '  if (entity.firstPageOnly) {',
      "    log.warn('Only the first page of this table is read: how it is paged is not known.');",
      '  }',
    );
  }
  if (incremental) {
    lines.push(
      '  const since =',
      '    entity.incremental && lastSynchronizedAt ? hoursBefore(lastSynchronizedAt, 6) : undefined;',
    );
  }
  lines.push(
    `  const request = { account, filter: filter ?? {}${incremental ? ', since' : ''} };`,
    '  const { rows, next } = await readPage(entity, request, pagination ?? {});',
    '  return {',
    '    items: rows.map((row) => itemOf(entity, row)),',
    '    pagination: { hasNext: next !== undefined, nextPageConfig: next },',
    `    synchronizationType: ${incremental ? "since ? 'delta' : 'full'" : "'full'"},`,
    '  };',
    '}',
  );
  return lines.join('\n');
}

const withCursor = (read: string, indent: string): readonly string[] => [
  `${indent}const { rows, next } = await ${read};`,
  `${indent}return { rows, next: next === undefined ? undefined : { cursor: next } };`,
];

function readPage({ plain, asked, below }: Needs): string {
  const lines = [
    '/** One page of a table from the state that an earlier page left, `{}` at first. */',
    'async function readPage(entity, request, state) {',
  ];
  const placed = asked || below;
  const direct = 'entity.read({ ...request, cursor: state.cursor })';
  if (plain && placed) lines.push('  if (!entity.path) {', ...withCursor(direct, '    '), '  }');
  else if (plain) lines.push(...withCursor(direct, '  '));
  if (placed) {
    lines.push('  const place = placeOf(entity, request.filter);');
    if (below) lines.push(`  if (!place${asked ? ' && entity.parent' : ''}) return readBelow(entity, request, state);`);
    if (asked) lines.push("  if (!place) throw new Error('Set the filters ' + entity.path.join(', '));");
    lines.push(...withCursor('readAt(entity, place, request, state.cursor)', '  '));
  }
  lines.push('}');
  return lines.join('\n');
}

const TABLE = `function tableNamed(name) {
  if (Object.hasOwn(entities, name)) return entities[name];
  throw new Error(\`There is no table \${name}.\`);
}`;

const PLACE = `/** A page of a table at one place; its rows keep the place. */
async function readAt(entity, place, request, cursor) {
  const { rows, next } = await entity.read({ ...request, path: place, cursor });
  return { rows: rows.map((row) => ({ ...place, ...row })), next };
}

/** The place that the filters name, where they name all of it. */
function placeOf(entity, filter) {
  const values = entity.path.map((name) => [name, filter[name] ?? '']);
  return values.every(([, value]) => value !== '') ? Object.fromEntries(values) : undefined;
}`;

const BELOW = `/**
 * A page of a table that is read once for each row of its parent. The places still to be read travel in the state, and with them
 * the state from which the parent goes on.
 */
async function readBelow(entity, request, state) {
  let { places, parent } = state.places ? state : { places: [], parent: {} };
  while (places.length === 0 && parent) {
    const above = await readPage(entity.parent, ABOVE, parent);
    places = above.rows.map((row) => entity.pathOf(row));
    parent = above.next;
  }
  if (places.length === 0) return { rows: [] };
  const { rows, next } = await readAt(entity, places[0], request, state.cursor);
  const rest = next === undefined ? places.slice(1) : places;
  const isLast = rest.length === 0 && !parent;
  return { rows, next: isLast ? undefined : { places: rest, cursor: next, parent } };
}`;

function itemOf({ keyed, keyless }: Needs): string {
  // A row without a key is known by what it holds: the same row always gives the same id.
  const digest = "crypto.digest('sha256', JSON.stringify(row))";
  const joined = "entity.key.map((field) => row[field]).join('/')";
  const declaration =
    keyed && keyless
      ? `const id =\n    entity.key.length > 0\n      ? ${joined}\n      : ${digest};`
      : `const id = ${keyed ? joined : digest};`;
  return `/** A row as a table takes it: an id, a name, and text for whatever is an object or a list. */
function itemOf(entity, row) {
  const item = Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, text(value)]),
  );
  ${declaration}
  return { ...item, id, name: String(item[entity.title] ?? id) };
}

function text(value) {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}`;
}

const HOURS_BEFORE = `/** A moment some hours earlier: clocks differ, and a change may be seen late. */
function hoursBefore(moment, hours) {
  return new Date(Date.parse(moment) - hours * 3_600_000).toISOString();
}`;

const NO_TABLES = `/** This connector has no tables, so there is nothing to read. */
export async function data({ requestedType }) {
  throw new Error(\`There is no table \${requestedType}.\`);
}
`;

/** functions/data.js (FB-40…FB-47): one page of one table per call. */
export function dataFile(plans: readonly EntityPlan[]): string {
  if (plans.length === 0) return NO_TABLES;
  const needs = needsOf(plans);
  // A child asks for the rows of all its parents, not only of those that changed.
  const above = needs.incremental ? '{ ...request, since: undefined }' : 'request';
  const blocks = [
    "import { entities } from './entities.js';",
    dataFunction(needs),
    TABLE,
    readPage(needs),
    ...(needs.asked || needs.below ? [PLACE] : []),
    ...(needs.below ? [BELOW.replace('ABOVE', above)] : []),
    itemOf(needs),
    ...(needs.incremental ? [HOURS_BEFORE] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

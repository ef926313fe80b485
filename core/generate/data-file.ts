import type { EntityPlan } from './plan.ts';

const DIRECT = `  return { entity, page: await entity.read({ account, filter, since, cursor: pagination?.cursor }) };`;

const ITEM = `/** A row as a table takes it: an id, a name, and text for whatever is an object or a list. */
function itemOf(entity, row) {
  const texts = Object.entries(row).map(([field, value]) => [
    field,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  ]);
  const item = Object.fromEntries(texts);
  const id = ID;
  return { ...item, id, name: String(item[entity.title] ?? id) };
}`;

const FINGERPRINT = `/** Stands for the id of a row that has none: the same row always gives the same. */
function fingerprint(row) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify(row))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36);
}`;

const HOURS_BEFORE = `/** A moment some hours earlier: clocks differ, and a change may be seen late. */
function hoursBefore(moment, hours) {
  return new Date(Date.parse(moment) - hours * 3_600_000).toISOString();
}`;

const PLACE = `/** The place that the filters name, where they name all of it. */
function placeOf(entity, filter) {
  const values = entity.path.map((name) => [name, filter[name]]);
  const isComplete = values.every(([, value]) => value !== undefined && value !== null && value !== '');
  return isComplete ? Object.fromEntries(values) : undefined;
}`;

const readAt = `/** A page of the table at one place; its rows keep the place. */
async function readAt(entity, place, request, cursor) {
  const { rows, next } = await entity.read({ ...request, path: place, cursor });
  return { rows: rows.map((row) => ({ ...place, ...row })), next };
}`;

const CHILDREN = `/**
 * A page of a table that is read once for each row of its parent. The places still to be read travel in the state, with the
 * state of the parent after them.
 */
async function readBelow(entity, request, state) {
  let { places, parent } = state.places ? state : { places: [], parent: {} };
  while (places.length === 0 && parent) {
    const above = await readPage(entity.parent, { ...request, since: undefined }, parent);
    places = above.rows.map(entity.pathOf);
    parent = above.next;
  }
  if (places.length === 0) return { rows: [] };
  const { rows, next } = await readAt(entity, places[0], request, state.cursor);
  const rest = next === undefined ? places.slice(1) : places;
  const isLast = rest.length === 0 && parent === undefined;
  return { rows, next: isLast ? undefined : { places: rest, cursor: next, parent } };
}`;

/** `readPage`: how a page is read, with only the branches that this connector needs. */
function readPage(plans: readonly EntityPlan[]): readonly string[] {
  const placed = plans.filter((plan) => plan.places.length > 0);
  const plain = placed.length < plans.length;
  const below = placed.some((plan) => plan.parent);
  const asked = placed.some((plan) => !plan.parent);
  const lines = [
    '/** One page of a table from a state of an earlier page, `{}` at first; `next` is the state of the page after it. */',
    'async function readPage(entity, request, state) {',
  ];
  const wrap = (text: string): string => `  return { rows: ${text}.rows, next: ${text}.next && { cursor: ${text}.next } };`;
  if (plain) {
    const body = ['const page = await entity.read({ ...request, cursor: state.cursor });', ...cursorState('page')];
    lines.push(...(placed.length > 0 ? ['  if (!entity.path) {', ...body.map((line) => `    ${line}`), '  }'] : body.map((line) => `  ${line}`)));
  }
  if (placed.length > 0) {
    lines.push('  const place = placeOf(entity, request.filter);');
    if (below && asked) lines.push('  if (!place && entity.parent) return readBelow(entity, request, state);');
    else if (below) lines.push('  if (!place) return readBelow(entity, request, state);');
    if (asked) lines.push("  if (!place) throw new Error(`Set the filters ${entity.path.join(', ')}: they name the place of this table.`);");
    lines.push('  const page = await readAt(entity, place, request, state.cursor);', ...cursorState('page').map((line) => `  ${line}`));
  }
  void wrap;
  lines.push('}');
  return [lines.join('\n'), ...(placed.length > 0 ? [readAt, PLACE] : []), ...(below ? [CHILDREN] : [])];
}

const cursorState = (page: string): readonly string[] => [
  `return { rows: ${page}.rows, next: ${page}.next === undefined ? undefined : { cursor: ${page}.next } };`,
];

/** functions/data.js (FB-40…FB-47): one page of one table per call. */
export function dataFile(plans: readonly EntityPlan[]): string {
  const incremental = plans.some((plan) => plan.chosen && plan.entity.incremental);
  const keyless = plans.some((plan) => plan.chosen && plan.key.length === 0);
  const keyed = plans.some((plan) => plan.chosen && plan.key.length > 0);
  const joined = "entity.key.map((field) => row[field]).join('/')";
  const id = keyless && keyed ? `entity.key.length > 0 ? ${joined} : fingerprint(row)` : keyless ? 'fingerprint(row)' : joined;
  void DIRECT;
  const unproven = plans.some((plan) => plan.chosen && plan.entity.pagination.kind === 'unproven');
  void unproven;
  const since = incremental
    ? '\n  const since = entity.incremental && lastSynchronizedAt ? hoursBefore(lastSynchronizedAt, 6) : undefined;'
    : '';
  const blocks = [
    "import { entities } from './entities.js';",
    `/** One page of a table; \`nextPageConfig\` comes back unchanged as \`pagination\` of the next call. */
export async function data({ requestedType, account, filter, pagination${incremental ? ', lastSynchronizedAt' : ''} }) {
  if (!Object.hasOwn(entities, requestedType)) throw new Error(\`There is no table \${requestedType}.\`);
  const entity = entities[requestedType];${since}
  const request = { account, filter: filter ?? {}${incremental ? ', since' : ''} };
  const { rows, next } = await readPage(entity, request, pagination ?? {});
  return {
    items: rows.map((row) => itemOf(entity, row)),
    pagination: { hasNext: next !== undefined, nextPageConfig: next },
    synchronizationType: ${incremental ? "since ? 'delta' : 'full'" : "'full'"},
  };
}`,
    ...readPage(plans),
    ITEM.replace('ID', id),
    ...(keyless ? [FINGERPRINT] : []),
    ...(incremental ? [HOURS_BEFORE] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

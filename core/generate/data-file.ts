import type { TablePlan } from './fields.ts';
import { type ItemNeeds, itemCode, itemNeeds } from './item-code.ts';
import type { EntityPlan } from './plan.ts';

/** What the tables of a connector need of functions/data.js: it has no branch for anything else. */
interface Needs {
  readonly incremental: boolean;
  /** Tables whose paging is not known. */
  readonly firstPageOnly: boolean;
  /** Tables without a place, with one that the user names, with one that the parent's rows give. */
  readonly plain: boolean;
  readonly asked: boolean;
  readonly below: boolean;
  readonly items: ItemNeeds;
}

function needsOf(plans: readonly EntityPlan[], items: ItemNeeds): Needs {
  const chosen = plans.filter((plan) => plan.chosen);
  const placed = plans.filter((plan) => plan.places.length > 0);
  return {
    incremental: chosen.some((plan) => plan.entity.incremental !== undefined),
    firstPageOnly: chosen.some((plan) => plan.entity.pagination.kind === 'unproven'),
    plain: placed.length < plans.length,
    asked: placed.some((plan) => !plan.parent),
    below: placed.some((plan) => plan.parent),
    items,
  };
}

function dataFunction({ incremental, firstPageOnly, asked, below, items: { deletions, files } }: Needs): string {
  const placed = asked || below;
  const row = placed ? '{ ...row, ...place }' : 'row';
  const item = files ? `itemOf(entity, ${row}, account)` : `itemOf(entity, ${row})`;
  const shown = deletions ? 'rows.filter((row) => since || !isDeleted(entity, row))' : 'rows';
  const lines = [
    '/** One page of a table; `nextPageConfig` comes back unchanged as `pagination` of the next call. */',
    `export async function data({ requestedType, account, filter, pagination${incremental ? ', lastSynchronizedAt' : ''} }) {`,
    '  const entity = tableNamed(requestedType);',
  ];
  if (firstPageOnly) {
    lines.push(
      '  if (entity.firstPageOnly && !pagination) {',
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
    `  const { rows, ${placed ? 'place, ' : ''}next } = await readPage(entity, request, pagination ?? {});`,
    ...(deletions
      ? ['  // A full set leaves deleted rows out; among changes they say what has to go.', `  const shown = ${shown};`]
      : []),
    '  return {',
    `    items: ${deletions ? 'shown' : 'rows'}.map((row) => ${item}),`,
    '    pagination: { hasNext: next !== undefined, nextPageConfig: next },',
    `    synchronizationType: ${incremental ? "since ? 'delta' : 'full'" : "'full'"},`,
    '  };',
    '}',
  );
  return lines.join('\n');
}

const withCursor = (read: string, indent: string, place: boolean): readonly string[] => [
  `${indent}const { rows, next } = await ${read};`,
  place
    ? `${indent}return { rows, place, next: next === undefined ? undefined : { cursor: next } };`
    : `${indent}return { rows, next: next === undefined ? undefined : { cursor: next } };`,
];

function readPage({ plain, asked, below }: Needs): string {
  const lines = [
    '/** One page of a table from the state that an earlier page left, `{}` at first. */',
    'async function readPage(entity, request, state) {',
  ];
  const placed = asked || below;
  const direct = 'entity.read({ ...request, cursor: state.cursor })';
  if (plain && placed) lines.push('  if (!entity.path) {', ...withCursor(direct, '    ', false), '  }');
  else if (plain) lines.push(...withCursor(direct, '  ', false));
  if (placed) {
    lines.push('  const place = placeOf(entity, request.filter);');
    if (below) lines.push(`  if (!place${asked ? ' && entity.parent' : ''}) return readBelow(entity, request, state);`);
    if (asked) lines.push("  if (!place) throw new Error('Set the filters ' + entity.path.join(', '));");
    lines.push(...withCursor('entity.read({ ...request, path: place, cursor: state.cursor })', '  ', true));
  }
  lines.push('}');
  return lines.join('\n');
}

const TABLE = `function tableNamed(name) {
  if (Object.hasOwn(entities, name)) return entities[name];
  throw new Error(\`There is no table \${name}.\`);
}`;

const PLACE = `/** The place that the filters name, where they name all of it. */
function placeOf(entity, filter) {
  const values = entity.path.map((name) => [name, filter[name] ?? '']);
  return values.every(([, value]) => value !== '') ? Object.fromEntries(values) : undefined;
}`;

const BELOW = `/**
 * A page of a table that is read once for each row of its parent. The places still to be read travel in the state, and with them
 * the state from which the parent goes on.
 */
async function readBelow(entity, request, state) {
  let { places, done, parent } = state.places ? state : { places: [], done: 0, parent: {} };
  if (places.length === 0) {
    const above = await readPage(entity.parent, ABOVE, parent);
    places = above.rows.map((row) => entity.pathOf(row, above.place));
    parent = above.next;
  }
  if (places.length === 0) return { rows: [], next: parent && { places, done, parent } };
  const [place, ...rest] = places;
  if (state.cursor === undefined) tell(entity, done, done + places.length, parent);
  const { rows, next } = await entity.read({ ...request, path: place, cursor: state.cursor });
  if (next !== undefined) return { rows, place, next: { places, done, cursor: next, parent } };
  const isLast = rest.length === 0 && !parent;
  return { rows, place, next: isLast ? undefined : { places: rest, done: done + 1, parent } };
}

/** Says how far a table below another has come: about twenty times, not for every row of its parent. */
function tell(entity, done, total, more) {
  if (done % Math.ceil(total / 20) !== 0) return;
  log.info(\`\${entity.name}: \${entity.parent.name} \${done + 1} of \${total}\${more ? ' so far' : ''}\`);
}`;

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
export function dataFile(plans: readonly EntityPlan[], tables: readonly TablePlan[], hasCredentials: boolean): string {
  if (plans.length === 0) return NO_TABLES;
  const needs = needsOf(plans, itemNeeds(tables, hasCredentials));
  // A child asks for the rows of all its parents, not only of those that changed.
  const above = needs.incremental ? '{ ...request, since: undefined }' : 'request';
  const blocks = [
    [
      "import { entities } from './entities.js';",
      ...(needs.items.files ? ["import { fileAddress } from './utility.js';"] : []),
    ].join('\n'),
    dataFunction(needs),
    TABLE,
    readPage(needs),
    ...(needs.asked || needs.below ? [PLACE] : []),
    ...(needs.below ? [BELOW.replace('ABOVE', above)] : []),
    ...itemCode(needs.items),
    ...(needs.incremental ? [HOURS_BEFORE] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

import { createRandom } from '../../shared/random.ts';
import { variablesOf } from '../generate/places.ts';
import { isObject } from '../import/json.ts';
import type { Operation, Shape } from '../infer/model.ts';
import { envelope, overlay, project } from './answer/envelope.ts';
import type { Failure } from './answer/errors.ts';
import { locateRow } from './answer/locate.ts';
import type { List, Row, Store } from './data/store.ts';
import type { Table } from './data/table.ts';
import { follow, valueAt, withValue } from './place.ts';
import type { MockAnswer, MockRequest } from './request.ts';
import type { RowPath } from './roles.ts';
import { factsOf } from './values/facts.ts';
import { makeValue } from './values/make.ts';

/** A value of a request that names the place of a list, where it is no part of the path. */
function sentAt(request: MockRequest, place: Table['places'][number]): string {
  switch (place.in) {
    case 'path':
      return '';
    case 'query':
      return request.query.get(place.parameter) ?? '';
    case 'header':
      return request.headers.get(place.parameter.toLowerCase()) ?? '';
    case 'body':
      return String(valueAt(request.body, place.parameter) ?? '');
  }
}

/** The values of a request that name the place of a list. */
function placeIn(table: Table, above: readonly string[], request: MockRequest): ReadonlyMap<string, string> {
  const inPath = variablesOf(table.path).map(
    (name, index) => [name, request.variables.get(above[index] ?? '') ?? ''] as const,
  );
  const others = table.places.filter((place) => place.in !== 'path');
  return new Map([...inPath, ...others.map((place) => [place.parameter, sentAt(request, place)] as const)]);
}

/** The list that a request is about; a failure names the value that leads nowhere. */
export function listFor(store: Store, table: Table, above: readonly string[], request: MockRequest): List | Failure {
  const given = placeIn(table, above, request);
  const list = store.listAt(table, given);
  if (list) return list;
  const values = [...given].map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
  const known = table.parent === undefined ? store.lists(table)[0]?.at : undefined;
  const hint = known
    ? ` This mock has ${Object.entries(known)
        .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
        .join(', ')}.`
    : '';
  return { status: 404, message: `There is no ${table.parent?.thing ?? 'place'} with ${values}.${hint}` };
}

/** What a path says in place of the id of whoever asks. */
const CALLER = /^(?:me|self|current)$/i;

/** The row that a path names. */
export function findRow(store: Store, path: RowPath, request: MockRequest): Row | Failure {
  const { table, above, variable, fields } = path;
  const given = request.variables.get(variable) ?? '';
  let lists: readonly List[];
  if (above.length === 0) lists = store.lists(table);
  else {
    const list = listFor(store, table, above, request);
    if ('status' in list) return list;
    lists = [list];
  }
  for (const field of fields) {
    for (const list of lists) {
      const found = list.rows.find(
        ({ value, key }) => (key !== undefined && key === given) || String(valueAt(value, field)) === given,
      );
      if (found) return found;
    }
  }
  // Whoever asks is one of the rows: which one, a mock is free to say.
  const [first] = lists.flatMap((list) => list.rows);
  if (first && CALLER.test(given)) return first;
  return {
    status: 404,
    message: `There is no ${table.thing} with ${variable} ${JSON.stringify(given)}.`,
    field: variable,
  };
}

/** A row in the answer that an operation describes: at its place, with what the answer has beyond the rows of the list. */
export function rowAnswer(operation: Operation, table: Table, row: Row, usual: number, seed: number): MockAnswer {
  const shape = operation.answer?.shape;
  const status = operation.answer?.status ?? usual;
  if (!shape) return { status, body: project(row.value, table.row) };
  const random = createRandom(
    seed,
    `${operation.key} ${String(valueAt(row.value, table.entity.primaryKey[0] ?? 'id'))}`,
  );
  const steps = locateRow(shape, table.row);
  if (!steps) return { status, body: overlay(makeValue(shape, table.thing, { random, index: 0 }), row.value, shape) };
  const inner = steps.reduce<Shape | undefined>((at, step) => at?.properties.get(step), shape);
  const more = inner ? makeValue(inner, table.thing, { random, index: 0, needs: (place) => place === '' }) : {};
  const known = isObject(row.value) ? row.value : {};
  // A field that the row does not have is one that it was made without, unless only this answer describes it.
  const whole = isObject(more)
    ? {
        ...Object.fromEntries(
          Object.entries(more).filter(([name]) => !table.row.properties.has(name) || inner?.required.has(name)),
        ),
        ...known,
      }
    : known;
  return { status, body: envelope(shape, steps, project(whole, inner), random) };
}

/** The fields that a body gives for a row: from the object around it, where there is one. */
export function fieldsIn(operation: Operation, table: Table, body: unknown): Readonly<Record<string, unknown>> {
  const shape = operation.body?.shape;
  const steps = (shape && locateRow(shape, table.row)) ?? [];
  const inner = follow(body, steps);
  const fields = isObject(inner) ? inner : isObject(body) ? body : {};
  const [only] = Object.entries(fields);
  // `{ "contact": { … } }` is unwrapped although the description does not say so.
  const isWrapped = only && Object.keys(fields).length === 1 && isObject(only[1]) && !table.row.properties.has(only[0]);
  return isWrapped && isObject(only[1]) && Object.keys(only[1]).some((name) => table.row.properties.has(name))
    ? only[1]
    : fields;
}

const CHANGED = /^(?:updated|modified|changed|last_?(?:updated|modified)|update_?time)(?:_?(?:at|on|date|time))?$/i;

/** Moments of change move on with every change, by one second, so that what is seen depends on no clock. */
function touched(table: Table, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const shape = table.row.properties.get(name);
      const isMoment = shape !== undefined && factsOf(shape).format === 'date-time' && CHANGED.test(name);
      const ms = isMoment && typeof one === 'string' ? Date.parse(one) : Number.NaN;
      return [name, Number.isNaN(ms) ? one : new Date(ms + 1_000).toISOString().replace(/\.\d+Z$/, 'Z')];
    }),
  );
}

/** Values that a change brings: objects are merged where they are only changed, not replaced. */
function merged(before: unknown, change: unknown): unknown {
  if (!isObject(before) || !isObject(change)) return change;
  const all: [string, unknown][] = Object.entries(before);
  const known = new Map(all);
  for (const [name, value] of Object.entries(change)) known.set(name, merged(known.get(name), value));
  return Object.fromEntries(known);
}

/** Changes a row as a request asks; a failure where its key would be that of another row. */
export function updateRow(operation: Operation, table: Table, row: Row, body: unknown): Failure | undefined {
  const fields = fieldsIn(operation, table, body);
  const clash = clashIn(table, row, fields);
  if (clash) return clash;
  const value = merged(row.value, fields);
  row.value = Object.keys(fields).some((name) => CHANGED.test(name)) ? value : touched(table, value);
  return undefined;
}

function clashIn(table: Table, row: Row, fields: Readonly<Record<string, unknown>>): Failure | undefined {
  const [key] = table.entity.primaryKey;
  if (key === undefined || table.entity.primaryKey.length !== 1 || !Object.hasOwn(fields, key)) return undefined;
  const wanted = String(fields[key]);
  const other = row.list.rows.some((one) => one !== row && String(valueAt(one.value, key)) === wanted);
  return other
    ? { status: 409, message: `There is already a ${table.thing} with ${key} ${JSON.stringify(wanted)}.`, field: key }
    : undefined;
}

/** Adds a row with the fields of a body; what it does not give is made as for any other row. */
export function createRow(store: Store, operation: Operation, table: Table, list: List, body: unknown): Row | Failure {
  const row = store.add(table, list);
  if (!row) return { status: 507, message: `This mock holds as many rows of ${table.name} as it can; restart it.` };
  let fields = fieldsIn(operation, table, body);
  // The source assigns ids; any other key is what it was called.
  const described = [...table.entity.primaryKey].filter(
    (key) => /^_?(?:id|uuid|guid|gid|sid)$/i.test(key) && operation.body?.shape?.properties.has(key) !== true,
  );
  if (described.length > 0)
    fields = Object.fromEntries(Object.entries(fields).filter(([name]) => !described.includes(name)));
  const clash = clashIn(table, row, fields);
  if (clash) {
    removeRow(row);
    return clash;
  }
  row.value = Object.entries(fields).reduce<unknown>((value, [name, one]) => withValue(value, [name], one), row.value);
  return row;
}

/** Takes a row away, and with it whatever is read below it. */
export function removeRow(row: Row): void {
  const index = row.list.rows.indexOf(row);
  if (index >= 0) row.list.rows.splice(index, 1);
}

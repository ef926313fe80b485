import type { Pagination } from '../../shared/connector/manifest.ts';
import type { Parameter } from '../../shared/import/report.ts';
import { camelCase } from '../infer/words.ts';
import {
  isIdentifier,
  literal,
  member,
  optionalMember,
  propertyKey,
  scalarLiteral,
  templateText,
} from './code/literal.ts';
import { type Code, call, choice, object, print, statement } from './code/print.ts';
import { jsonPathSteps } from './json-path.ts';
import type { Place } from './places.ts';
import { pathOf } from './places.ts';
import type { EntityPlan } from './plan.ts';

/** Source of one method, with the names of functions/utility.js that it uses. */
export interface ReadCode {
  readonly lines: readonly string[];
  readonly uses: ReadonlySet<string>;
}

/** Names that the body of a read function uses itself. */
const OWN_NAMES = [
  'account',
  'filter',
  'since',
  'cursor',
  'path',
  'response',
  'body',
  'rows',
  'get',
  'follow',
  'nextLink',
  'rowsAt',
  'route',
  'needed',
];

/** Local names for the places of a list. */
function localNames(places: readonly Place[]): ReadonlyMap<Place, string> {
  const taken = new Set(OWN_NAMES);
  const names = new Map<Place, string>();
  for (const place of places) {
    const wanted = isIdentifier(place.name) ? place.name : camelCase(`at ${place.name}`);
    let name = isIdentifier(wanted) ? wanted : 'value';
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    taken.add(name);
    names.set(place, name);
  }
  return names;
}

const binding = (name: string, local: string): string => (name === local ? name : `${propertyKey(name)}: ${local}`);

/** The path of a list as a literal, or as a template that encodes its variables. */
export function pathCode(path: string, placeOf: (variable: string) => string): string {
  if (!/\{[^{}]+\}/.test(path)) return literal(path);
  const text = path
    .split(/(\{[^{}]+\})/)
    .map((part) => (/^\{[^{}]+\}$/.test(part) ? `\${${placeOf(part.slice(1, -1))}}` : templateText(part)))
    .join('');
  return `route\`${text}\``;
}

function constant(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return scalarLiteral(value);
  if (Array.isArray(value)) return `[${value.map(constant).join(', ')}]`;
  return literal(JSON.stringify(value) ?? '');
}

const entry = (name: string, value: string): string => (name === value ? name : `${propertyKey(name)}: ${value}`);

const parameterEntries = (plan: EntityPlan, place: Parameter['in']): readonly string[] => [
  ...plan.fixed.filter((one) => one.in === place).map((one) => entry(one.name, constant(one.default))),
  ...plan.needed
    .filter((one) => one.in === place)
    .map((one) => entry(one.name, `needed(filter, ${literal(one.name)})`)),
];

function pagingEntries({ kind, params, pageSize }: Pagination): readonly string[] {
  const entries: string[] = [];
  if (kind === 'page' && params?.page !== undefined) entries.push(entry(params.page, 'cursor'));
  if (kind === 'offset' && params?.offset !== undefined) entries.push(entry(params.offset, 'cursor'));
  if (kind === 'cursor' && params?.cursor !== undefined) entries.push(entry(params.cursor, 'cursor'));
  if (params?.size !== undefined && pageSize !== undefined) entries.push(entry(params.size, String(pageSize)));
  return entries;
}

/** `body.meta?.next` for `$.meta.next`. */
function bodyPath(path: string): string {
  const [first, ...rest] = jsonPathSteps(path);
  if (first === undefined) return 'body';
  return rest.reduce((expression, step) => optionalMember(expression, step), member('body', first));
}

/** The expression of what the next call starts from; undefined where there is no next call. */
function nextCode({ kind, pageSize, params, next, hasMore }: Pagination): string | undefined {
  // A page shorter than was asked for is the last one only where the description states that so many may be asked for.
  const full = params?.size !== undefined && pageSize !== undefined ? `rows.length >= ${pageSize}` : 'rows.length > 0';
  const more = hasMore === undefined ? full : `(${bodyPath(hasMore)} ?? ${full})`;
  switch (kind) {
    case 'page':
      return `${more} ? cursor + 1 : undefined`;
    case 'offset':
      // An offset that an empty page does not move would ask for the same page for ever.
      return `${hasMore === undefined ? '' : 'rows.length > 0 && '}${more} ? cursor + rows.length : undefined`;
    case 'cursor':
      return cursorCode(next ?? '$', hasMore);
    case 'nextUrl':
      return `${bodyPath(next ?? '$')} || undefined`;
    case 'linkHeader':
      return 'nextLink(response)';
    case 'none':
    case 'unproven':
      return undefined;
  }
}

function cursorCode(next: string, hasMore: string | undefined): string {
  const last = /^\$last\.(.+)$/.exec(next)?.[1];
  if (last !== undefined) {
    const value = optionalMember('rows.at(-1)', last);
    return hasMore === undefined ? value : `${bodyPath(hasMore)} ? ${value} : undefined`;
  }
  const token = `${bodyPath(next)} || undefined`;
  return hasMore === undefined ? token : `${bodyPath(hasMore)} === false ? undefined : ${token}`;
}

/** The object that a read function takes apart. */
function parameterCode(plan: EntityPlan, locals: ReadonlyMap<Place, string>): Code {
  const { pagination, incremental } = plan.entity;
  const items: Code[] = ['account'];
  if (plan.places.length > 0) {
    items.push(['path: ', object(plan.places.map((place) => binding(place.name, locals.get(place) ?? place.name)))]);
  }
  if (plan.needed.length > 0) items.push('filter');
  if (incremental) items.push('since');
  if (pagination.kind === 'page') items.push(`cursor = ${pagination.start ?? 1}`);
  else if (pagination.kind === 'offset') items.push(`cursor = ${pagination.start ?? 0}`);
  else if (pagination.kind !== 'none' && pagination.kind !== 'unproven') items.push('cursor');
  return object(items);
}

/** `async read(…) { … }` of an entity: one page, and where the next one starts. */
export function readCode(plan: EntityPlan, indent: number): ReadCode {
  const { entity } = plan;
  const { pagination } = entity;
  const locals = localNames(plan.places);
  const path = pathOf(entity.operation);
  const local = (parameter: string): string => {
    const place = plan.places.find((one) => one.parameter === parameter);
    return (place && locals.get(place)) ?? 'undefined';
  };
  const uses = new Set(['get', 'rowsAt']);
  const target = pathCode(path, local);
  if (target.startsWith('route`')) uses.add('route');
  if (plan.needed.length > 0) uses.add('needed');
  const query = [
    ...pagingEntries(pagination),
    ...plan.places
      .filter((place) => place.in === 'query')
      .map((place) => entry(place.parameter, local(place.parameter))),
    ...parameterEntries(plan, 'query'),
    ...(entity.incremental ? [entry(entity.incremental.param, 'since')] : []),
  ];
  const headers = parameterEntries(plan, 'header');
  const args: Code[] = ['account', target];
  if (query.length > 0 || headers.length > 0) args.push(object(query));
  if (headers.length > 0) args.push(object(headers));

  const byAddress = pagination.kind === 'nextUrl' || pagination.kind === 'linkHeader';
  const answer = pagination.kind === 'linkHeader' ? 'response' : '{ body }';
  const inner = indent + 2;
  const first = call('get', args);
  if (byAddress) uses.add('follow');
  const fetched = byAddress
    ? choice(
        `const ${answer} = `,
        'cursor',
        ['await ', call('follow', ['account', target, 'cursor'])],
        ['await ', first],
        inner,
      )
    : statement([`const ${answer} = await `, first], inner);
  const rows = call('rowsAt', [
    pagination.kind === 'linkHeader' ? 'response.body' : 'body',
    ...jsonPathSteps(entity.records).map(literal),
  ]);
  const next = nextCode(pagination);
  if (pagination.kind === 'linkHeader') uses.add('nextLink');
  const usesRows = next?.includes('rows') ?? false;
  const rowsEntry: Code = usesRows ? 'rows' : ['rows: ', rows];
  const lines = [
    `${' '.repeat(indent)}async read(${print(parameterCode(plan, locals), indent)}) {`,
    fetched,
    ...(usesRows ? [statement(['const rows = ', rows], inner)] : []),
    statement(['return ', object([rowsEntry, ...(next === undefined ? [] : [`next: ${next}`])])], inner),
    `${' '.repeat(indent)}},`,
  ];
  return { lines, uses };
}

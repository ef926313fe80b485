import { camelCase } from '../infer/words.ts';
import { isIdentifier, literal, propertyKey } from './code/literal.ts';
import { type Code, call, choice, object, print, statement } from './code/print.ts';
import { jsonPathSteps } from './json-path.ts';
import { nextCode } from './paging-code.ts';
import type { Place } from './places.ts';
import type { EntityPlan } from './plan.ts';
import { moreArguments, type RequestCode, requestCode } from './request-code.ts';

/** Source of one method, with the names of functions/utility.js that it uses. */
export interface ReadCode {
  readonly lines: readonly string[];
  readonly uses: ReadonlySet<string>;
  /** Text of the GraphQL query that the method refers to by `queryName`. */
  readonly graphql: string | undefined;
}

/** Names that the body of a read function uses itself. */
const OWN_NAMES = [
  ...['account', 'filter', 'since', 'cursor', 'path', 'response', 'body', 'rows', 'Date', 'JSON', 'Math'],
  ...[
    'anyone',
    'get',
    'post',
    'graphql',
    'follow',
    'form',
    'mapAt',
    'nextLink',
    'rowsAt',
    'valuesAt',
    'route',
    'needed',
  ],
];

/** Local names for the places of a list. */
function localNames(places: readonly Place[], queryName: string): ReadonlyMap<Place, string> {
  const taken = new Set([...OWN_NAMES, queryName]);
  const names = new Map<Place, string>();
  for (const place of places) {
    const wanted = isIdentifier(place.name) ? place.name : camelCase(`at ${place.name}`);
    const base = isIdentifier(wanted) ? wanted : 'value';
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}${n}`;
    taken.add(name);
    names.set(place, name);
  }
  return names;
}

const binding = (name: string, local: string): string => (name === local ? name : `${propertyKey(name)}: ${local}`);

/** The object that a read function takes apart. */
function parameterCode(plan: EntityPlan, locals: ReadonlyMap<Place, string>, hasFilter: boolean): Code {
  const { pagination, incremental } = plan.entity;
  const items: Code[] = ['account'];
  if (plan.places.length > 0) {
    items.push(['path: ', object(plan.places.map((place) => binding(place.name, locals.get(place) ?? place.name)))]);
  }
  if (hasFilter) items.push('filter');
  if (incremental) items.push('since');
  if (pagination.kind === 'page') items.push(`cursor = ${pagination.start ?? 1}`);
  else if (pagination.kind === 'offset') items.push(`cursor = ${pagination.start ?? 0}`);
  else if (pagination.kind !== 'none' && pagination.kind !== 'unproven') items.push('cursor');
  return object(items);
}

/** The call of the first page, or of any page that is asked for by a parameter. */
function firstCall(request: RequestCode, account: string, uses: Set<string>): Code {
  const helper = request.graphql !== undefined ? 'graphql' : request.method === 'POST' ? 'post' : 'get';
  uses.add(helper);
  const body = request.body === undefined ? [] : [request.body];
  return call(helper, [account, request.target, ...body, ...moreArguments(request.query, request.headers)]);
}

/** The call of a page whose address the source gave: the headers and the body go along again. */
function followCall(request: RequestCode, account: string): Code {
  const headers = request.headers.length > 0 || request.body !== undefined ? [object(request.headers)] : [];
  const body = request.body === undefined ? [] : [request.body];
  return call('follow', [account, request.target, 'cursor', ...headers, ...body]);
}

function rowsCode({ entity }: EntityPlan, answer: string, uses: Set<string>): Code {
  const helper = entity.rows === 'map' ? 'mapAt' : entity.rows === 'values' ? 'valuesAt' : 'rowsAt';
  uses.add(helper);
  return call(helper, [answer, ...jsonPathSteps(entity.records).map(literal)]);
}

/** `async read(…) { … }` of an entity: one page, and where the next one starts. */
export function readCode(plan: EntityPlan, indent: number, queryName: string): ReadCode {
  const { pagination, auth } = plan.entity;
  const locals = localNames(plan.places, queryName);
  const request = requestCode(plan, locals, queryName);
  const uses = new Set(request.uses);
  const isPublic = auth?.length === 0;
  if (isPublic) uses.add('anyone');
  const account = isPublic ? 'anyone(account)' : 'account';
  const inner = indent + 2;
  const first = firstCall(request, account, uses);
  const answer = pagination.kind === 'linkHeader' ? 'response' : '{ body }';
  const byAddress = pagination.kind === 'nextUrl' || pagination.kind === 'linkHeader';
  if (byAddress) uses.add('follow');
  const fetched = byAddress
    ? choice(`const ${answer} = `, 'cursor', ['await ', followCall(request, account)], ['await ', first], inner)
    : statement([`const ${answer} = await `, first], inner);
  const rows = rowsCode(plan, pagination.kind === 'linkHeader' ? 'response.body' : 'body', uses);
  const next = nextCode(pagination);
  if (pagination.kind === 'linkHeader') uses.add('nextLink');
  const usesRows = next?.includes('rows') ?? false;
  const rowsEntry: Code = usesRows ? 'rows' : ['rows: ', rows];
  const lines = [
    `${' '.repeat(indent)}${print(['async read(', parameterCode(plan, locals, request.uses.has('needed')), ') {'], indent)}`,
    fetched,
    ...(usesRows ? [statement(['const rows = ', rows], inner)] : []),
    statement(['return ', object([rowsEntry, ...(next === undefined ? [] : [`next: ${next}`])])], inner),
    `${' '.repeat(indent)}},`,
  ];
  return { lines, uses, graphql: request.graphql };
}

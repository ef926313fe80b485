import { BodyCode } from './body-code.ts';
import { jsonCode } from './code/json.ts';
import { literal, propertyKey, templateText } from './code/literal.ts';
import { type Code, object, property } from './code/print.ts';
import { headerName } from './inputs.ts';
import { pagingValues } from './paging-code.ts';
import { methodOf, type Place, pathOf } from './places.ts';
import type { EntityPlan } from './plan.ts';
import { sinceCode } from './since-code.ts';

/** How a list is asked for: the parts of the call, as source. */
export interface RequestCode {
  readonly method: 'GET' | 'POST';
  readonly target: Code;
  readonly query: readonly Code[];
  readonly headers: readonly Code[];
  /** Of a list that is read by POST. */
  readonly body: Code | undefined;
  /** Text of a GraphQL query, which gets a constant of its own. */
  readonly graphql: string | undefined;
  /** Names of functions/utility.js that the parts use. */
  readonly uses: ReadonlySet<string>;
}

/** A server of its own that a path can be put behind; anything but an http(s) address is ignored. */
export function serverOf(one: { readonly server?: string | undefined }): string {
  const url = URL.parse(one.server ?? '');
  const isUsable = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isUsable && !/[{}?#]/.test(one.server ?? '') ? (one.server ?? '').replace(/\/+$/, '') : '';
}

/** An address as a literal, or as a template that encodes its variables. */
export function targetCode(address: string, valueFor: (variable: string) => string, route = 'route'): string {
  if (!/\{[^{}]+\}/.test(address)) return literal(address);
  const text = address
    .split(/(\{[^{}]+\})/)
    .map((part) => (/^\{[^{}]+\}$/.test(part) ? `\${${valueFor(part.slice(1, -1))}}` : templateText(part)))
    .join('');
  return `${route}\`${text}\``;
}

const entry = (name: string, value: Code): Code => (name === value ? name : property(propertyKey(name), value));

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
]);

/** Value of a query parameter or a header, where a list may be one text. */
function flatValue(
  value: unknown,
  parameter: { readonly style?: string | undefined; readonly explode?: boolean | undefined },
): Code {
  if (Array.isArray(value) && parameter.explode === false) {
    return literal(value.map(String).join(SEPARATORS.get(parameter.style ?? '') ?? ','));
  }
  const isText = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isText ? literal(JSON.stringify(value)) : jsonCode(value);
}

const GRAPHQL = /^\s*(?:(?:query|mutation|subscription|fragment)\b[^{]*)?\{[\s\S]*\}\s*$/;

/** True for a text in the query language: braces that hold no JSON. */
export function isGraphql(text: string): boolean {
  if (!GRAPHQL.test(text.replace(/#[^\n]*/g, ''))) return false;
  return !/^\s*\{\s*(?:"|\})/.test(text);
}

/** The text of a GraphQL query among stated values of a body: `query` with braces, as every GraphQL request has it. */
export function graphqlQuery(
  stated: readonly { readonly parameter: { readonly name: string; readonly in: string }; readonly value: unknown }[],
): string | undefined {
  const query = stated.find(({ parameter }) => parameter.in === 'body' && parameter.name === 'query')?.value;
  return typeof query === 'string' && isGraphql(query) ? query : undefined;
}

/** The parts of the call that reads a list. `locals` are the names of its places in the read function. */
export function requestCode(plan: EntityPlan, locals: ReadonlyMap<Place, string>, queryName: string): RequestCode {
  const { entity } = plan;
  const uses = new Set<string>();
  const method = methodOf(entity.operation) === 'POST' ? 'POST' : 'GET';
  const needed = (name: string): string => {
    uses.add('needed');
    return `needed(filter, ${literal(name)})`;
  };
  const local = (place: Place): string => locals.get(place) ?? place.name;
  const target = targetCode(serverOf(entity) + pathOf(entity.operation), (variable) => {
    const place = plan.places.find((one) => one.in === 'path' && one.parameter === variable);
    return place ? local(place) : needed(variable);
  });
  if (target.startsWith('route`')) uses.add('route');

  const graphql = method === 'POST' ? graphqlQuery(plan.fixed) : undefined;
  const body = new BodyCode();
  for (const { parameter, value } of plan.fixed) if (parameter.in === 'body') body.state(parameter.name, value);
  const query = new Map<string, Code>();
  const headers = new Map<string, Code>();
  const put = (place: string, name: string, value: Code): void => {
    if (place === 'body' && method === 'POST') body.set(name, value);
    else if (place === 'header') headers.set(headerName(name), value);
    else query.set(name, value);
  };
  const { pagination, incremental } = entity;
  for (const [name, value] of pagingValues(pagination)) put(pagination.in ?? 'query', name, value);
  for (const place of plan.places) {
    // Some descriptions want a value of the path once more, in the query or a header.
    const again = entity.params.find((one) => one.in !== 'path' && one.required && one.name === place.parameter);
    if (place.in !== 'path') put(place.in, place.parameter, local(place));
    else if (again?.in === 'query' || again?.in === 'header') put(again.in, again.name, local(place));
  }
  for (const { parameter, value } of plan.fixed) {
    if (parameter.in !== 'body') put(parameter.in, parameter.name, flatValue(value, parameter));
  }
  for (const parameter of plan.needed) {
    const isText =
      parameter.in !== 'body' || parameter.enum !== undefined || !/^(?:object|array)$/.test(parameter.type);
    // What a text filter takes for an object or a list is its JSON.
    const value = isText ? needed(parameter.name) : `JSON.parse(${needed(parameter.name)})`;
    if (parameter.in !== 'path') put(parameter.in, parameter.name, value);
  }
  if (incremental) {
    const own = entity.params.find(
      (one) => one.name === incremental.param || incremental.param.startsWith(`${one.name}.`),
    );
    put(own?.in ?? pagination.in ?? 'query', incremental.param, sinceCode(entity));
  }
  if (graphql !== undefined) body.set('query', queryName);
  const contentType = entity.contentType ?? 'application/json';
  const isForm = contentType.startsWith('application/x-www-form-urlencoded');
  if (method === 'POST' && !isForm && !/^(?:application\/(?:json|\*)|\*\/\*)(?![\w.+-])/.test(contentType)) {
    headers.set('content-type', literal(contentType));
  }
  if (method === 'POST' && isForm) uses.add('form');
  const bodyCode: Code = isForm ? ['form(', body.code(), ')'] : body.code();
  const entries = (values: ReadonlyMap<string, Code>): readonly Code[] =>
    [...values].map(([name, value]) => entry(name, value));
  return {
    method,
    target,
    query: entries(query),
    headers: entries(headers),
    body: method === 'POST' ? bodyCode : undefined,
    graphql,
    uses,
  };
}

/** Arguments after the target: query and headers, as far as there are any. */
export function moreArguments(query: readonly Code[], headers: readonly Code[]): readonly Code[] {
  if (headers.length > 0) return [object(query), object(headers)];
  return query.length > 0 ? [object(query)] : [];
}

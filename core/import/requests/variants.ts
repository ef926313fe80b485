import { pathKey } from '../../infer/path.ts';
import { words } from '../../infer/words.ts';
import { isObject } from '../json.ts';
import type { SeenRequest, SeenValue } from './seen.ts';

/** Requests that are one operation: same method, path and server, and the same thing asked for. */
export interface Variant {
  readonly requests: SeenRequest[];
}

/** All variants of one method and path, the plainest first. */
export interface VariantGroup {
  readonly method: string;
  readonly path: string;
  readonly variants: readonly Variant[];
}

/** Query parameters and body members that say which of several calls is meant. */
const SELECTOR = /^(?:action|method|cmd|command|op|operation|operation name|function|fn|func|call|request type)$/;

export const isSelector = (name: string): boolean => SELECTOR.test(words(name).join(' '));

const NO_VALUE = '\u0000';

const pairs = (values: readonly SeenValue[]): readonly string[] =>
  values.map((one) => `${one.name}=${one.value ?? NO_VALUE}`).sort();

/** Members of a body at its top, with what they hold where that is a short text. */
function bodyMembers(request: SeenRequest): readonly (readonly [string, string])[] {
  const { body } = request;
  if (body?.members) return body.members.map((one) => [one.name, one.value ?? NO_VALUE]);
  if (!isObject(body?.value)) return [];
  return Object.entries(body.value).map(([name, value]) => [name, typeof value === 'string' ? value : NO_VALUE]);
}

/** The selectors that a request states. */
function selectorsOf(request: SeenRequest): readonly (readonly [string, string])[] {
  const stated = [
    ...request.query.map((one): readonly [string, string] => [one.name, one.value ?? NO_VALUE]),
    ...bodyMembers(request),
  ];
  return stated.filter(([name]) => isSelector(name)).sort();
}

/** The value by which a request says which of several calls is meant; '' where it has none. */
export const selectedBy = (request: SeenRequest): string =>
  selectorsOf(request).find(([, value]) => value !== NO_VALUE)?.[1] ?? '';

/** Names only, no values: what a request is made of. */
const outlineOf = (request: SeenRequest): string =>
  JSON.stringify([
    request.query.map((one) => one.name).sort(),
    request.body?.contentType,
    bodyMembers(request)
      .map(([name]) => name)
      .sort(),
  ]);

/** Everything that a request sends but its headers; variables are all alike. */
function contentOf(request: SeenRequest): string {
  const { body } = request;
  const sent = body?.members
    ? pairs(body.members)
    : JSON.stringify(body?.value ?? null).replace(/\{\{.*?\}\}/g, '{{}}');
  return JSON.stringify([pairs(request.query), sent]);
}

/**
 * The variants of one method and path (PM-21). Where requests have names, two are one only if they have the same outline and
 * besides the same name or the same content: `POST /accounts` for two countries stays two. Recorded requests have no names; only
 * what selects a call tells them apart.
 */
function split(requests: readonly SeenRequest[]): readonly Variant[] {
  const byMark = new Map<string, Variant>();
  const variants: Variant[] = [];
  for (const request of requests) {
    const base = `${request.server.url || request.server.label} ${JSON.stringify(selectorsOf(request))}`;
    const outline = `${base} ${outlineOf(request)}`;
    const marks =
      request.name === undefined
        ? [base]
        : [`${outline} name ${words(request.name).join(' ')}`, `${outline} content ${contentOf(request)}`];
    const same = marks.map((mark) => byMark.get(mark)).find((one) => one !== undefined);
    const variant = same ?? { requests: [] };
    if (!same) variants.push(variant);
    variant.requests.push(request);
    for (const mark of marks) if (!byMark.has(mark)) byMark.set(mark, variant);
  }
  return variants;
}

const openCount = (values: readonly SeenValue[]): number => values.filter((one) => one.value === undefined).length;

/** Of several reads the plainest is the operation itself, of several writes the first. */
function plainestFirst(variants: readonly Variant[], method: string): readonly Variant[] {
  if (method !== 'GET') return variants;
  const rank = ({ requests: [first] }: Variant): number =>
    first ? openCount(first.query) * 1_000 + first.query.length : 0;
  return [...variants].sort((a, b) => rank(a) - rank(b));
}

/** Requests by method and path. Paths that differ only in the names of their variables are one, under the names that came first. */
export function groupRequests(seen: readonly SeenRequest[]): readonly VariantGroup[] {
  const paths = new Map<string, string>();
  for (const { path } of seen) if (!paths.has(pathKey(path))) paths.set(pathKey(path), path);
  const groups = Map.groupBy(seen, ({ method, path }) => `${method} ${pathKey(path)}`);
  return [...groups.values()].flatMap((requests) => {
    const [first] = requests;
    if (!first) return [];
    const { method, path } = first;
    return [{ method, path: paths.get(pathKey(path)) ?? path, variants: plainestFirst(split(requests), method) }];
  });
}

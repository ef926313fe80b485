import type { Pagination } from '../../shared/connector/manifest.ts';
import type { Parameter } from '../../shared/import/report.ts';
import { type Role, roleOf } from '../infer/pagination/roles.ts';
import { words } from '../infer/words.ts';
import { moreFlag, type NextHint, nextHints, nextLink } from './answer.ts';
import type { Page } from './types.ts';

/** Names by which sources page that describe no parameter for it, the most usual first. */
export const COMMON = {
  size: ['limit', 'per_page', 'page_size', 'pageSize', 'size', 'perPage', 'maxResults', '$top'],
  page: ['page', 'page_number', 'pageNumber', 'p'],
  offset: ['offset', 'skip', 'start', 'startAt', '$skip'],
} as const;

/**
 * The parameters of a list by what they may do for its paging: first those that inference takes for it, then those whose name alone
 * speaks for it (a page number that is described as a text), because here it can be tried.
 */
export function rolesOf(params: readonly Parameter[]): ReadonlyMap<Role, readonly string[]> {
  const roles = new Map<Role, string[]>();
  const role = (param: Parameter, type: string): Role | undefined =>
    param.in === 'query'
      ? roleOf({ ...param, type, pointer: '', format: param.format, minimum: undefined, maximum: undefined }, false)
      : undefined;
  const sure = params.map((param) => role(param, param.type));
  const named = params.map((param, index) => (sure[index] ? undefined : role(param, 'integer')));
  for (const found of [sure, named]) {
    for (const [index, one] of found.entries()) {
      const name = params[index]?.name;
      if (one !== undefined && name !== undefined) roles.set(one, [...(roles.get(one) ?? []), name]);
    }
  }
  return roles;
}

const spelled = (like: string, parts: readonly string[]): string =>
  /[A-Z]/.test(like) || !/[_-]/.test(like)
    ? parts.map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('')
    : parts.join(like.includes('-') ? '-' : '_');

/** Parameters that may take a token back: those that the description has, then names made from that of the field. */
function cursorNames(hint: NextHint, roles: ReadonlyMap<Role, readonly string[]>): readonly string[] {
  const described = [
    ...(roles.get('cursor') ?? []),
    ...(typeof hint.value === 'number' || /^\d+$/.test(hint.value) ? (roles.get('page') ?? []) : []),
    ...(roles.get('offset') ?? []),
  ];
  if (described.length > 0) return described;
  const field = hint.path.replace(/^.*[.[]"?([^."\]]+)"?\]?$/, '$1');
  const own = words(field);
  const bare = own.filter((word) => word !== 'next' && word !== 'end');
  return [...new Set([...(bare.length > 0 ? [spelled(field, bare)] : []), field, 'cursor', 'after', 'page_token'])];
}

/** What the paging of a list may be, by a first page of it; the best evidence first. */
export function candidatesOf(
  page: Page,
  records: string,
  roles: ReadonlyMap<Role, readonly string[]>,
  size: string | undefined,
  key: readonly string[],
): readonly Pagination[] {
  const sized = size === undefined ? {} : { size };
  const hasMore = moreFlag(page.body, records);
  const flag = hasMore === undefined ? {} : { hasMore };
  const found: Pagination[] = [];
  if (nextLink(page.headers) !== undefined) found.push({ kind: 'linkHeader', params: sized });
  const hints = nextHints(page.body, records);
  for (const hint of hints.filter((one) => one.isAddress))
    found.push({ kind: 'nextUrl', params: sized, next: hint.path });
  for (const hint of hints.filter((one) => !one.isAddress))
    for (const cursor of cursorNames(hint, roles))
      found.push({ kind: 'cursor', params: { cursor, ...sized }, next: hint.path, ...flag });
  for (const name of roles.get('page') ?? [])
    found.push({ kind: 'page', params: { page: name, ...sized }, start: 1, ...flag });
  for (const name of roles.get('offset') ?? [])
    found.push({ kind: 'offset', params: { offset: name, ...sized }, start: 0, ...flag });
  const [only, ...more] = key;
  if (only !== undefined && more.length === 0)
    for (const cursor of roles.get('cursor') ?? [])
      found.push({ kind: 'cursor', params: { cursor, ...sized }, next: `$last.${only}`, ...flag });
  return found;
}

/** Pagings with common parameter names, for a source that has more rows than it gives and describes no way to them. */
export function commonCandidates(hasMore: string | undefined, size: string | undefined): readonly Pagination[] {
  const sized = size === undefined ? {} : { size };
  const flag = hasMore === undefined ? {} : { hasMore };
  return [
    ...COMMON.page.map((page): Pagination => ({ kind: 'page', params: { page, ...sized }, start: 1, ...flag })),
    ...COMMON.offset.map((offset): Pagination => ({ kind: 'offset', params: { offset, ...sized }, start: 0, ...flag })),
  ];
}

/** What a refuted paging may have meant: the other first page, or the other thing that its number counts. */
export function variantsOf(pagination: Pagination): readonly Pagination[] {
  const { kind, params, start } = pagination;
  const { page, offset, ...rest } = params ?? {};
  const name = kind === 'page' ? page : kind === 'offset' ? offset : undefined;
  if (name === undefined) return [];
  const { kind: _kind, params: _params, start: _start, ...others } = pagination;
  const all: readonly Pagination[] = [
    { ...others, kind: 'page', params: { page: name, ...rest }, start: 1 },
    { ...others, kind: 'page', params: { page: name, ...rest }, start: 0 },
    { ...others, kind: 'offset', params: { offset: name, ...rest }, start: 0 },
    { ...others, kind: 'offset', params: { offset: name, ...rest }, start: 1 },
  ];
  return all.filter((one) => one.kind !== kind || one.start !== (start ?? (kind === 'page' ? 1 : 0)));
}

import type { Pagination } from '../../../../shared/connector/manifest.ts';
import { recordsPath } from '../../../../shared/connector/names.ts';
import { importTexts } from '../../texts/import.ts';

const texts = importTexts.paging;

/** Kinds of pagination in the order they are offered, as people call them. */
export const paginationKinds = (
  ['page', 'offset', 'cursor', 'nextUrl', 'linkHeader', 'none', 'unproven'] as const satisfies Pagination['kind'][]
).map((value) => ({ value, label: texts.kinds[value] }));

/** Parts of a pagination that a kind is told by. */
export type PaginationPart = 'page' | 'offset' | 'cursor' | 'size' | 'pageSize' | 'start' | 'next' | 'hasMore';

const parts: Readonly<Record<Pagination['kind'], readonly PaginationPart[]>> = {
  page: ['page', 'size', 'pageSize', 'start', 'hasMore'],
  offset: ['offset', 'size', 'pageSize', 'start', 'hasMore'],
  cursor: ['cursor', 'size', 'pageSize', 'next', 'hasMore'],
  nextUrl: ['size', 'pageSize', 'next'],
  linkHeader: ['size', 'pageSize'],
  none: [],
  unproven: [],
};

/** The parts that a kind is told by. */
export const partsOf = (kind: Pagination['kind']): readonly PaginationPart[] => parts[kind];

type Param = 'page' | 'offset' | 'cursor' | 'size';
const isParam = (part: PaginationPart): part is Param =>
  part === 'page' || part === 'offset' || part === 'cursor' || part === 'size';

/** The value of a part as text; '' where it is not set. */
export function partText(pagination: Pagination, part: PaginationPart): string {
  const value = isParam(part) ? pagination.params?.[part] : pagination[part];
  return value === undefined ? '' : String(value);
}

/** The pagination with a part set from text; '' takes it out, and so does what is no number where one is wanted. */
export function withPart(pagination: Pagination, part: PaginationPart, text: string): Pagination {
  const value = text.trim();
  if (isParam(part)) {
    const { [part]: _before, ...others } = pagination.params ?? {};
    const { params: _params, ...rest } = pagination;
    const params = value === '' ? others : { ...others, [part]: value };
    return Object.keys(params).length === 0 ? rest : { ...rest, params };
  }
  const { [part]: _before, ...rest } = pagination;
  if (value === '') return rest;
  if (part === 'next' || part === 'hasMore') return { ...rest, [part]: value };
  const number = Number(value);
  const least = part === 'pageSize' ? 1 : 0;
  return Number.isSafeInteger(number) && number >= least ? { ...rest, [part]: number } : rest;
}

/** The pagination as one of another kind: what that kind is not told by goes. */
export function withKind(pagination: Pagination, kind: Pagination['kind']): Pagination {
  const kept = partsOf(kind).filter((part) => part !== 'start' || pagination.kind === kind);
  const start: Pagination = { kind, ...(kept.length > 0 && pagination.in ? { in: pagination.in } : {}) };
  return kept.reduce((made, part) => withPart(made, part, partText(pagination, part)), start);
}

const isPath = (text: string): boolean => recordsPath.safeParse(text).success;
const isNext = (text: string): boolean => /^\$last\.[\w$.-]+$/.test(text) || isPath(text);

/** What a pagination lacks to be followed; undefined where nothing does. */
export function paginationProblem(pagination: Pagination): string | undefined {
  const { kind, params, next, hasMore } = pagination;
  if (kind === 'page' && !params?.page) return texts.problems.page;
  if (kind === 'offset' && !params?.offset) return texts.problems.offset;
  if (kind === 'cursor' && !params?.cursor) return texts.problems.cursor;
  if (kind === 'cursor' && next === undefined) return texts.problems.nextCursor;
  if (kind === 'nextUrl' && next === undefined) return texts.problems.nextAddress;
  if (next !== undefined && !isNext(next)) return texts.problems.next;
  if (hasMore !== undefined && !isPath(hasMore)) return texts.problems.hasMore;
  return undefined;
}

/** A pagination in one line: `page, per_page=100`; '' where the kind says it all. */
export function paginationDetail(pagination: Pagination): string {
  const { params, pageSize, next } = pagination;
  const size = params?.size === undefined ? '' : `${params.size}${pageSize === undefined ? '' : `=${pageSize}`}`;
  const turn = params?.page ?? params?.offset ?? params?.cursor ?? '';
  return [turn, size, next ?? ''].filter((part) => part !== '').join(', ');
}

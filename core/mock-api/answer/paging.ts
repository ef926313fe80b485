import { mockApiLimits } from '../../../shared/limits.ts';
import type { OperationParameter } from '../../infer/model.ts';
import { pagingParameters } from '../../infer/pagination/roles.ts';
import type { Row } from '../data/store.ts';
import type { Table } from '../data/table.ts';
import { valueAt } from '../place.ts';
import { type MockRequest, pagingValue } from '../request.ts';
import { type Tokens, tokensFor } from './tokens.ts';

/** One page of a list. */
export interface Page {
  readonly rows: readonly Row[];
  /** Rows before it. */
  readonly from: number;
  readonly size: number;
  readonly total: number;
  /** Position of the first row of the next page; undefined on the last one. */
  readonly next: number | undefined;
  readonly tokens: Tokens;
}

/** A paging parameter that cannot be used: its name and what is wrong. */
export interface BadParameter {
  readonly bad: string;
  readonly message: string;
}

const KINDS = ['cursor', 'offset', 'page'] as const;
type Kind = (typeof KINDS)[number];

/** The parameters of the description that have a role in paging. */
export function rolesOf(table: Table): {
  readonly size: OperationParameter | undefined;
  readonly position: { readonly name: string; readonly kind: Kind };
} {
  const { params, kind: paged } = table.entity.pagination;
  const roles = pagingParameters(table.operation);
  const named = (name: string | undefined): OperationParameter | undefined =>
    name === undefined
      ? undefined
      : table.operation.parameters.find(
          (one) => one.name === name && one.in === (table.entity.pagination.in ?? 'query'),
        );
  const size = named(params?.size) ?? (params?.size === undefined ? undefined : roles.get('size'));
  // What the report names decides; an address of the next page is written with whatever the operation takes.
  for (const names of [(kind: Kind) => params?.[kind], (kind: Kind) => roles.get(kind)?.name]) {
    const kind = [...KINDS.filter((one) => one === paged), ...KINDS].find((one) => names(one) !== undefined);
    const name = kind && names(kind);
    if (kind !== undefined && name !== undefined) return { size, position: { name, kind } };
  }
  return { size, position: { name: 'cursor', kind: 'cursor' } };
}

/** Whether a list is given in parts at all. */
const isPaged = (table: Table): boolean => {
  const { kind } = table.entity.pagination;
  return kind !== 'none' && kind !== 'unproven';
};

function sizeOf(table: Table, request: MockRequest): number | BadParameter {
  const { pageSize, params, in: place } = table.entity.pagination;
  const parameter = rolesOf(table).size;
  const preset = Number(parameter?.default ?? Number.NaN);
  // A size that is not the default is one that the text states as the largest.
  const most = parameter?.maximum ?? (pageSize === preset ? undefined : pageSize);
  const given = pagingValue(request, place, params?.size);
  if (given === undefined || given === '') {
    if (Number.isInteger(preset) && preset > 0) return preset;
    return Math.min(pageSize ?? mockApiLimits.pageRows, most ?? Number.POSITIVE_INFINITY);
  }
  const asked = Number(given);
  if (!Number.isInteger(asked) || asked < 1) {
    return { bad: params?.size ?? '', message: 'must be a whole number from 1 on' };
  }
  return Math.min(asked, most ?? asked);
}

/** Position of the row after the one that a cursor names by one of its fields. */
function afterRow(rows: readonly Row[], field: string, given: string): number | undefined {
  const index = rows.findIndex((row) => String(valueAt(row.value, field)) === given);
  return index < 0 ? undefined : index + 1;
}

function positionOf(
  table: Table,
  request: MockRequest,
  rows: readonly Row[],
  size: number,
  tokens: Tokens,
): number | BadParameter {
  const { pagination } = table.entity;
  const { position } = rolesOf(table);
  const given = pagingValue(request, pagination.in, position.name);
  if (given === undefined || given === '') return 0;
  const bad = (message: string): BadParameter => ({ bad: position.name, message });
  const last = /^\$last\.(.+)$/.exec(pagination.next ?? '')?.[1];
  if (position.kind === 'cursor') {
    const found = last === undefined ? tokens.read(given) : afterRow(rows, last, given);
    return found ?? bad('is no cursor that this list has given');
  }
  const number = Number(given);
  const start = pagination.start ?? (position.kind === 'page' ? 1 : 0);
  if (!Number.isInteger(number) || number < 0) return bad('must be a whole number, not below 0');
  return Math.max(0, position.kind === 'page' ? (number - start) * size : number - start);
}

/** The page of a list that a request asks for: all rows where it is not known how the list is paged. */
export function pageOf(table: Table, request: MockRequest, rows: readonly Row[], seed: number): Page | BadParameter {
  const tokens = tokensFor(seed, table.name);
  if (!isPaged(table)) return { rows, from: 0, size: rows.length, total: rows.length, next: undefined, tokens };
  const size = sizeOf(table, request);
  if (typeof size !== 'number') return size;
  const from = positionOf(table, request, rows, size, tokens);
  if (typeof from !== 'number') return from;
  const end = from + size;
  return {
    rows: rows.slice(from, end),
    from,
    size,
    total: rows.length,
    next: end < rows.length ? end : undefined,
    tokens,
  };
}

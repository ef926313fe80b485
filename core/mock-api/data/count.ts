import { mockApiLimits } from '../../../shared/limits.ts';
import { factsOf } from '../values/facts.ts';
import { keysOf } from '../values/key.ts';
import { isIndistinct } from './mark.ts';
import type { Table } from './table.ts';

/** Rows of the lists below one parent, by its position: one list is long, one is empty. */
const CHILDREN = [4, 2, 0, 1, 3] as const;
/** Pages up to this size are filled in lists below a parent too. */
const SMALL_PAGE = 100;

/** How many different rows the keys of a table allow. */
function distinct(table: Table): number {
  const counts = table.entity.primaryKey.map((field) => {
    const shape = table.row.properties.get(field);
    return shape ? keysOf(factsOf(shape)) : Number.POSITIVE_INFINITY;
  });
  if (isIndistinct(table)) counts.push(1);
  if (table.rows === 'values') counts.push(keysOf(factsOf(table.row)));
  return Math.min(...counts, Number.POSITIVE_INFINITY);
}

/** Lists that are read once for each row of a table, at any depth. */
const listsBelow = (table: Table): number => table.children.reduce((count, child) => count + 1 + listsBelow(child), 0);

/** Rows that take more than one page, where neither pages nor what is read below the rows is too large for that. */
function morePages(table: Table): number {
  const { pageSize, kind } = table.entity.pagination;
  const below = listsBelow(table);
  const usual = below === 0 ? mockApiLimits.defaultRows : mockApiLimits.parentRows;
  if (kind === 'none' || kind === 'unproven') return usual;
  const wanted = Math.max((pageSize ?? 0) + 3, mockApiLimits.pageRows * 2 + 3);
  return wanted > mockApiLimits.pagedRows || wanted * below > mockApiLimits.fanOut ? usual : wanted;
}

/** Rows that are seeded in a list without a parent; `rows` where the caller says how many. */
export function topCount(table: Table, rows: number | undefined): number {
  return table.self === undefined ? Math.min(rows ?? morePages(table), distinct(table)) : 1;
}

/** Rows that are seeded below the parent at a position. */
export function childCount(table: Table, position: number): number {
  if (table.self !== undefined) return 1;
  if (position >= mockApiLimits.parentsWithChildren) return 0;
  const usual = CHILDREN[position % CHILDREN.length] ?? 1;
  const isLong = position === 0 && table.children.length === 0 && (table.entity.pagination.pageSize ?? 0) <= SMALL_PAGE;
  return Math.min(isLong ? morePages(table) : usual, distinct(table));
}

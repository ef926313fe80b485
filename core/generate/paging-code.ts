import type { Pagination } from '../../shared/connector/manifest.ts';
import { linkFilter } from '../../shared/import/link-filter.ts';
import { literal, member, optionalMember } from './code/literal.ts';
import { jsonPathSteps } from './json-path.ts';

/** What the comment above a table says of its paging. */
export function pagingText({ kind }: Pagination): string {
  switch (kind) {
    case 'page':
      return 'paged by number';
    case 'offset':
      return 'paged by offset';
    case 'cursor':
      return 'paged by a cursor';
    case 'nextUrl':
      return 'paged by the address of the next page';
    case 'linkHeader':
      return 'paged by the Link header';
    case 'none':
      return 'in one page';
    case 'unproven':
      return 'first page only: how it is paged is not known';
  }
}

/** Request parameters that the paging fills, with the expression of each. */
export function pagingValues({ kind, params, pageSize }: Pagination): readonly (readonly [string, string])[] {
  const values: [string, string][] = [];
  if (kind === 'page' && params?.page !== undefined) values.push([params.page, 'cursor']);
  if (kind === 'offset' && params?.offset !== undefined) values.push([params.offset, 'cursor']);
  if (kind === 'cursor' && params?.cursor !== undefined) values.push([params.cursor, 'cursor']);
  if (params?.size !== undefined && pageSize !== undefined) values.push([params.size, String(pageSize)]);
  return values;
}

/** `body?.meta?.next` for `$.meta.next`: an answer may be empty (204). */
const bodyPath = (path: string): string =>
  jsonPathSteps(path).reduce((expression, step) => {
    const filter = linkFilter(step);
    return filter === undefined
      ? optionalMember(expression, step)
      : `${expression}?.find((link) => ${member('link', filter.key)} === ${literal(filter.value)})`;
  }, 'body');

/** The expression of what the next call starts from; undefined where there is no next call. */
export function nextCode({ kind, pageSize, params, next, hasMore }: Pagination): string | undefined {
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

/** `$last.owner.id` is a field of the last row; a name with other signs is one step. */
function lastRow(path: string): string {
  const steps = /^[\w$-]+(?:\.[\w$-]+)*$/.test(path) ? path.split('.') : [path];
  return steps.reduce((expression, step) => optionalMember(expression, step), 'rows.at(-1)');
}

function cursorCode(next: string, hasMore: string | undefined): string {
  const last = /^\$last\.(.+)$/.exec(next)?.[1];
  if (last !== undefined) {
    const value = lastRow(last);
    return hasMore === undefined ? value : `${bodyPath(hasMore)} ? ${value} : undefined`;
  }
  const token = `${bodyPath(next)} || undefined`;
  return hasMore === undefined ? token : `${bodyPath(hasMore)} === false ? undefined : ${token}`;
}

import type { Operation, OperationParameter } from '../model.ts';
import { phrase } from '../named.ts';

/** What a request parameter may do for the paging of a list. */
export type Role = 'page' | 'offset' | 'cursor' | 'size';

const SIZE = new Set(
  (
    'limit|per page|page size|size|count|max results|maximum results|max|page limit|top|page count|items per page|results per page|records per page|' +
    'num results|take|first|rows|number of results|max items|page max|pagesize|perpage|max page size|hits per page|max records|batch size|num items|pagelen|maxresults|limit per page'
  ).split('|'),
);
const PAGE = new Set(
  'page|page number|p|page num|page index|page no|current page|pagenumber|pageindex|pagenum|paged|page id'.split('|'),
);
const OFFSET = new Set(
  'offset|skip|start|start at|start index|from|first result|page offset|start position|startat|startindex|offset index|start row|start offset'.split(
    '|',
  ),
);
const CURSOR = new Set(
  (
    'cursor|after|page token|next token|next page token|continuation token|continuation|starting after|start after|marker|scroll id|next cursor|' +
    'page cursor|page after|after id|next|start cursor|pagetoken|nexttoken|start key|exclusive start key|bookmark|after cursor|next page|page key|paging token|' +
    'last id|since id|search after|seek position|resume token|cursor token|pagination token|next marker|offset token|start token|pagination key|page state|next id|from id'
  ).split('|'),
);

const isText = (parameter: OperationParameter): boolean => parameter.type === 'string';

/** Numbers are often declared without a type or as `number`; text counts only where it can hold one. */
const isCount = (parameter: OperationParameter): boolean => parameter.type === 'integer' || parameter.type === 'number';

const says = (parameter: OperationParameter, pattern: RegExp): boolean => pattern.test(parameter.description ?? '');

/** The role that the name, type and description of a parameter give it; undefined where they do not agree on one. */
export function roleOf(parameter: OperationParameter): Role | undefined {
  if (parameter.in !== 'query') return undefined;
  const name = phrase(parameter.name.replace(/^\$/, ''));
  if (SIZE.has(name)) return sizeRole(parameter, name);
  if (PAGE.has(name)) {
    if (isCount(parameter)) return 'page';
    return says(parameter, /token|cursor|opaque/i)
      ? 'cursor'
      : isText(parameter) && says(parameter, /page/i)
        ? 'page'
        : undefined;
  }
  if (OFFSET.has(name)) {
    // A text called offset is an opaque token; a text called start or from is a date as likely.
    if (isCount(parameter)) return 'offset';
    return isText(parameter) && says(parameter, /token|cursor|opaque|returned by/i) ? 'cursor' : undefined;
  }
  if (CURSOR.has(name) && parameter.format !== 'date-time' && parameter.format !== 'date') {
    return isDateLike(parameter) ? undefined : 'cursor';
  }
  return undefined;
}

function sizeRole(parameter: OperationParameter, name: string): Role | undefined {
  if (isCount(parameter)) return 'size';
  const plain = name === 'limit' || name.includes('per page') || name.includes('size');
  return isText(parameter) && plain ? 'size' : undefined;
}

/** `after` and `since` name a moment as often as a row. */
const isDateLike = (parameter: OperationParameter): boolean =>
  says(parameter, /\b(?:date|timestamp|iso.?8601|rfc.?3339|datetime)\b/i) &&
  !says(parameter, /cursor|token|pagina|next page/i);

/** The first parameter of each role. */
export function pagingParameters(operation: Operation): ReadonlyMap<Role, OperationParameter> {
  const found = new Map<Role, OperationParameter>();
  for (const parameter of operation.parameters) {
    const role = roleOf(parameter);
    if (role !== undefined && !found.has(role)) found.set(role, parameter);
  }
  return found;
}

/** `starting_after` goes forward; `ending_before` and `before` go back and are never sent. */
export const isBackward = (name: string): boolean =>
  /^(?:before|ending before|end before|prev|previous|previous cursor|last|page before|prev cursor|previous token)$/.test(
    phrase(name),
  );

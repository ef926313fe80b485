import { bodyParameters } from '../body-parameters.ts';
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

/** `$top` and `page[size]` by their words, `options.limit` of a body by its last name, `page.size` by both. */
function nameOf(parameter: OperationParameter): string {
  const name = parameter.name.replace(/^\$/, '');
  if (parameter.in !== 'body' || !name.includes('.')) return phrase(name);
  const whole = phrase(name);
  return [SIZE, PAGE, OFFSET, CURSOR].some((names) => names.has(whole)) ? whole : phrase(name.split('.').at(-1) ?? '');
}

/**
 * The role that the name, type and description of a parameter give it; undefined where they do not agree on one. Where the
 * answer counts pages or rows, a page and a size that are declared as text are numbers all the same.
 */
export function roleOf(parameter: OperationParameter, answerCounts: boolean): Role | undefined {
  if (parameter.in !== 'query' && parameter.in !== 'body') return undefined;
  const name = nameOf(parameter);
  if (SIZE.has(name)) return sizeRole(parameter, name, answerCounts);
  if (PAGE.has(name)) {
    if (isCount(parameter) || (answerCounts && isText(parameter) && parameter.description === undefined)) return 'page';
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

function sizeRole(parameter: OperationParameter, name: string, answerCounts: boolean): Role | undefined {
  if (isCount(parameter)) return 'size';
  if (answerCounts && isText(parameter) && parameter.description === undefined) return 'size';
  const plain = name === 'limit' || name.includes('per page') || name.includes('size');
  return isText(parameter) && plain ? 'size' : undefined;
}

/** `after` and `since` name a moment as often as a row. */
const isDateLike = (parameter: OperationParameter): boolean =>
  says(parameter, /\b(?:date|timestamp|iso.?8601|rfc.?3339|datetime)\b/i) &&
  !says(parameter, /cursor|token|pagina|next page/i);

/** The first parameter of each role: of the query, or of the body where the list is read by one. */
export function pagingParameters(operation: Operation, answerCounts = false): ReadonlyMap<Role, OperationParameter> {
  const inQuery = rolesOf(operation.parameters, answerCounts);
  return inQuery.size > 0 || operation.method === 'GET' ? inQuery : rolesOf(bodyParameters(operation), answerCounts);
}

function rolesOf(
  parameters: readonly OperationParameter[],
  answerCounts: boolean,
): ReadonlyMap<Role, OperationParameter> {
  const found = new Map<Role, OperationParameter>();
  for (const parameter of parameters) {
    const role = roleOf(parameter, answerCounts);
    if (role !== undefined && !found.has(role)) found.set(role, parameter);
  }
  return found;
}

/** Words that name a filter as often as a page. */
const AMBIGUOUS = new Set(['from', 'start', 'p', 'next', 'first', 'last', 'marker']);

/** True for a parameter that is called like one of paging, whatever its type or text say. */
export function soundsLikePaging(parameter: OperationParameter): boolean {
  const name = nameOf(parameter);
  if (AMBIGUOUS.has(name) || parameter.format?.startsWith('date') || isDateLike(parameter)) return false;
  return PAGE.has(name) || OFFSET.has(name) || CURSOR.has(name) || isBackward(name);
}

/** `starting_after` goes forward; `ending_before` and `before` go back and are never sent. */
export const isBackward = (name: string): boolean =>
  /^(?:before|ending before|end before|prev|previous|previous cursor|last|page before|prev cursor|previous token)$/.test(
    phrase(name),
  );

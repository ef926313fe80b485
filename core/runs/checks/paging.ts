import type { Entity } from '../../../shared/connector/manifest.ts';
import { asObject } from '../../import/json.ts';
import { moreFlag, nextHints, nextLink, totalOf } from '../../probe/answer.ts';
import { valueAt } from '../../probe/rows.ts';
import { type PageAnswer, pageAnswer, pathOf, shortened } from './page-answer.ts';
import { inRun, quoted, type Report } from './report.ts';
import { entityOf, type PageFacts, type Subject } from './subject.ts';

const hasNext = ({ pagination }: PageFacts): boolean => asObject(pagination)?.hasNext === true;

/** What pages and answers together say of the paging: a page too few, or rows that do not add up (FB-43, A65). */
export function* checkPaging(subject: Subject, report: Report): Generator<void> {
  const entity = entityOf(subject);
  const { pages } = subject;
  const last = pages.at(-1);
  // Below a parent an empty page is one of its rows without children.
  for (const [index, page] of entity?.parent ? [] : pages.entries()) {
    if (page.items.length > 0 || !hasNext(page)) continue;
    report({
      code: 'page_empty_with_next',
      place: () => inRun,
      message: () =>
        `Page ${index + 1} is empty, yet says that more follows; that is right only where the source counts rows it does not show.`,
    });
  }
  if (entity && !entity.parent) yield* checkUnused(subject, entity, report);
  if (!entity || !last || hasNext(last)) return;
  const answer = pageAnswer(subject, entity, last);
  yield;
  if (!answer) return;
  const sign = signOfMore(entity, pages, answer);
  if (sign !== undefined) {
    report({
      code: 'page_more_expected',
      place: () => ({ kind: 'exchange', exchange: answer.exchange.id }),
      message: () =>
        `Page ${pages.length} of ${quoted(entity.name)} says that it is the last, but ${sign}: rows may be lost; correct how the next page is found.`,
    });
  }
  yield* checkTotal(subject, entity, answer, report);
}

/** Pages without rows whose answer has some where connector.json says: the function looks for them elsewhere (FB-41). */
function* checkUnused(subject: Subject, entity: Entity, report: Report): Generator<void> {
  for (const [index, page] of subject.pages.entries()) {
    if (page.items.length > 0) continue;
    const answer = pageAnswer(subject, entity, page);
    yield;
    if (!answer || answer.rows === 0) continue;
    report({
      code: 'page_rows_unused',
      place: () => ({ kind: 'exchange', exchange: answer.exchange.id }),
      message: () =>
        `Page ${index + 1} is empty, yet its answer has ${answer.rows} rows at ${entity.records}: correct where the function looks for them, unless it leaves them out on purpose.`,
    });
  }
}

/** Rows that were asked for per page, as the address of the request says it. */
function askedSize(entity: Entity, { exchange }: PageAnswer): number | undefined {
  const { params, pageSize } = entity.pagination;
  const query = URL.parse(exchange.url)?.searchParams;
  const known = [params?.size, 'per_page', 'page_size', 'pageSize', 'limit', 'maxResults', 'first', 'top', '$top'];
  const text = known.flatMap((name) => (name === undefined ? [] : (query?.get(name) ?? [])))[0];
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : pageSize;
}

function looksFull(entity: Entity, pages: readonly PageFacts[], answer: PageAnswer): boolean {
  const { rows } = answer;
  if (rows === 0) return false;
  const before = pages.slice(0, -1);
  return (
    rows === askedSize(entity, answer) || (before.length > 0 && before.every((page) => page.items.length === rows))
  );
}

/** Part of a sentence: what in an answer says that more follows; undefined where nothing does. */
function signOfMore(entity: Entity, pages: readonly PageFacts[], answer: PageAnswer): string | undefined {
  const { body, exchange } = answer;
  const link = nextLink(exchange.responseHeaders);
  if (link !== undefined) return 'the Link header of its answer names a next page';
  const short = shortened(body);
  const flag = entity.pagination.hasMore ?? moreFlag(short, entity.records);
  if (flag !== undefined && valueAt(body, flag) === true) return `${flag} of its answer is true`;
  if (!looksFull(entity, pages, answer)) return undefined;
  const hint = nextHints(short, entity.records)[0];
  const stated = entity.pagination.next;
  const path = stated !== undefined && !stated.startsWith('$last') ? stated : hint?.path;
  const value = path === undefined ? undefined : valueAt(body, path);
  const isToken = (typeof value === 'string' && value !== '') || (typeof value === 'number' && value > 0);
  return isToken ? `it is full, and its answer has ${quoted(value)} at ${path}` : undefined;
}

/** Rows in all as the source counts them, against those that came. */
function* checkTotal(subject: Subject, entity: Entity, answer: PageAnswer, report: Report): Generator<void> {
  const { pages, request } = subject;
  // Below a parent, and from a page in the middle, the total is not that of the run.
  if (entity.parent || (request.pagination ?? null) !== null) return;
  const total = totalOf(shortened(answer.body), answer.exchange.responseHeaders, entity.records, answer.rows);
  const seen = pages.reduce((sum, page) => sum + page.items.length, 0);
  if (!total || total.value === seen) return;
  let came = 0;
  for (const page of pages) {
    const one = pageAnswer(subject, entity, page);
    // Without all the answers, or with answers of several lists, nothing can be said.
    if (!one || pathOf(one.exchange) !== pathOf(answer.exchange)) return;
    came += one.rows;
    yield;
  }
  if (came === total.value) return;
  const why =
    came < total.value ? 'rows may be lost: look at the size and the start of the pages' : 'pages may overlap';
  report({
    code: 'total_differs',
    place: () => ({ kind: 'exchange', exchange: answer.exchange.id }),
    message: () =>
      `The source counts ${total.value} rows (${total.where}), and ${came} came in ${pages.length === 1 ? 'one page' : `${pages.length} pages`}; ${why}, unless rows changed meanwhile.`,
  });
}

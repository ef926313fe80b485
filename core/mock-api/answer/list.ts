import { createRandom } from '../../../shared/random.ts';
import { isObject } from '../../import/json.ts';
import type { Shape } from '../../infer/model.ts';
import type { Row } from '../data/store.ts';
import type { Table } from '../data/table.ts';
import { follow, placeOf, valueAt, withValue } from '../place.ts';
import type { MockAnswer, MockRequest } from '../request.ts';
import { factsOf } from '../values/facts.ts';
import { envelope, project } from './envelope.ts';
import { type Page, rolesOf } from './paging.ts';
import { numberOf, type PageFacts, withTotals } from './totals.ts';

/** How an address of this mock is written: the path of a request with other parameters. */
export type AddressOf = (request: MockRequest, parameters: ReadonlyMap<string, string>) => string;

const shapeAt = (shape: Shape | undefined, steps: readonly string[]): Shape | undefined =>
  steps.reduce<Shape | undefined>((at, step) => at?.properties.get(step), shape);

/** The rows of a page as they stand in the answer. */
function content(table: Table, rows: readonly Row[]): unknown {
  if (table.rows !== 'map') return rows.map(({ value }) => project(value, table.row));
  return Object.fromEntries(rows.map(({ key, value }) => [key ?? '', value]));
}

/** Where the next page starts, as the parameter takes it. */
function nextValue(table: Table, page: Page): string | undefined {
  if (page.next === undefined) return undefined;
  const { pagination } = table.entity;
  const last = /^\$last\.(.+)$/.exec(pagination.next ?? '')?.[1];
  if (last !== undefined) {
    const row = page.rows.at(-1);
    return row && String(valueAt(row.value, last));
  }
  const { kind } = rolesOf(table).position;
  if (kind === 'cursor') return page.tokens.make(page.next);
  const start = pagination.start ?? (kind === 'page' ? 1 : 0);
  return String(kind === 'page' ? start + Math.floor(page.next / page.size) : start + page.next);
}

/** What stands for "no more" in a field: null, nothing at all, or an empty text, as the description allows. */
function nothing(answer: Shape | undefined, steps: readonly string[]): unknown {
  const field = shapeAt(answer, steps);
  if (!field || field.nullable) return null;
  const holder = shapeAt(answer, steps.slice(0, -1));
  if (!holder?.required.has(steps.at(-1) ?? '')) return undefined;
  const { type } = factsOf(field);
  return type === 'integer' || type === 'number' ? 0 : '';
}

function flag(answer: Shape | undefined, steps: readonly string[], isMore: boolean): unknown {
  const field = shapeAt(answer, steps);
  const type = field ? factsOf(field).type : 'boolean';
  if (type === 'string') return String(isMore);
  return type === 'integer' || type === 'number' ? Number(isMore) : isMore;
}

/** A token as its field takes it: a number where the description says so. */
function typed(answer: Shape | undefined, steps: readonly string[], token: string): unknown {
  const field = shapeAt(answer, steps);
  const type = field ? factsOf(field).type : 'string';
  return (type === 'integer' || type === 'number') && /^\d+$/.test(token) ? Number(token) : token;
}

interface Around {
  readonly seed: number;
  readonly address: AddressOf;
}

function headersOf(table: Table, facts: PageFacts): Record<string, string> {
  const declared = table.operation.answer?.headers ?? [];
  return Object.fromEntries(
    declared.flatMap(({ name }) => {
      const number = numberOf(name, facts, true);
      return number === undefined ? [] : [[name, String(number)]];
    }),
  );
}

/** The answer of a list: its described envelope with these rows, true totals, and the way to the next page. */
export function listAnswer(table: Table, request: MockRequest, page: Page, { seed, address }: Around): MockAnswer {
  const { pagination } = table.entity;
  const answer = table.operation.answer?.shape;
  const facts: PageFacts = {
    total: page.total,
    from: page.from,
    count: page.rows.length,
    size: page.size,
    start: pagination.start ?? 1,
  };
  let body = envelope(answer, table.steps, content(table, page.rows), createRandom(seed, table.operation.key));
  const isEnvelope = table.steps.length > 0 && isObject(body);
  if (isEnvelope) {
    const rows = follow(body, table.steps);
    body = withValue(withTotals(body, answer, facts), table.steps, rows);
  }
  const value = nextValue(table, page);
  const { name } = rolesOf(table).position;
  const next = value === undefined ? undefined : address(request, new Map([[name, value]]));
  const headers = headersOf(table, facts);
  if (pagination.kind === 'linkHeader') {
    const first = address(request, new Map([[name, '']]));
    headers.link = [...(next === undefined ? [] : [`<${next}>; rel="next"`]), `<${first}>; rel="first"`].join(', ');
  }
  if (isEnvelope && pagination.next !== undefined && !pagination.next.startsWith('$last.')) {
    const { steps } = placeOf(pagination.next);
    const put = pagination.kind === 'nextUrl' ? next : value;
    body = withValue(body, steps, put === undefined ? nothing(answer, steps) : typed(answer, steps, put));
  }
  if (isEnvelope && pagination.hasMore !== undefined) {
    const { steps } = placeOf(pagination.hasMore);
    body = withValue(body, steps, flag(answer, steps, page.next !== undefined));
  }
  return { status: table.operation.answer?.status ?? 200, body, headers };
}

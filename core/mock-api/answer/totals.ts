import { isObject } from '../../import/json.ts';
import type { Shape } from '../../infer/model.ts';
import { phrase } from '../../infer/named.ts';
import { factsOf } from '../values/facts.ts';

/** What is known of one page when the rest of its answer is filled in. */
export interface PageFacts {
  /** Rows of the whole list. */
  readonly total: number;
  /** Rows before this page. */
  readonly from: number;
  /** Rows of this page. */
  readonly count: number;
  /** Rows asked for. */
  readonly size: number;
  /** Number of the first page. */
  readonly start: number;
}

const TOTAL =
  /^(?:total|total count|total results|total items|total records|total entries|total size|total elements|total rows|total hits|count total|num results|result count|record count|records total|x total|x total count|total number)$/;
const PAGES =
  /^(?:total pages|page count|pages|last page|num pages|number of pages|x total pages|total page|max page)$/;
const PAGE = /^(?:page|current page|page number|page num|page index|page no|x page|this page)$/;
const SIZE = /^(?:per page|page size|limit|size|x per page|pagesize|items per page|max results)$/;
const COUNT =
  /^(?:count|page count items|returned|number of elements|current page size|num items|item count|result size|items count)$/;
const OFFSET = /^(?:offset|skip|start|start at|start index|from)$/;
/** What tells that `count` is not that of everything. */
const MORE = /^(?:total|total count|has more|more)$/;

/** The number that a field about paging holds, by its name; undefined for any other field. */
export function numberOf(name: string, facts: PageFacts, hasOther: boolean): number | undefined {
  const words = phrase(name);
  const size = Math.max(1, facts.size);
  if (TOTAL.test(words)) return facts.total;
  if (PAGES.test(words)) return Math.max(1, Math.ceil(facts.total / size));
  if (PAGE.test(words)) return facts.start + Math.floor(facts.from / size);
  if (SIZE.test(words)) return facts.size;
  if (COUNT.test(words)) return hasOther ? facts.count : facts.total;
  return OFFSET.test(words) ? facts.from : undefined;
}

const CONTAINER = 3;

/** An answer with the true numbers in its fields about paging, through the objects beside its rows. */
export function withTotals(value: unknown, shape: Shape | undefined, facts: PageFacts, depth = 0): unknown {
  if (!isObject(value) || !shape || depth > CONTAINER) return value;
  const hasOther = [...shape.properties.keys()].some((name) => MORE.test(phrase(name)));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const child = shape.properties.get(name);
      if (!child) return [name, one];
      const { type } = factsOf(child);
      if (type === 'integer' || type === 'number') return [name, numberOf(name, facts, hasOther) ?? one];
      return [name, type === 'object' ? withTotals(one, child, facts, depth + 1) : one];
    }),
  );
}

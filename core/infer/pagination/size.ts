import type { Pagination } from '../../../shared/connector/manifest.ts';
import type { PagingFacts } from './types.ts';

/** Rows asked for at most, where a description allows absurdly many. */
const MAX_ROWS = 1_000;

/** The bound that a text states: `max 100`, `maximum value is 1000`, `between 1 and 200`, `up to 50`, `1-100`. */
function statedMaximum(text: string): number | undefined {
  const found =
    /\bmax(?:imum)?\b[^.\d]{0,40}?(\d[\d,]{0,6})\b/i.exec(text) ??
    /\bup to (?:a maximum of )?(\d[\d,]{0,6})\b/i.exec(text) ??
    /\bbetween 1 and (\d[\d,]{0,6})\b/i.exec(text) ??
    /\b1 ?(?:-|–|to) ?(\d[\d,]{0,6})\b/.exec(text);
  const value = Number(found?.[1]?.replaceAll(',', ''));
  return Number.isInteger(value) && value > 1 ? value : undefined;
}

/** The size parameter and the rows to ask for: the largest number that the description allows, else its default. */
export function sizeOf(facts: PagingFacts): {
  readonly params: NonNullable<Pagination['params']>;
  readonly rest: Pick<Pagination, 'pageSize'>;
} {
  const parameter = facts.roles.get('size');
  if (!parameter) return { params: {}, rest: {} };
  const params = { size: parameter.name };
  const fallback = Number(parameter.default);
  const size = parameter.maximum ?? statedMaximum(parameter.description ?? '') ?? fallback;
  if (!Number.isInteger(size) || size < 1) return { params, rest: {} };
  return { params, rest: { pageSize: Math.min(size, MAX_ROWS) } };
}

import type { OperationParameter } from '../model.ts';
import { phrase } from '../named.ts';
import { type AnswerField, hasMorePath } from './answer.ts';
import { sizeOf } from './size.ts';
import { evidence, type PagingFacts, type PagingFinding } from './types.ts';

/** The number of the first page, or undefined where nothing states it. */
function statedStart(parameter: OperationParameter): number | undefined {
  const text = parameter.description ?? '';
  if (
    /\b(?:zero|0)[- ]?(?:based|indexed)\b|\b(?:starts?|starting|beginning|begins) (?:at|from|with) (?:0|zero)\b/i.test(
      text,
    )
  )
    return 0;
  if (
    /\b(?:one|1)[- ]?(?:based|indexed)\b|\b(?:starts?|starting|beginning|begins) (?:at|from|with) (?:1|one)\b/i.test(
      text,
    )
  )
    return 1;
  const preset = Number(parameter.default ?? Number.NaN);
  if (preset === 0 || preset === 1) return preset;
  return parameter.minimum === 0 || parameter.minimum === 1 ? parameter.minimum : undefined;
}

const TOTALS =
  /^(?:total|total count|total pages|page count|pages|last page|total results|total items|total records|total entries|count|current page|page|per page|page number|number of pages|total size|total elements|num pages|num results)$/;

export const totalField = (fields: readonly AnswerField[]): AnswerField | undefined =>
  fields.find((field) => TOTALS.test(field.name) && (field.shape.type === 'integer' || field.shape.type === 'number'));

const saysPaging = (parameter: OperationParameter): boolean =>
  /\b(?:page|pagina|offset|skip|result set)/i.test(parameter.description ?? '');

/** Names that can mean nothing but the number of a page. */
const PLAIN_PAGE = /^(?:page|page number|page no|pagenumber)$/;

/** A page number, backed by its plain name, a size parameter, a field of the answer or its own description. */
export function pageNumber(facts: PagingFacts): PagingFinding | undefined {
  const parameter = facts.roles.get('page');
  if (!parameter) return undefined;
  const backed = facts.roles.has('size') || totalField(facts.fields) !== undefined || saysPaging(parameter);
  if (!backed && !PLAIN_PAGE.test(phrase(parameter.name))) return undefined;
  const start = statedStart(parameter);
  const size = sizeOf(facts);
  const hasMore = hasMorePath(facts.fields);
  return {
    pagination: {
      kind: 'page',
      params: { page: parameter.name, ...size.params },
      start: start ?? 1,
      ...size.rest,
      ...(hasMore === undefined ? {} : { hasMore }),
    },
    evidence: evidence(
      'page-parameter',
      parameter.pointer,
      !backed ? 0.7 : start === undefined ? 0.8 : 0.92,
      start === undefined
        ? `${parameter.name} is a page number; that the first page is 1 is not stated.`
        : `${parameter.name} is a page number, the first page is ${start}.`,
    ),
  };
}

/** A parameter that can mean nothing but a count of rows to skip, with its size: no field of the answer is needed for it. */
export function plainOffset(facts: PagingFacts): PagingFinding | undefined {
  const name = phrase(facts.roles.get('offset')?.name ?? '');
  return facts.roles.has('size') && (name === 'offset' || name === 'skip') ? rowOffset(facts) : undefined;
}

/** A count of rows to skip, together with a size. */
export function rowOffset(facts: PagingFacts): PagingFinding | undefined {
  const parameter = facts.roles.get('offset');
  if (!parameter) return undefined;
  const backed = facts.roles.has('size') || totalField(facts.fields) !== undefined || saysPaging(parameter);
  if (!backed) return undefined;
  const size = sizeOf(facts);
  const hasMore = hasMorePath(facts.fields);
  const preset = Number(parameter.default ?? Number.NaN);
  const start = preset === 1 || parameter.minimum === 1 ? 1 : 0;
  return {
    pagination: {
      kind: 'offset',
      params: { offset: parameter.name, ...size.params },
      start,
      ...size.rest,
      ...(hasMore === undefined ? {} : { hasMore }),
    },
    evidence: evidence('offset-parameter', parameter.pointer, 0.9, `${parameter.name} skips rows.`),
  };
}

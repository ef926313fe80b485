import type { Header } from '../../shared/run/exchange.ts';
import { exampleShape } from '../import/example-shape.ts';
import { type AnswerField, answerFields, hasMorePath, isAddress, nextFields } from '../infer/pagination/answer.ts';
import { findRecords } from '../infer/records.ts';
import { containerPath, valueAt } from './rows.ts';
import { joinedHeader } from './sender.ts';

/** The fields beside the rows of a real answer, as inference sees those of a described one. */
export function fieldsBeside(body: unknown, records: string): readonly AnswerField[] {
  const envelope = exampleShape(body, '#');
  return answerFields({
    path: containerPath(records),
    row: envelope,
    envelope,
    evidence: { field: 'records', rule: 'answer', pointer: '#', confidence: 1 },
  });
}

const TOTAL =
  /^(?:total|total count|total results|total items|total records|total entries|total size|total elements|total rows|total hits|num results|record count|num found)$/;
/** May also be the rows of this page: a total only where it is more than came. */
const COUNT = /^(?:count|size|length)$/;

const asCount = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

/** Rows in all as the answer says, and where it says so. */
export function totalOf(
  body: unknown,
  headers: readonly Header[],
  records: string,
  rows: number,
): { readonly value: number; readonly where: string } | undefined {
  for (const { name, path } of fieldsBeside(body, records)) {
    const value = TOTAL.test(name) || COUNT.test(name) ? asCount(valueAt(body, path)) : undefined;
    if (value !== undefined && (TOTAL.test(name) || value > rows)) return { value, where: path };
  }
  for (const name of ['x-total-count', 'x-total']) {
    const value = asCount(joinedHeader(headers, name));
    if (value !== undefined) return { value, where: name };
  }
  // `items 0-24/319` (RFC 9110); a star stands for what is not known.
  const range = asCount(/\/(\d+)\s*$/.exec(joinedHeader(headers, 'content-range') ?? '')?.[1]);
  return range === undefined ? undefined : { value: range, where: 'content-range' };
}

/** Something in an answer that may lead to the next page. */
export interface NextHint {
  readonly path: string;
  /** Words of the field's own name. */
  readonly name: string;
  readonly value: string | number;
  readonly isAddress: boolean;
}

const looksLikeAddress = (value: string | number): boolean =>
  typeof value === 'string' && /^(?:https?:\/\/|\/|\?)/.test(value);

/** The tokens and addresses of an answer that look like those of a next page, the plainest first. */
export function nextHints(body: unknown, records: string): readonly NextHint[] {
  return nextFields(fieldsBeside(body, records)).flatMap((field): readonly NextHint[] => {
    const value = valueAt(body, field.path);
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
    const address = isAddress(field) !== false && looksLikeAddress(value);
    return [{ path: field.path, name: field.name, value, isAddress: address }];
  });
}

/** JSONPath of a flag in the answer that says whether more follows. */
export const moreFlag = (body: unknown, records: string): string | undefined =>
  hasMorePath(fieldsBeside(body, records));

/** Where the rows of a list seem to stand in a real answer; undefined where nothing looks like rows. */
export function placeOfRows(body: unknown, path: string): string | undefined {
  const shape = exampleShape(body, '#');
  const found = findRecords({
    key: `GET ${path}`,
    method: 'GET',
    path,
    pointer: '#',
    operationId: undefined,
    summary: undefined,
    description: undefined,
    tags: [],
    deprecated: false,
    public: false,
    parameters: [],
    body: undefined,
    answer: { pointer: '#', description: undefined, headers: [], links: [], shape },
  });
  return found?.path;
}

/** The address of the next page in a Link header (RFC 8288). */
export function nextLink(headers: readonly Header[]): string | undefined {
  const links = (joinedHeader(headers, 'link') ?? '').split(/,\s*(?=<)/);
  const next = links.find((link) => /;\s*rel="?(?:[^"]*\s)?next\b/i.test(link));
  return /<([^>]*)>/.exec(next ?? '')?.[1];
}

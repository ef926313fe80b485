import { linkPath } from '../../../shared/import/link-filter.ts';
import { jsonPathStep } from '../json-path-step.ts';
import type { OperationParameter, Shape } from '../model.ts';
import { phrase } from '../named.ts';
import { words } from '../words.ts';
import { type AnswerField, hasMorePath, isAddress, nextFields } from './answer.ts';
import { isBackward } from './roles.ts';
import { sizeOf } from './size.ts';
import { evidence, type PagingFacts, type PagingFinding } from './types.ts';

/** An address of the next page in the answer. */
export function nextUrl(facts: PagingFacts): PagingFinding | undefined {
  const field = nextFields(facts.fields).find((one) => isAddress(one) === true);
  if (!field) return undefined;
  const size = sizeOf(facts);
  return {
    pagination: { kind: 'nextUrl', params: size.params, next: field.path, ...size.rest },
    evidence: evidence(
      'next-url-in-answer',
      field.shape.pointer,
      0.93,
      `${field.path} holds the address of the next page.`,
    ),
  };
}

const ADDRESSES = ['href', 'url', 'uri', 'link'];

/** The list of links of an answer: objects that say a relation and an address. */
function linkList(envelope: Shape, path: string, depth: number): string | undefined {
  for (const [name, shape] of envelope.properties) {
    const at = `${path}${jsonPathStep(name)}`;
    const address = ADDRESSES.find((one) => shape.items?.properties.has(one));
    if (/\blinks?\b/.test(phrase(name)) && shape.items?.properties.has('rel') && address)
      return linkPath(at, 'next', address);
    const inner = depth > 0 && shape.items === undefined ? linkList(shape, at, depth - 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** A list of links beside the rows, one of them called next, where a parameter or a flag says that there are pages. */
export function nextOfLinks(facts: PagingFacts): PagingFinding | undefined {
  const { roles, records, fields } = facts;
  if (records.path === '$' || (roles.size === 0 && hasMorePath(fields) === undefined)) return undefined;
  const next = linkList(records.envelope, '$', 1);
  if (next === undefined) return undefined;
  const size = sizeOf(facts);
  const note = `The answer lists links by their relation; ${next} is the address of the next page.`;
  return {
    pagination: { kind: 'nextUrl', params: size.params, next, ...size.rest },
    evidence: evidence('next-in-list-of-links', records.envelope.pointer, 0.75, note),
  };
}

const PLAIN_NEXT = /^(?:next|next page)$/;

/** A field that is called next where no parameter could take a token: it can only be an address. */
export function nextWithoutParameter(facts: PagingFacts): PagingFinding | undefined {
  if (facts.roles.has('cursor') || facts.roles.has('page') || facts.roles.has('offset')) return undefined;
  const field = nextFields(facts.fields).find(
    (one) => PLAIN_NEXT.test(one.name) && one.shape.type === 'string' && isAddress(one) === undefined,
  );
  if (!field) return undefined;
  const size = sizeOf(facts);
  const note = `${field.path} says where the next page is, and no parameter would take a token.`;
  return {
    pagination: { kind: 'nextUrl', params: size.params, next: field.path, ...size.rest },
    evidence: evidence('next-without-parameter', field.shape.pointer, 0.75, note),
  };
}

const OPAQUE = /^(?:cursor|page token|next token|next page token|page cursor|continuation token|continuation)$/;

/** A bare array has no place for a token: what an opaque parameter takes can only come in the Link header. */
export function cursorOfBareArray(facts: PagingFacts): PagingFinding | undefined {
  const parameter = facts.roles.get('cursor');
  if (!parameter || facts.records.path !== '$' || !OPAQUE.test(phrase(parameter.name))) return undefined;
  const size = sizeOf(facts);
  const note = `${parameter.name} takes a token, and the answer is a bare array: only its Link header can give one.`;
  return {
    pagination: { kind: 'linkHeader', params: size.params, ...size.rest },
    evidence: evidence('cursor-of-bare-array', parameter.pointer, 0.6, note),
  };
}

const STEMS = new Set([
  'cursor',
  'token',
  'marker',
  'continuation',
  'scroll',
  'bookmark',
  'offset',
  'key',
  'after',
  'id',
  'page',
]);

/** True where the names of a parameter and a field of the answer speak of the same token. */
function isPair(parameter: OperationParameter, field: AnswerField): boolean {
  const asked = words(parameter.name);
  if (asked.join(' ') === field.name) return true;
  const given = new Set([...field.name.split(' '), ...field.way.split(' ')]);
  return given.has('next') || asked.some((word) => STEMS.has(word) && given.has(word));
}

function cursorFinding(
  facts: PagingFacts,
  parameter: OperationParameter,
  field: AnswerField,
  rule: string,
  confidence: number,
): PagingFinding {
  const size = sizeOf(facts);
  const hasMore = hasMorePath(facts.fields);
  return {
    pagination: {
      kind: 'cursor',
      params: { cursor: parameter.name, ...size.params },
      next: field.path,
      ...size.rest,
      ...(hasMore === undefined ? {} : { hasMore }),
    },
    evidence: evidence(
      rule,
      field.shape.pointer,
      confidence,
      `The parameter ${parameter.name} takes what the answer gives in ${field.path}.`,
    ),
  };
}

const saysNext = (field: AnswerField): boolean => /\bnext\b/.test(field.way);

/** A parameter and a field that differ by the word next only: `stream_position` and `next_stream_position`, `after` and `paging.next.after`. */
export function namesakes(facts: PagingFacts): PagingFinding | undefined {
  const fields = facts.fields.filter(saysNext);
  if (fields.length === 0) return undefined;
  for (const parameter of cursorCandidates(facts)) {
    const name = phrase(parameter.name.split('.').at(-1) ?? '');
    const field = fields.find(
      (one) =>
        (one.name === `next ${name}` || (one.name === name && one.shape.type !== 'integer')) && isAddress(one) !== true,
    );
    if (field) return cursorFinding(facts, parameter, field, 'parameter-and-next-field', 0.95);
  }
  return undefined;
}

/** Parameters that may take a token: those whose names say so, and for a namesake any other that is no page, offset or size. */
function cursorCandidates({ roles, operation }: PagingFacts): readonly OperationParameter[] {
  const cursor = roles.get('cursor');
  const taken = new Set([...roles.values()]);
  const own = operation.parameters.filter((one) => one.in === 'query' && !taken.has(one));
  return [...(cursor && !isBackward(cursor.name) ? [cursor] : []), ...own];
}

/** A token in the answer that a request parameter sends back. */
export function pairedCursor(facts: PagingFacts): PagingFinding | undefined {
  const parameter = facts.roles.get('cursor');
  if (!parameter || isBackward(parameter.name)) return undefined;
  const tokens = nextFields(facts.fields).filter((field) => isAddress(field) !== true && isPair(parameter, field));
  // A field that says "next" beats one that may only echo the request.
  const field = tokens.find(saysNext) ?? tokens[0];
  return field && cursorFinding(facts, parameter, field, 'cursor-parameter-and-field', saysNext(field) ? 0.95 : 0.8);
}

const LAST_ROW = /^(?:starting after|start after|after id|last id|since id|after|exclusive start key)$/;
const SAYS_ROW =
  /\b(?:object|resource|item|record|last|row)\b[^.]{0,60}\bids?\b|\bids?\b[^.]{0,80}\b(?:object|resource|item|record|last|row)\b/i;

/** A cursor that is the id of the last row: the parameter says so, and a flag tells when to stop. */
export function lastRowCursor(facts: PagingFacts): PagingFinding | undefined {
  const parameter = facts.roles.get('cursor');
  if (!parameter || !LAST_ROW.test(phrase(parameter.name))) return undefined;
  const hasMore = hasMorePath(facts.fields);
  const key = facts.records.row.properties.has('id') ? 'id' : undefined;
  if (key === undefined || hasMore === undefined || !SAYS_ROW.test(parameter.description ?? '')) return undefined;
  const size = sizeOf(facts);
  return {
    pagination: {
      kind: 'cursor',
      params: { cursor: parameter.name, ...size.params },
      next: `$last.${key}`,
      ...size.rest,
      hasMore,
    },
    evidence: evidence(
      'cursor-is-last-row',
      parameter.pointer,
      0.9,
      `${parameter.name} takes the ${key} of the last row; ${hasMore} says when to stop.`,
    ),
  };
}

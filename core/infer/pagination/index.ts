import type { Operation } from '../model.ts';
import type { Records } from '../records.ts';
import { answerFields } from './answer.ts';
import { declaredLink, linkHeader } from './declared.ts';
import { pageNumber, plainOffset, rowOffset, totalField } from './numbers.ts';
import { linkHeaderProse, wholeProse } from './prose.ts';
import { pagingParameters } from './roles.ts';
import { Siblings } from './siblings.ts';
import {
  cursorOfBareArray,
  lastRowCursor,
  namesakes,
  nextOfLinks,
  nextUrl,
  nextWithoutParameter,
  pairedCursor,
} from './tokens.ts';
import { evidence, type PagingFacts, type PagingFinding, type PagingRule } from './types.ts';

/** In order of evidence: what is declared, then what fits together, then what is only said. */
const RULES: readonly PagingRule[] = [
  declaredLink,
  linkHeader,
  plainOffset,
  namesakes,
  nextUrl,
  pairedCursor,
  lastRowCursor,
  nextOfLinks,
  linkHeaderProse,
  pageNumber,
  rowOffset,
  nextWithoutParameter,
  cursorOfBareArray,
  wholeProse,
];

/** Facts about the paging of one list operation. */
export function pagingFacts(operation: Operation, records: Records): PagingFacts {
  const fields = answerFields(records);
  const roles = pagingParameters(operation, totalField(fields) !== undefined);
  return { operation, records, roles, fields };
}

function unproven(facts: PagingFacts): PagingFinding {
  const [hint] = facts.roles.values();
  const note = hint
    ? `${hint.name} looks like paging, but nothing in the answer fits it: only the first page is read until you decide.`
    : 'Nothing says how this list is paged: only the first page is read until you decide.';
  return { pagination: { kind: 'unproven' }, evidence: evidence('no-proof', facts.operation.pointer, 0, note) };
}

/** The paging of every list of a description, in the order given. What no rule proves stays `unproven`, never `none`. */
export function inferPagination(lists: readonly PagingFacts[]): readonly PagingFinding[] {
  const siblings = new Siblings();
  const found = lists.map((facts) => {
    const finding = firstFinding(facts);
    if (finding) siblings.add(facts, finding);
    return finding;
  });
  return lists.map((facts, index) =>
    placed(facts, found[index] ?? siblings.like(facts) ?? siblings.unlike(facts) ?? unproven(facts)),
  );
}

/** Says where the parameters are sent, where that is the body. */
function placed(facts: PagingFacts, { pagination, evidence: why }: PagingFinding): PagingFinding {
  const inBody = [...facts.roles.values()].some((parameter) => parameter.in === 'body');
  return inBody && pagination.params !== undefined
    ? { pagination: { ...pagination, in: 'body' }, evidence: why }
    : { pagination, evidence: why };
}

function firstFinding(facts: PagingFacts): PagingFinding | undefined {
  for (const rule of RULES) {
    const finding = rule(facts);
    if (finding) return finding;
  }
  return undefined;
}

import { namingSteps } from '../path.ts';
import { hasMorePath, nextFields } from './answer.ts';
import { sizeOf } from './size.ts';
import { evidence, type PagingFacts, type PagingFinding } from './types.ts';

/** Lists of the same description with the same paging parameters that a majority rests on. */
const MIN_SIBLINGS = 2;
/** Lists that must declare their paging before its absence in another one means something. */
const MIN_PAGED = 3;

export interface Judged {
  readonly facts: PagingFacts;
  readonly finding: PagingFinding | undefined;
}

const signature = (facts: PagingFacts): string =>
  [...facts.roles]
    .map(([role, parameter]) => `${role}=${parameter.name}`)
    .sort()
    .join('&');

const canPage = (facts: PagingFacts): boolean =>
  facts.roles.has('cursor') || facts.roles.has('page') || facts.roles.has('offset');

/** A list whose parameters are exactly those of proven siblings pages as they do, where its answer allows it. */
export function likeSiblings(facts: PagingFacts, judged: readonly Judged[]): PagingFinding | undefined {
  if (!canPage(facts)) return undefined;
  const own = signature(facts);
  const proven = judged.filter((one) => one.finding !== undefined && signature(one.facts) === own);
  const links = proven.filter((one) => one.finding?.pagination.kind === 'linkHeader');
  if (links.length < MIN_SIBLINGS || links.length * 2 <= proven.length) return undefined;
  const size = sizeOf(facts);
  return {
    pagination: { kind: 'linkHeader', params: size.params, ...size.rest },
    evidence: evidence(
      'like-siblings',
      facts.operation.pointer,
      0.7,
      `${links.length} lists with the same parameters page by the Link header.`,
    ),
  };
}

/** True where two lists hold the same kind of row: then one of them is likely paged like the other, declared or not. */
function readsTheSame(one: PagingFacts, other: PagingFacts): boolean {
  const name = one.records.row.name;
  const last = (facts: PagingFacts): string => namingSteps(facts.operation.path).at(-1) ?? '';
  return (
    one.records.row === other.records.row ||
    (name !== undefined && name === other.records.row.name) ||
    last(one) === last(other)
  );
}

/** A list without any sign of paging in a description that declares paging elsewhere comes whole. */
export function unlikeSiblings(facts: PagingFacts, judged: readonly Judged[]): PagingFinding | undefined {
  if (facts.roles.size > 0 || hasMorePath(facts.fields) !== undefined || nextFields(facts.fields).length > 0)
    return undefined;
  const paged = judged.filter(
    (one) => one.finding !== undefined && one.finding.pagination.kind !== 'none' && canPage(one.facts),
  );
  if (paged.length < MIN_PAGED || paged.some((one) => readsTheSame(one.facts, facts))) return undefined;
  return {
    pagination: { kind: 'none' },
    evidence: evidence(
      'unlike-siblings',
      facts.operation.pointer,
      0.65,
      `${paged.length} other lists of this description declare their paging; this one has no parameter and no field for it.`,
    ),
  };
}

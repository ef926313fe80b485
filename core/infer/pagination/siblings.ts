import type { Pagination } from '../../../shared/connector/manifest.ts';
import type { Shape } from '../model.ts';
import { namingSteps } from '../path.ts';
import { hasMorePath, nextFields } from './answer.ts';
import { soundsLikePaging } from './roles.ts';
import { sizeOf } from './size.ts';
import { evidence, type PagingFacts, type PagingFinding } from './types.ts';

/** Lists of the same description with the same paging parameters that a majority rests on. */
const MIN_SIBLINGS = 2;
/** Lists that must declare their paging before its absence in another one means something. */
const MIN_PAGED = 3;

const signature = (facts: PagingFacts): string =>
  [...facts.roles]
    .map(([role, parameter]) => `${role}=${parameter.name}`)
    .sort()
    .join('&');

const canPage = (facts: PagingFacts): boolean =>
  facts.roles.has('cursor') || facts.roles.has('page') || facts.roles.has('offset');

const lastStep = (facts: PagingFacts): string => namingSteps(facts.operation.path).at(-1) ?? '';

/** A paging without what differs from list to list. */
const essence = ({ kind, next, hasMore }: Pagination): string => JSON.stringify([kind, next, hasMore]);

interface Group {
  lists: number;
  readonly pagings: Map<string, { count: number; readonly pagination: Pagination }>;
}

/** What the proven lists of a description have in common, gathered once for all that are not proven. */
export class Siblings {
  /** Proven lists by their paging parameters, and how they page. */
  readonly #bySignature = new Map<string, Group>();
  readonly #rows = new Set<Shape>();
  readonly #rowNames = new Set<string>();
  readonly #steps = new Set<string>();
  #paged = 0;

  add(facts: PagingFacts, { pagination }: PagingFinding): void {
    const key = signature(facts);
    const group = this.#bySignature.get(key) ?? { lists: 0, pagings: new Map() };
    group.lists++;
    const same = group.pagings.get(essence(pagination));
    if (same) same.count++;
    else group.pagings.set(essence(pagination), { count: 1, pagination });
    this.#bySignature.set(key, group);
    if (pagination.kind === 'none' || !canPage(facts)) return;
    const { row } = facts.records;
    this.#paged++;
    this.#rows.add(row);
    if (row.name !== undefined) this.#rowNames.add(row.name);
    this.#steps.add(lastStep(facts));
  }

  /** A list whose parameters are exactly those of proven siblings pages as most of them do. */
  like(facts: PagingFacts): PagingFinding | undefined {
    const group = canPage(facts) ? this.#bySignature.get(signature(facts)) : undefined;
    const most = group && [...group.pagings.values()].sort((a, b) => b.count - a.count)[0];
    if (!group || !most || most.count < MIN_SIBLINGS || most.count * 2 <= group.lists) return undefined;
    const { kind, params, next, hasMore, start } = most.pagination;
    // A bare array has no field that could tell what the answers of the siblings tell.
    if (facts.records.path === '$' && [next, hasMore].some((path) => path?.startsWith('$.'))) return undefined;
    const size = sizeOf(facts);
    return {
      pagination: {
        kind,
        params: { ...params, ...size.params },
        ...(next === undefined ? {} : { next }),
        ...(hasMore === undefined ? {} : { hasMore }),
        ...(start === undefined ? {} : { start }),
        ...size.rest,
      },
      evidence: evidence(
        'like-siblings',
        facts.operation.pointer,
        0.7,
        `${most.count} lists with the same parameters page this way: ${KINDS[kind]}.`,
      ),
    };
  }

  /**
   * A list without any sign of paging comes whole, as far as the description says: unless the same rows are paged elsewhere in
   * it, for then it is likely paged too, declared or not. The confidence is that of a silence, higher among lists that speak.
   */
  unlike(facts: PagingFacts): PagingFinding | undefined {
    // A request that was made is one example: its silence says nothing of what may be asked for.
    if (facts.operation.observed === true) return undefined;
    if (facts.roles.size > 0 || facts.operation.parameters.some(soundsLikePaging)) return undefined;
    if (this.#hasSameRows(facts)) return undefined;
    if (hasMorePath(facts.fields) !== undefined || nextFields(facts.fields).length > 0) return undefined;
    const speaks = this.#paged >= MIN_PAGED;
    return {
      pagination: { kind: 'none' },
      evidence: evidence(
        speaks ? 'unlike-siblings' : 'no-sign-of-pages',
        facts.operation.pointer,
        speaks ? 0.65 : 0.5,
        speaks
          ? `${this.#paged} other lists of this description declare their paging; this one has no parameter and no field for it.`
          : 'No parameter, no field and no text of this list speaks of pages; probe it to be sure.',
      ),
    };
  }

  #hasSameRows(facts: PagingFacts): boolean {
    const { row } = facts.records;
    return (
      this.#rows.has(row) ||
      (row.name !== undefined && this.#rowNames.has(row.name)) ||
      this.#steps.has(lastStep(facts))
    );
  }
}

const KINDS: Readonly<Record<Pagination['kind'], string>> = {
  page: 'by page number',
  offset: 'by offset',
  cursor: 'by a cursor',
  nextUrl: 'by the address of the next page',
  linkHeader: 'by the Link header',
  none: 'in one answer',
  unproven: 'unknown',
};

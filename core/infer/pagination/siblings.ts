import type { Shape } from '../model.ts';
import { namingSteps } from '../path.ts';
import { hasMorePath, nextFields } from './answer.ts';
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

/** What the proven lists of a description have in common, gathered once for all that are not proven. */
export class Siblings {
  /** Proven lists, and those of them that page by the Link header, by their paging parameters. */
  readonly #bySignature = new Map<string, { lists: number; links: number }>();
  readonly #rows = new Set<Shape>();
  readonly #rowNames = new Set<string>();
  readonly #steps = new Set<string>();
  #paged = 0;

  add(facts: PagingFacts, { pagination }: PagingFinding): void {
    const key = signature(facts);
    const { lists, links } = this.#bySignature.get(key) ?? { lists: 0, links: 0 };
    this.#bySignature.set(key, { lists: lists + 1, links: links + (pagination.kind === 'linkHeader' ? 1 : 0) });
    if (pagination.kind === 'none' || !canPage(facts)) return;
    const { row } = facts.records;
    this.#paged++;
    this.#rows.add(row);
    if (row.name !== undefined) this.#rowNames.add(row.name);
    this.#steps.add(lastStep(facts));
  }

  /** A list whose parameters are exactly those of proven siblings pages as most of them do. */
  like(facts: PagingFacts): PagingFinding | undefined {
    const alike = canPage(facts) ? this.#bySignature.get(signature(facts)) : undefined;
    if (!alike || alike.links < MIN_SIBLINGS || alike.links * 2 <= alike.lists) return undefined;
    const size = sizeOf(facts);
    return {
      pagination: { kind: 'linkHeader', params: size.params, ...size.rest },
      evidence: evidence(
        'like-siblings',
        facts.operation.pointer,
        0.7,
        `${alike.links} lists with the same parameters page by the Link header.`,
      ),
    };
  }

  /**
   * A list without any sign of paging in a description that declares paging elsewhere comes whole: unless the same rows are paged
   * elsewhere, for then it is likely paged too, declared or not.
   */
  unlike(facts: PagingFacts): PagingFinding | undefined {
    if (this.#paged < MIN_PAGED || facts.roles.size > 0) return undefined;
    if (hasMorePath(facts.fields) !== undefined || nextFields(facts.fields).length > 0) return undefined;
    if (this.#hasSameRows(facts)) return undefined;
    return {
      pagination: { kind: 'none' },
      evidence: evidence(
        'unlike-siblings',
        facts.operation.pointer,
        0.65,
        `${this.#paged} other lists of this description declare their paging; this one has no parameter and no field for it.`,
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

import { sizeOf } from './size.ts';
import { evidence, type PagingFacts, type PagingFinding } from './types.ts';

const LINK_HEADER = /\blink\b[^.]{0,20}\bheaders?\b|\bheaders?\b[^.]{0,40}\blink\b|\brel=["'“]?next/i;
const PAGES = /\bpag(?:e|es|ing|inat)|\bnext\b|\bcursor\b|\bmore results\b/i;

/** Sentences of the operation, its parameters and its answer that say the next page is in a `Link` header. */
export function linkHeaderProse(facts: PagingFacts): PagingFinding | undefined {
  const { operation } = facts;
  const texts: readonly (readonly [string | undefined, string])[] = [
    [operation.description, operation.pointer],
    [operation.answer?.description, operation.answer?.pointer ?? operation.pointer],
    ...operation.parameters.map((one) => [one.description, one.pointer] as const),
  ];
  for (const [text, pointer] of texts) {
    const sentence = text?.split(/(?<=[.!?])\s+|\n/).find((one) => LINK_HEADER.test(one) && PAGES.test(one));
    if (sentence === undefined) continue;
    const size = sizeOf(facts);
    return {
      pagination: { kind: 'linkHeader', params: size.params, ...size.rest },
      evidence: evidence(
        'link-header-in-text',
        pointer,
        0.85,
        'The text says that the next page is in the Link header.',
      ),
    };
  }
  return undefined;
}

const UNPAGED =
  /\b(?:not paginated|no pagination|unpaginated|without pagination|does not (?:support|use) pagination|returns? (?:all|the (?:complete|full|entire) (?:list|set))\b[^.]{0,60}\b(?:single|one) (?:response|request|call|page))/i;

/** A text that says the list comes whole. */
export function wholeProse(facts: PagingFacts): PagingFinding | undefined {
  const { operation } = facts;
  if (facts.roles.has('page') || facts.roles.has('offset') || facts.roles.has('cursor')) return undefined;
  const text = `${operation.summary ?? ''}. ${operation.description ?? ''}. ${operation.answer?.description ?? ''}`;
  if (!UNPAGED.test(text)) return undefined;
  return {
    pagination: { kind: 'none' },
    evidence: evidence('whole-in-text', operation.pointer, 0.9, 'The text says that the list comes in one answer.'),
  };
}

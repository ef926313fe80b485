import { jsonPathStep } from '../json-path-step.ts';
import { hasMorePath } from './answer.ts';
import { sizeOf } from './size.ts';
import { evidence, type PagingFacts, type PagingFinding } from './types.ts';

const BODY_POINTER = /^\$response\.body#((?:\/[^/]+)+)$/;

const toJsonPath = (pointer: string): string =>
  `$${pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(jsonPathStep)
    .join('')}`;

/** An OpenAPI link from the answer of a list to the same list, with a parameter taken from the body. */
export function declaredLink(facts: PagingFacts): PagingFinding | undefined {
  const { operation } = facts;
  for (const link of operation.answer?.links ?? []) {
    if (operation.operationId === undefined || link.operationId !== operation.operationId) continue;
    for (const [stated, expression] of link.parameters) {
      const name = stated.replace(/^query\./, '');
      const pointer = BODY_POINTER.exec(expression)?.[1];
      if (pointer === undefined || !operation.parameters.some((one) => one.in === 'query' && one.name === name))
        continue;
      const size = sizeOf(facts);
      const hasMore = hasMorePath(facts.fields);
      return {
        pagination: {
          kind: 'cursor',
          params: { cursor: name, ...size.params },
          next: toJsonPath(pointer),
          ...size.rest,
          ...(hasMore === undefined ? {} : { hasMore }),
        },
        evidence: evidence(
          'declared-link',
          link.pointer,
          0.97,
          `The description links the answer to the next page by ${name}.`,
        ),
      };
    }
  }
  return undefined;
}

/** A `Link` header among the headers of the answer (RFC 8288). */
export function linkHeader(facts: PagingFacts): PagingFinding | undefined {
  const header = facts.operation.answer?.headers.find((one) => one.name === 'link');
  if (!header) return undefined;
  const size = sizeOf(facts);
  return {
    pagination: { kind: 'linkHeader', params: size.params, ...size.rest },
    evidence: evidence('link-header-declared', header.pointer, 0.95, 'The answer declares a Link header.'),
  };
}

import type { Evidence } from '../../shared/import/report.ts';
import type { Operation } from './model.ts';
import { phrase } from './named.ts';
import { namingSteps, segments } from './path.ts';

export interface ValidateFinding {
  readonly operation: string;
  readonly evidence: Evidence;
}

const hasInputs = (operation: Operation): boolean =>
  segments(operation.path).some((step) => step.kind === 'variable') ||
  /[{}]/.test(operation.path) ||
  operation.parameters.some((one) => one.required && one.default === undefined && one.in !== 'path');

/** Last steps that speak of the caller, the surest first. */
const OWN: readonly RegExp[] = [
  /^(?:me|myself|whoami|self|current user|user me|users me|auth test|my account|my profile|get me|authenticated user)$/,
  /^(?:user|account|profile|session|userinfo|user info|current|token info|tokeninfo|auth check|verify|check auth|api key|auth)$/,
  /^(?:ping|organization|organisation|company|team|workspace|validate|settings|info|status)$/,
];
const CONFIDENCE = [0.95, 0.85, 0.65];

function byName(candidates: readonly Operation[]): ValidateFinding | undefined {
  for (const [rank, pattern] of OWN.entries()) {
    const found = candidates
      .filter((operation) => {
        const steps = namingSteps(operation.path);
        return pattern.test(phrase(steps.at(-1) ?? '')) && steps.length <= (rank === 0 ? 3 : 2);
      })
      .sort((a, b) => namingSteps(a.path).length - namingSteps(b.path).length)[0];
    if (!found) continue;
    return {
      operation: found.key,
      evidence: {
        field: 'validate',
        rule: 'asks-about-the-caller',
        pointer: found.pointer,
        confidence: CONFIDENCE[rank] ?? 0.5,
        note: 'This call answers about the account that asks.',
      },
    };
  }
  return undefined;
}

/** A cheap GET that proves the credentials: about the caller, else the first list that needs no input. */
export function inferValidate(
  operations: readonly Operation[],
  lists: readonly Operation[],
  needsAuth: boolean,
): ValidateFinding | undefined {
  const usable = (operation: Operation): boolean =>
    operation.method === 'GET' && !operation.deprecated && !hasInputs(operation) && !(needsAuth && operation.public);
  const named = byName(operations.filter(usable));
  if (named) return named;
  const usableLists = lists.filter(usable);
  const list =
    // A request that was made without any parameter works without any.
    usableLists.find((operation) => operation.observed === true && operation.parameters.length === 0) ??
    usableLists[0] ??
    operations.find((operation) => usable(operation) && operation.answer?.shape !== undefined);
  if (!list) return undefined;
  return {
    operation: list.key,
    evidence: {
      field: 'validate',
      rule: 'first-call-without-input',
      pointer: list.pointer,
      confidence: 0.5,
      note: 'Nothing answers about the caller; this is the first call that needs no input.',
    },
  };
}

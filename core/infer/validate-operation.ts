import type { Evidence } from '../../shared/import/report.ts';
import type { Operation } from './model.ts';
import { phrase } from './named.ts';
import { pagingParameters } from './pagination/roles.ts';
import { namingSteps, segments } from './path.ts';
import { words } from './words.ts';

export interface ValidateFinding {
  readonly operation: string;
  /** Values for the variables of its path: `me` for `/users/{user_id}`. */
  readonly params?: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
}

/** Required headers are sent with every request and ask nothing of this one. */
const hasInputs = (operation: Operation): boolean =>
  /[{}]/.test(operation.path) ||
  operation.parameters.some(
    (one) => one.required && one.default === undefined && one.in !== 'path' && one.in !== 'header',
  );

/** Last steps that speak of the caller, the surest first. */
const OWN: readonly RegExp[] = [
  /^(?:me|myself|whoami|self|current user|user me|users me|my account|my profile|get me|authenticated user|current member|logged in user)$/,
  /^(?:auth test|test auth|test authentication|check auth|auth check|verify credentials|token info|tokeninfo|userinfo|user info|verify token|validate token|current session)$/,
  /^(?:user|account|profile|session|current|verify|api key|auth|member|viewer|identity)$/,
  /^(?:organization|organisation|org|company|team|workspace|tenant|validate|ping)$/,
];
const CONFIDENCE = [0.95, 0.9, 0.85, 0.65];

const finding = (operation: Operation, rule: string, confidence: number, note: string): ValidateFinding => ({
  operation: operation.key,
  evidence: { field: 'validate', rule, pointer: operation.pointer, confidence, note },
});

/** Words of the steps that say what is asked for: `/v1/me/profile` → me; of `users.me` each part. */
const lastSteps = (path: string): readonly string[] => {
  const last = namingSteps(path).at(-1) ?? '';
  const parts = last.split('.');
  return parts.length > 1 ? [phrase(parts.at(-1) ?? ''), phrase(last)] : [phrase(last)];
};

function byName(candidates: readonly Operation[]): ValidateFinding | undefined {
  for (const [rank, pattern] of OWN.entries()) {
    const found = candidates
      .filter((operation) => {
        const steps = namingSteps(operation.path);
        return lastSteps(operation.path).some((step) => pattern.test(step)) && steps.length <= (rank < 2 ? 3 : 2);
      })
      .sort((a, b) => namingSteps(a.path).length - namingSteps(b.path).length)[0];
    if (!found) continue;
    const note = 'This call answers about the account that asks.';
    return finding(found, 'asks-about-the-caller', CONFIDENCE[rank] ?? 0.5, note);
  }
  return undefined;
}

/** A text that says whose answer it is: that of the key which asks. */
const OF_THE_KEY =
  /\bassociated with (?:a|the|this|your) (?:given |current )?(?:private |public )?(?:api )?(?:key|token)\b/i;

function byText(candidates: readonly Operation[]): ValidateFinding | undefined {
  const found = candidates.find((one) => OF_THE_KEY.test(`${one.summary ?? ''} ${one.description ?? ''}`));
  return (
    found && finding(found, 'text-speaks-of-the-key', 0.8, 'The text says that it answers about the key that asks.')
  );
}

/** A text that offers the literal `me` in the place of an id. */
const OFFERS_ME = /(?:["'`“]me["'`”]|\bvalue of me\b|\buse me\b|\bor me\b)/;

/** `GET /users/{user_id}` whose variable may be `me`. */
function byLiteralMe(candidates: readonly Operation[]): ValidateFinding | undefined {
  for (const operation of candidates) {
    const steps = segments(operation.path);
    const last = steps.at(-1);
    if (last?.kind !== 'variable' || steps.filter((step) => step.kind === 'variable').length !== 1) continue;
    const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === last.name);
    const isPerson = words(namingSteps(operation.path).at(-1) ?? '').some((word) =>
      /^(?:users?|people|members?|accounts?|persons?)$/.test(word),
    );
    const offered =
      parameter?.default === 'me' || OFFERS_ME.test(`${parameter?.description ?? ''} ${operation.description ?? ''}`);
    if (!isPerson || !offered || operation.parameters.some((one) => one.in === 'query' && one.required)) continue;
    const found = finding(operation, 'literal-me-in-path', 0.85, `{${last.name}} may be "me", the account that asks.`);
    return { ...found, params: { [last.name]: 'me' } };
  }
  return undefined;
}

/** Calls that answer to anybody, or about the API rather than what it holds. */
const SAYS_NOTHING =
  /^(?:version|versions|health|healthz?|status|config|docs|openapi|swagger|meta|schema|robots|time)$/;

/** How cheap a call is: a list that can be asked for one row, one without parameters, then the rest, then what wants a choice. */
function cost(operation: Operation): number {
  const query = operation.parameters.filter((one) => one.in === 'query');
  // A request that was made without any parameter works without any.
  if (pagingParameters(operation).has('size') || (operation.observed === true && query.length === 0)) return 0;
  if (query.length === 0) return 1;
  return query.some((one) => one.required) ? 3 : 2;
}

/** The cheapest call that needs no input; of several the first, as the main resources of an API come first. */
function cheapest(candidates: readonly Operation[], lists: ReadonlySet<Operation>): ValidateFinding | undefined {
  const [found] = candidates
    .filter((operation) => operation.answer?.shape !== undefined || lists.has(operation))
    .map((operation, index) => ({ operation, cost: cost(operation), index }))
    .filter(({ operation }) => !SAYS_NOTHING.test(phrase(namingSteps(operation.path).at(-1) ?? '')))
    .sort((a, b) => a.cost - b.cost || a.index - b.index);
  if (!found) return undefined;
  const note = 'Nothing answers about the caller; this is the cheapest call that needs no input.';
  return finding(found.operation, 'cheapest-call-without-input', 0.5, note);
}

/** A cheap GET that proves the credentials: about the caller, else the cheapest call that needs no input. */
export function inferValidate(
  operations: readonly Operation[],
  lists: ReadonlySet<Operation>,
  needsAuth: boolean,
): ValidateFinding | undefined {
  const reads = operations.filter((operation) => operation.method === 'GET' && !operation.deprecated);
  const proves = reads.filter((operation) => !(needsAuth && operation.public));
  const usable = proves.filter((operation) => !hasInputs(operation));
  const open = reads.filter((operation) => !hasInputs(operation) && isAboutCaller(operation));
  return byName(usable) ?? byText(usable) ?? byLiteralMe(proves) ?? declaredOpen(open) ?? cheapest(usable, lists);
}

/** What is declared to be open to all and still answers about the caller is a weaker proof. */
function declaredOpen(candidates: readonly Operation[]): ValidateFinding | undefined {
  const found = byName(candidates);
  return found && { ...found, evidence: { ...found.evidence, confidence: 0.55 } };
}

/** `GET /session` may be declared to be open to all and answers about the caller all the same. */
const isAboutCaller = (operation: Operation): boolean =>
  lastSteps(operation.path).some((step) => OWN.slice(0, 3).some((pattern) => pattern.test(step)));

import type { Parameter, ReportCommand } from '../../shared/import/report.ts';
import { isAutomatic, statedValue } from './inputs.ts';
import { pathOf, variablesOf } from './places.ts';
import { graphqlQuery } from './request-code.ts';
import type { Common } from './settings.ts';

/** How a body is written. */
export type BodyKind = 'json' | 'form' | 'multipart' | 'text' | 'bytes';

/** A command with everything that its source needs. */
export interface CommandPlan {
  readonly command: ReportCommand;
  /** What the caller gives, in the order of the description; a name may occur in several places. */
  readonly params: readonly Parameter[];
  /** Undefined without a body. */
  readonly body: BodyKind | undefined;
  /** True where one input is the whole body. */
  readonly wholeBody: boolean;
  /** Text of a GraphQL query, which is no input: it is what the command does. */
  readonly graphql: string | undefined;
}

const TEXT =
  /^text\/|^application\/(?:[\w.-]+\+)?(?:xml|yaml|x-yaml|csv|graphql|javascript|x-ndjson|jsonl|x-jsonlines)\b/;

/** How a media type is written; anything that is neither text nor a known structure is bytes. */
function kindOf(contentType: string): BodyKind {
  const type = contentType.toLowerCase();
  if (type.startsWith('application/x-www-form-urlencoded')) return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  if (TEXT.test(type)) return 'text';
  return /\bjson\b|^(?:application|\*)\/\*|^$/.test(type) ? 'json' : 'bytes';
}

/** Variables of the path that the description forgot to declare are inputs too. */
function undeclared(command: ReportCommand): readonly Parameter[] {
  const declared = new Set(command.params.filter((one) => one.in === 'path').map((one) => one.name));
  return variablesOf(pathOf(command.operation))
    .filter((name) => !declared.has(name))
    .map((name) => ({ name, in: 'path', required: true, type: 'string' }));
}

const WHOLE: Parameter = { name: 'body', in: 'body', required: true, type: 'string' };

/** What a command asks of its caller, and how it sends it. */
export function planCommand(command: ReportCommand, common: Common): CommandPlan {
  const variables = new Set(variablesOf(pathOf(command.operation)));
  const given = [...undeclared(command), ...command.params].filter(
    (one) => !isAutomatic(one) && !common.covers(one) && (one.in !== 'path' || variables.has(one.name)),
  );
  const inBody = given.filter((one) => one.in === 'body');
  const body = inBody.length === 0 ? undefined : kindOf(command.contentType ?? 'application/json');
  const stated = inBody.map((parameter) => ({ parameter, value: statedValue(parameter) }));
  const graphql = body === 'json' ? graphqlQuery(stated) : undefined;
  const others = given.filter((one) => one.in !== 'body');
  // Text and bytes cannot be put together of properties.
  const isWhole = command.wholeBody === true || body === 'text' || body === 'bytes';
  const bodyParams = isWhole && command.wholeBody !== true ? [WHOLE] : inBody;
  return {
    command,
    params: [...others, ...bodyParams.filter((one) => graphql === undefined || one.name !== 'query')],
    body,
    wholeBody: isWhole,
    graphql,
  };
}

/** What the caller must give: nothing that has a value of its own. */
export const requiredNames = ({ params }: CommandPlan): readonly string[] => [
  ...new Set(params.filter((one) => one.required && statedValue(one) === undefined).map((one) => one.name)),
];

/** Inputs of a command by name; one that is required anywhere is required. */
export function inputsOf(plan: CommandPlan): readonly Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const param of plan.params) {
    const before = byName.get(param.name);
    if (!before || (param.required && !before.required)) byName.set(param.name, param);
  }
  return [...byName.values()];
}

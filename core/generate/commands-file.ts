import type { Authentication } from '../../shared/connector/manifest.ts';
import type { Parameter } from '../../shared/import/report.ts';
import { jsonCode } from './code/json.ts';
import { commentText, literal, member, propertyKey, templateLines, templateText } from './code/literal.ts';
import { array, type Code, call, either, object, property, statement } from './code/print.ts';
import { commandHelpers } from './command-helpers.ts';
import { type HelperNames, helperNames } from './command-names.ts';
import { type CommandPlan, requiredNames } from './command-plan.ts';
import { headerName, statedValue } from './inputs.ts';
import { methodOf, pathOf } from './places.ts';
import { constantName } from './plan.ts';
import { serverOf } from './request-code.ts';
import type { Common } from './settings.ts';

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
]);

/** What stands between the items of a list that is written as one text; undefined where each item is sent on its own. */
function separatorOf({ in: place, type, style, explode }: Parameter): string | undefined {
  if (type !== 'array' || place === 'body') return undefined;
  const separator = SEPARATORS.get(style ?? '');
  if (place === 'header') return ',';
  return explode === false || (explode === undefined && separator !== undefined) ? (separator ?? ',') : undefined;
}

/** How one input is written, where it is not simply taken as it is given. */
function ownEntry(param: Parameter, names: HelperNames): Code | undefined {
  const input = member('input', param.name);
  const separator = separatorOf(param);
  if (separator !== undefined) {
    const joined = `${names.joined}(${input}${separator === ',' ? '' : `, ${literal(separator)}`})`;
    return property(propertyKey(param.name), joined);
  }
  if (param.in === 'query' && param.type === 'array' && param.style === 'deepObject') {
    return property(propertyKey(`${param.name}[]`), input);
  }
  const stated = param.required ? statedValue(param) : undefined;
  if (stated === undefined) return undefined;
  const name = param.in === 'header' ? headerName(param.name) : param.name;
  return property(propertyKey(name), either(input, jsonCode(stated)));
}

/** The inputs of one place of a request, by name. */
function picked(params: readonly Parameter[], names: HelperNames, more: readonly Code[] = []): Code {
  const plain = params.filter((param) => ownEntry(param, names) === undefined);
  const own = params.map((param) => ownEntry(param, names)).filter((code) => code !== undefined);
  const pick = call(names.pick, ['input', ...plain.map((param) => literal(param.name))]);
  if (more.length + own.length === 0) return pick;
  return object([...more, ...(plain.length === 0 ? [] : [['...', pick]]), ...own]);
}

/** The path of a request; labels and matrices (`style`) have a sign before their value. */
function routeCode({ command, params }: CommandPlan, names: HelperNames): string {
  const address = serverOf(command) + pathOf(command.operation);
  if (!/\{[^{}]+\}/.test(address)) return literal(address);
  const text = address
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!/^\{[^{}]+\}$/.test(part)) return templateText(part);
      const name = part.slice(1, -1);
      const style = params.find((one) => one.in === 'path' && one.name === name)?.style;
      const sign = style === 'label' ? '.' : style === 'matrix' ? `;${encodeURIComponent(name)}=` : '';
      return `${templateText(sign)}\${${member('input', name)}}`;
    })
    .join('');
  return `${names.route}\`${text}\``;
}

const STANDARD =
  /^(?:multipart\/|(?:application\/(?:json|x-www-form-urlencoded|octet-stream|\*)|text\/plain|\*\/\*)(?![\w.+-]))/i;

/** A media type that the kind of body does not tell. */
const ownType = ({ command, body }: CommandPlan): string | undefined =>
  body === undefined || STANDARD.test(command.contentType ?? '*/*') ? undefined : command.contentType;

function bodyCode(plan: CommandPlan, names: HelperNames, queryName: string): readonly Code[] {
  if (plan.body === undefined) return [];
  const params = plan.params.filter((param) => param.in === 'body');
  const [whole] = params;
  if (plan.wholeBody) return [property(plan.body, member('input', whole?.name ?? 'body'))];
  const query = plan.graphql === undefined ? [] : [queryName === 'query' ? 'query' : `query: ${queryName}`];
  const files = params.filter((param) => plan.body === 'multipart' && param.format === 'binary');
  return [
    property(plan.body, params.length === 0 ? object(query) : picked(params, names, query)),
    ...(files.length === 0 ? [] : [property('files', array(files.map((param) => literal(param.name))))]),
  ];
}

function optionsCode(plan: CommandPlan, names: HelperNames, queryName: string): readonly Code[] {
  const at = (place: Parameter['in']): readonly Parameter[] => plan.params.filter((param) => param.in === place);
  const type = ownType(plan);
  const options: readonly Code[] = [
    ...(at('query').length > 0 ? [property('query', picked(at('query'), names))] : []),
    ...(at('header').length > 0 ? [property('headers', picked(at('header'), names))] : []),
    ...bodyCode(plan, names, queryName),
    ...(type === undefined ? [] : [property('type', literal(type))]),
  ];
  return options.length === 0 ? [] : [object(options)];
}

function commandCode(plan: CommandPlan, names: HelperNames, queryName: string): string {
  const { command, params, graphql } = plan;
  const required = requiredNames(plan);
  const args: readonly Code[] = [
    literal(methodOf(command.operation)),
    routeCode(plan, names),
    ...optionsCode(plan, names, queryName),
  ];
  const send = call(names.send, args);
  const about = commentText(command.title ?? command.description ?? '').slice(0, 150);
  const note = `${about === '' ? '' : `${about.replace(/[.:]$/, '')}: `}${commentText(command.operation)}`;
  return [
    ...(graphql === undefined ? [] : [`const ${queryName} = \`${templateLines(graphql.trim())}\`;\n`]),
    command.deprecated ? `/**\n * ${note}\n * @deprecated\n */` : `/** ${note} */`,
    `function ${command.name}() {`,
    ...(params.length > 0 ? ['  const input = floh.params;'] : []),
    ...(required.length > 0
      ? [
          statement(['const missing = ', call(names.missingOf, ['input', ...required.map(literal)])], 2),
          '  if (missing) return missing;',
        ]
      : []),
    statement(['return ', graphql === undefined ? send : call(names.answered, [send])], 2),
    '}',
  ].join('\n');
}

/** commands.js: one top-level function per command, helpers at the end (FL-31…FL-34). */
export function commandsFile(
  plans: readonly CommandPlan[],
  authentication: readonly Authentication[],
  common: Common,
): string {
  const taken = new Set(plans.map((plan) => plan.command.name));
  const names = helperNames(taken);
  for (const name of Object.values(names)) taken.add(name);
  const functions = plans.map((plan) => commandCode(plan, names, constantName(`${plan.command.name}Query`, taken)));
  const text = functions.join('\n');
  const helpers = commandHelpers({
    plans,
    authentication,
    common,
    names,
    isUsed: (helper) => text.includes(`${names[helper]}(`) || text.includes(`${names[helper]}\``),
    typed: plans.some((plan) => ownType(plan) !== undefined),
  });
  return `${[...functions, ...helpers].join('\n\n')}\n`;
}

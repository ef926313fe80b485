import type { Authentication } from '../../shared/connector/manifest.ts';
import type { Parameter, ReportCommand } from '../../shared/import/report.ts';
import { commentText, literal, member, propertyKey, templateText } from './code/literal.ts';
import { type Code, call, object, statement } from './code/print.ts';
import { type CommandUses, commandHelpers, type HelperNames, helperNames } from './command-helpers.ts';
import { methodOf, pathOf } from './places.ts';

/** How a command gives its inputs to a request. */
interface Inputs {
  readonly query: readonly Parameter[];
  readonly headers: readonly Parameter[];
  readonly body: readonly Parameter[];
  readonly required: readonly string[];
}

function inputsOf(command: ReportCommand): Inputs {
  const at = (place: Parameter['in']): readonly Parameter[] => command.params.filter((param) => param.in === place);
  const required = command.params.filter(
    (param) => param.required && param.default === undefined && param.in !== 'cookie',
  );
  return {
    query: at('query'),
    headers: at('header'),
    body: at('body'),
    required: [...new Set(required.map((one) => one.name))],
  };
}

/** A list that is written as one value with commas (`explode: false`). */
const isCommaList = (param: Parameter): boolean => param.type === 'array' && param.explode === false;

function picked(params: readonly Parameter[], names: HelperNames): Code {
  const lists = params.filter(isCommaList);
  const plain = params.filter((param) => !isCommaList(param));
  const pick = call(names.pick, ['input', ...plain.map((param) => literal(param.name))]);
  if (lists.length === 0) return pick;
  return object([
    ...(plain.length === 0 ? [] : [['...', pick]]),
    ...lists.map((param) => `${propertyKey(param.name)}: ${names.commaList}(${member('input', param.name)})`),
  ]);
}

function routeCode(path: string, names: HelperNames): string {
  if (!/\{[^{}]+\}/.test(path)) return literal(path);
  const text = path
    .split(/(\{[^{}]+\})/)
    .map((part) => (/^\{[^{}]+\}$/.test(part) ? `\${${member('input', part.slice(1, -1))}}` : templateText(part)))
    .join('');
  return `${names.route}\`${text}\``;
}

type BodyKind = 'json' | 'form' | 'text';

/** How the body of a request is written; undefined without one. */
function bodyKind(command: ReportCommand): BodyKind | undefined {
  if (command.contentType === undefined || !command.params.some((param) => param.in === 'body')) return undefined;
  if (command.contentType.startsWith('application/x-www-form-urlencoded')) return 'form';
  return command.contentType.startsWith('text/') ? 'text' : 'json';
}

const STANDARD = /^(?:application\/json|application\/x-www-form-urlencoded|text\/plain|\*\/\*|application\/\*)/;

/** A media type that the kind of body does not tell. */
const ownType = (command: ReportCommand): string | undefined =>
  bodyKind(command) === undefined || STANDARD.test(command.contentType ?? '') ? undefined : command.contentType;

function optionsCode(command: ReportCommand, inputs: Inputs, names: HelperNames): readonly Code[] {
  const options: Code[] = [];
  if (inputs.query.length > 0) options.push(['query: ', picked(inputs.query, names)]);
  if (inputs.headers.length > 0) options.push(['headers: ', picked(inputs.headers, names)]);
  const kind = bodyKind(command);
  if (kind !== undefined) {
    options.push([`${kind}: `, command.wholeBody ? member('input', 'body') : picked(inputs.body, names)]);
  }
  const type = ownType(command);
  if (type !== undefined) options.push(`type: ${literal(type)}`);
  return options.length === 0 ? [] : [object(options)];
}

function commandCode(command: ReportCommand, names: HelperNames): string {
  const inputs = inputsOf(command);
  const method = methodOf(command.operation);
  const args: readonly Code[] = [
    literal(method),
    routeCode(pathOf(command.operation), names),
    ...optionsCode(command, inputs, names),
  ];
  const send = call(names.send, args);
  const about = commentText(command.title ?? command.description ?? '').slice(0, 150);
  const lines = [
    `/** ${about === '' ? '' : `${about.replace(/[.:]$/, '')}: `}${commentText(command.operation)} */`,
    `function ${command.name}() {`,
  ];
  if (command.params.some((param) => param.in !== 'cookie')) lines.push('  const input = floh.params;');
  if (inputs.required.length > 0) {
    lines.push(
      statement(['const missing = ', call(names.missingOf, ['input', ...inputs.required.map(literal)])], 2),
      '  if (missing) return missing;',
    );
  }
  lines.push(statement(['return ', send], 2), '}');
  return lines.join('\n');
}

function usesOf(commands: readonly ReportCommand[], text: string, names: HelperNames): CommandUses {
  const bodied = commands.filter((command) => bodyKind(command) !== undefined);
  const isUsed = (name: string): boolean => text.includes(`${name}(`) || text.includes(`${name}\``);
  return {
    methods: new Set(commands.map((command) => methodOf(command.operation))),
    withBody: new Set(bodied.map((command) => methodOf(command.operation))),
    bodies: new Set(bodied.map(bodyKind).filter((kind) => kind !== undefined)),
    typed: commands.some((command) => ownType(command) !== undefined),
    query: commands.some((command) => command.params.some((param) => param.in === 'query')),
    headers: commands.some((command) => command.params.some((param) => param.in === 'header')),
    helpers: new Set((['missingOf', 'pick', 'route', 'commaList'] as const).filter((helper) => isUsed(names[helper]))),
  };
}

/** commands.js: one top-level function per command, helpers at the end (FL-31…FL-34). */
export function commandsFile(commands: readonly ReportCommand[], authentication: readonly Authentication[]): string {
  const names = helperNames(new Set(commands.map((command) => command.name)));
  const functions = commands.map((command) => commandCode(command, names));
  const helpers = commandHelpers(usesOf(commands, functions.join('\n'), names), authentication, names);
  return `${[...functions, ...helpers].join('\n\n')}\n`;
}

import type { AstNode, Compiler } from 'monaco-editor/languages/features/typescript/lib/typescriptServices';
import { isFunctionName } from '../../../../../shared/connector/names.ts';
import { typesModule } from '../../../../../shared/connector/types-file.ts';
import type { Insertion } from './insertions.ts';
import { Script } from './script.ts';

const typeOf = (text: string): string => `import('${typesModule}').${text}`;
const rowOf = (entity: string): string => typeOf(`Rows[${JSON.stringify(entity).replaceAll('*/', '*\\u002f')}]`);

/** What `row` and `rows` mean in a part of a file; undefined where they may be anything. */
interface Scope {
  readonly row: string;
  readonly rows: string | undefined;
}

/** The function that the studio calls takes and gives what the contract says. */
function typeContract(script: Script, name: string): AstNode | undefined {
  const contract = typeOf(`Functions['${name}']`);
  for (const statement of script.file.statements) {
    if (!script.isExported(statement)) continue;
    if (script.is(statement, 'FunctionDeclaration') && statement.name?.text === name) {
      const [request] = statement.parameters ?? [];
      if (script.isTypeScript && request) script.typeParameter(request, `Parameters<${contract}>[0]`);
      if (!script.isTypeScript && !script.hasOwnTypes(statement)) script.document(statement, contract);
      return statement;
    }
    const [variable] = statement.declarationList?.declarations ?? [];
    if (variable?.name?.text !== name) continue;
    script.typeVariable(statement, contract);
    return variable.initializer;
  }
  return undefined;
}

/** A command and its `floh`, which knows its parameters. */
function typeCommand(script: Script, command: AstNode): void {
  const { name, body, parameters = [] } = command;
  if (name?.text === undefined || body === undefined || script.hasOwnTypes(command)) return;
  const key = JSON.stringify(name.text);
  if (!script.isTypeScript) script.document(command, typeOf(`CommandOf<${key}>`));
  const text = script.file.text.slice(body.getStart(script.file), body.end);
  if (!/\bfloh\b/.test(text) || /\b(?:const|let|var|function)\s+floh\b/.test(text)) return;
  if (parameters.some((one) => one.name?.text === 'floh')) return;
  const floh = typeOf(`FlohOf<${key}>`);
  const value = script.isTypeScript
    ? `null as unknown as ${floh}`
    : `/** @type {${floh}} */ (/** @type {unknown} */ (null))`;
  script.insert(body.getStart(script.file) + 1, ` const floh = ${value};`);
}

const functionKinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration'] as const;

const takesAccount = (parameter: AstNode): boolean =>
  parameter.name?.elements?.some((one) => (one.propertyName ?? one.name)?.text === 'account') ?? false;

/** Everywhere in `node`: a parameter called `account` is one, and what is called `row` is a row. */
function typeNames(script: Script, node: AstNode, scope: Scope, contract: AstNode | undefined): void {
  if (script.is(node, ...functionKinds) && node !== contract && !script.hasOwnTypes(node)) {
    for (const parameter of node.parameters ?? []) {
      if (parameter.name?.text === 'account') script.typeParameter(parameter, typeOf('AnyAccount'));
      else if (parameter.name?.text === 'row') script.typeParameter(parameter, scope.row);
      else if (takesAccount(parameter)) script.typeParameter(parameter, typeOf('WithAccount'));
    }
  }
  if (scope.rows !== undefined && script.is(node, 'VariableStatement')) {
    if (node.declarationList?.declarations?.[0]?.name?.text === 'rows') script.typeVariable(node, scope.rows);
  }
  for (const child of script.children(node)) typeNames(script, child, scope, contract);
}

const propertyNamed = (object: AstNode | undefined, name: string): AstNode | undefined =>
  object?.properties?.find((one) => one.name?.text === name);

/** The constants of functions/entities.js by the table that each describes: `export const entities = { contacts }`. */
function tableConstants(script: Script): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const statement of script.file.statements) {
    const [variable] = statement.declarationList?.declarations ?? [];
    if (!script.isExported(statement) || variable?.name?.text !== 'entities') continue;
    for (const { name, initializer } of variable.initializer?.properties ?? []) {
      const constant = initializer?.text ?? name?.text;
      if (name?.text !== undefined && constant !== undefined) tables.set(constant, name.text);
    }
  }
  return tables;
}

function typeTables(script: Script): void {
  const tables = tableConstants(script);
  for (const statement of script.file.statements) {
    const [variable] = statement.declarationList?.declarations ?? [];
    const table = tables.get(variable?.name?.text ?? '');
    if (table === undefined) {
      typeNames(script, statement, { row: typeOf('Row'), rows: undefined }, undefined);
      continue;
    }
    const parent = tables.get(propertyNamed(variable?.initializer, 'parent')?.initializer?.text ?? '');
    for (const property of variable?.initializer?.properties ?? []) {
      // The rows that give the place of a table are those of its parent.
      const rowTable = property.name?.text === 'pathOf' ? (parent ?? table) : table;
      typeNames(script, property, { row: rowOf(rowTable), rows: `${rowOf(table)}[]` }, undefined);
    }
  }
}

/**
 * The types that the language service reads in a script although its author wrote none: the contract of the function that
 * the studio calls, parameters called `account` and `row`, and `floh` in each command. `path` is that in the connector.
 */
export function annotations(ts: Compiler, path: string, text: string): readonly Insertion[] {
  const [, name] = /^functions\/([^/]+)\.[jt]s$/.exec(path) ?? [];
  const script = new Script(ts, path, text);
  if (name === 'entities') typeTables(script);
  else if (name !== undefined) {
    const contract = isFunctionName(name) ? typeContract(script, name) : undefined;
    typeNames(script, script.file, { row: typeOf('Row'), rows: undefined }, contract);
  } else
    for (const statement of script.file.statements)
      if (script.is(statement, 'FunctionDeclaration')) typeCommand(script, statement);
  return script.insertions;
}

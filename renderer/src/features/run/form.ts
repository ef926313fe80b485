import { findCommands, findFunction } from '../../../../shared/connector/files.ts';
import type { Command, Entity, Manifest } from '../../../../shared/connector/manifest.ts';
import { type FunctionName, functionNames, isFunctionName } from '../../../../shared/connector/names.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { RunRequest } from '../../../../shared/run/run.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { plainOptions, requestOptions, type TargetOptions } from './options.ts';

/** How the input of a target is edited. */
export type InputShape = 'form' | 'json';

/** What the run bar and the panel of the input hold for one connector. */
export interface RunForm {
  /** Function or command; null until one is chosen. */
  readonly target: string | null;
  /** Name of a connection, null for none. */
  readonly connection: string | null;
  readonly entity: string | null;
  readonly allPages: boolean;
  /** Text of the JSON input, per target: the one truth behind form and JSON. */
  readonly inputs: ReadonlyMap<string, string>;
  /** What stands in fields whose text is no value yet, per target and field: it is in no JSON, and must not get lost. */
  readonly drafts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly shapes: ReadonlyMap<string, InputShape>;
  readonly options: ReadonlyMap<string, TargetOptions>;
}

export const emptyForm: RunForm = {
  target: null,
  connection: null,
  entity: null,
  allPages: false,
  inputs: new Map(),
  drafts: new Map(),
  shapes: new Map(),
  options: new Map(),
};

/** How a target is to be run. */
export const optionsOf = (form: RunForm, target: string): TargetOptions => form.options.get(target) ?? plainOptions;

/** What can be run: the functions whose file is there, and the commands of the manifest. */
export interface Targets {
  readonly functions: readonly FunctionName[];
  readonly commands: readonly string[];
}

export function targetsOf(detail: ConnectorDetail): Targets {
  const paths = new Set(detail.files.map((file) => file.path));
  return {
    functions: functionNames.filter((name) => findFunction(paths, name) !== undefined),
    commands: findCommands(paths) !== undefined ? Object.keys(detail.manifest?.commands ?? {}) : [],
  };
}

/** The target to run: the chosen one where it is still there, else `data`, else the first there is. */
export function targetOf(form: RunForm, targets: Targets): string | null {
  const all: readonly string[] = [...targets.functions, ...targets.commands];
  if (form.target !== null && all.includes(form.target)) return form.target;
  return targets.functions.includes('data') ? 'data' : (all[0] ?? null);
}

/** Whether a target reads one entity at a time. */
export const needsEntity = (target: string | null): boolean => target === 'data';

/** The entity to read: the chosen one where it is still there, else the first. */
export const entityOf = (form: RunForm, entities: readonly Entity[]): string | null =>
  entities.some((one) => one.name === form.entity) ? form.entity : (entities[0]?.name ?? null);

/** The connection to use: the chosen one where it is still there, else the only or first one. */
export const connectionOf = (form: RunForm, names: readonly string[]): string | null =>
  form.connection !== null && names.includes(form.connection) ? form.connection : (names[0] ?? null);

const sample = (type: string): unknown => {
  if (type === 'number' || type === 'integer') return 0;
  if (type === 'boolean') return false;
  if (type === 'array') return [];
  return type === 'object' ? {} : '';
};

/** A first input for a command: what it requires, with its defaults; empty where it requires nothing. */
export function inputSkeleton(command: Command | undefined): string {
  const required = Object.entries(command?.paramSchema ?? {}).filter(([, param]) => param.required === true);
  if (required.length === 0) return '';
  const values = required.map(([name, param]): [string, unknown] => [
    name,
    param.default ?? param.enum?.[0] ?? sample(param.type),
  ]);
  return JSON.stringify(Object.fromEntries(values), null, 2);
}

/** The command of the manifest with that name. Names such as `constructor` are legal for commands. */
export const commandOf = (manifest: Manifest | null | undefined, name: string | null): Command | undefined =>
  manifest && name !== null && Object.hasOwn(manifest.commands, name) ? manifest.commands[name] : undefined;

/** The text of the input as an object; empty text is no input. */
export function parseInput(text: string): Result<Record<string, unknown> | undefined> {
  if (text.trim() === '') return ok(undefined);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return ok(Object.fromEntries(Object.entries(value)));
    return fail('input', 'bad_input', texts.inputNoObject);
  } catch (error) {
    return fail('input', 'bad_input', texts.inputNoJson(error instanceof Error ? error.message : ''));
  }
}

/** What the run bar shows after everything that is missing was chosen by itself. */
export interface RunChoice {
  readonly target: string;
  readonly connection: string | null;
  readonly entity: string | null;
  readonly allPages: boolean;
  readonly inputText: string;
  readonly options: TargetOptions;
}

/** The request for a run. The entity goes in as `requestedType`, which the input may still override (FB-40). */
export function runRequest(
  connector: string,
  choice: RunChoice,
  unsaved: readonly { readonly path: string; readonly text: string }[],
): Result<RunRequest> {
  const parsed = parseInput(choice.inputText);
  if (!parsed.ok) return parsed;
  const options = requestOptions(choice.options);
  if (!options.ok) return options;
  const data = isFunctionName(choice.target) && needsEntity(choice.target);
  const entity = data && choice.entity !== null ? { requestedType: choice.entity } : {};
  const input = { ...entity, ...parsed.value };
  return ok({
    connector,
    target: choice.target,
    ...(choice.connection === null ? {} : { connection: choice.connection }),
    ...(Object.keys(input).length === 0 ? {} : { input }),
    ...(data && choice.allPages ? { allPages: true } : {}),
    ...options.value,
    ...(unsaved.length === 0 ? {} : { unsaved: unsaved.map(({ path, text }) => ({ path, text })) }),
  });
}

import type { Command, Manifest } from './manifest.ts';
import { capabilityName } from './names.ts';

/** A parameter of a tool. */
export interface ToolParameter {
  readonly name: string;
  /** Type as the manifest states it; `unknown` where it states none. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
}

/** Something that whoever has the connector can call by name. */
export interface Tool {
  /** `noun.verb` where it is a capability, else the name of the command. */
  readonly name: string;
  /** True where calling it may change something at the source (FC-59: not `readOnlyHint`). */
  readonly sideEffect: boolean;
  readonly description?: string;
  readonly parameters: readonly ToolParameter[];
  /** What of the connector does the work. */
  readonly by: { readonly kind: 'command' | 'entity'; readonly name: string };
  readonly deprecated: boolean;
  /** What to use in place of a deprecated one. */
  readonly deprecatedMessage?: string;
}

/** Names that can be told in snake case without losing a letter. */
const PLAIN = /^[A-Za-z][A-Za-z0-9 _-]*$/;

const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[ _-]+/g, '_')
    .replace(/_$/, '')
    .toLowerCase();

/** The capability that a table is: `order_items.list`; undefined where its name does not fit (FC-72). */
export function listCapability(entity: string): string | undefined {
  return PLAIN.test(entity) ? `${snakeCase(entity)}.list` : undefined;
}

/** The parameters of a command: those of the list in its order, then those that only their schema names. */
export const parameterNames = ({ params, paramSchema = {} }: Pick<Command, 'params' | 'paramSchema'>): string[] => [
  ...new Set([...params, ...Object.keys(paramSchema)]),
];

function parametersOf(command: Command): readonly ToolParameter[] {
  const { paramSchema = {} } = command;
  return parameterNames(command).map((name): ToolParameter => {
    const known = Object.hasOwn(paramSchema, name) ? paramSchema[name] : undefined;
    return {
      name,
      type: known?.type ?? 'unknown',
      required: known?.required === true,
      ...(known?.description === undefined ? {} : { description: known.description }),
    };
  });
}

const commandTool = (name: string, command: Command, as: string): Tool => ({
  name: as,
  sideEffect: command.sideEffect,
  ...(command.description === undefined ? {} : { description: command.description }),
  parameters: parametersOf(command),
  by: { kind: 'command', name },
  deprecated: command.deprecated === true,
  ...(command.deprecatedMessage === undefined ? {} : { deprecatedMessage: command.deprecatedMessage }),
});

/**
 * The tools of a connector, each name once: every command, called by its capability where it has one, and every table whose
 * name fits as `<table>.list`. Of two that want one name the first keeps it: a second command goes by its own name, a table
 * stands back.
 */
export function toolsOf({ commands, entities }: Pick<Manifest, 'commands' | 'entities'>): readonly Tool[] {
  const tools = new Map<string, Tool>();
  for (const [name, command] of Object.entries(commands)) {
    const as = command.capability !== undefined && !tools.has(command.capability) ? command.capability : name;
    tools.set(as, commandTool(name, command, as));
  }
  for (const { name, title } of entities) {
    const as = listCapability(name);
    if (as === undefined || tools.has(as)) continue;
    const by = { kind: 'entity', name } as const;
    tools.set(as, { name: as, sideEffect: false, description: title, parameters: [], by, deprecated: false });
  }
  return [...tools.values()];
}

/** What the connector can do, `noun.verb` (FC-72), sorted, each once: the names of its tools that have this form (FC-59). */
export const capabilitiesOf = (manifest: Pick<Manifest, 'commands' | 'entities'>): string[] =>
  toolsOf(manifest)
    .map(({ name }) => name)
    .filter((name) => capabilityName.safeParse(name).success)
    .sort();

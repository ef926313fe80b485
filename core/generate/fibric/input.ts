import { parameterNames, type Tool } from '../../../shared/connector/capabilities.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

type Schema = Readonly<Record<string, unknown>>;

const objectOf = (properties: readonly (readonly [string, Schema])[], required: readonly string[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(properties),
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});

const ofTable = objectOf(
  [
    ['pagination', { description: 'The nextPageConfig of the page before; left out for the first page.' }],
    ['filter', { type: 'object', description: 'Values of the filters, by name.' }],
    ['lastSynchronizedAt', { type: 'string', description: 'RFC 3339: only what changed since.' }],
  ],
  [],
);

/** The arguments of a tool as a JSON Schema. A table takes what the page before said, and filters. */
export function inputSchema({ commands }: Pick<Manifest, 'commands'>, { by }: Pick<Tool, 'by'>): Schema {
  const command = by.kind === 'command' ? commands[by.name] : undefined;
  if (!command) return ofTable;
  const { paramSchema = {} } = command;
  const names = parameterNames(command);
  const known = (name: string) => (Object.hasOwn(paramSchema, name) ? paramSchema[name] : undefined);
  const properties = names.map((name): [string, Schema] => {
    const { type, description, default: preset, enum: choices } = known(name) ?? {};
    return [
      name,
      {
        ...(type !== undefined && TYPES.has(type) ? { type } : {}),
        ...(description === undefined ? {} : { description }),
        ...(choices === undefined ? {} : { enum: choices }),
        ...(preset === undefined ? {} : { default: preset }),
      },
    ];
  });
  const required = names.filter((name) => known(name)?.required === true && known(name)?.default === undefined);
  return objectOf(properties, required);
}

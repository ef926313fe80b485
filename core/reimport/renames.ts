import type { Manifest } from '../../shared/connector/manifest.ts';
import { operationKey } from './match.ts';

/** Tables and commands that the user renamed: the name in the connector → the name that the generator gave. */
export interface Renames {
  readonly entities: ReadonlyMap<string, string>;
  readonly commands: ReadonlyMap<string, string>;
}

interface Named {
  readonly name: string;
  readonly operation: string | undefined;
}

function renamed(base: readonly Named[], ours: readonly Named[]): ReadonlyMap<string, string> {
  const known = new Set(base.map((one) => one.name));
  const standing = new Set(ours.map((one) => one.name));
  const gone = new Map<string, string>();
  for (const { name, operation } of base) {
    if (!standing.has(name) && operation !== undefined) gone.set(operationKey(operation), name);
  }
  const found = new Map<string, string>();
  for (const { name, operation } of ours) {
    const before = operation === undefined || known.has(name) ? undefined : gone.get(operationKey(operation));
    if (before === undefined || operation === undefined) continue;
    found.set(name, before);
    gone.delete(operationKey(operation));
  }
  return found;
}

export const commandsOf = (manifest: Manifest): readonly Named[] =>
  Object.entries(manifest.commands).map(([name, { operation }]) => ({ name, operation }));

/** What the user renamed since: same operation, another name. */
export const findRenames = (base: Manifest, ours: Manifest): Renames => ({
  entities: renamed(base.entities, ours.entities),
  commands: renamed(commandsOf(base), commandsOf(ours)),
});

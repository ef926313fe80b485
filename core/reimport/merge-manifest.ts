import type { Manifest } from '../../shared/connector/manifest.ts';
import { isObject } from '../import/json.ts';
import type { Conflicts } from './conflicts.ts';
import { type JsonRules, mergeJson } from './merge-json.ts';
import type { Renames } from './renames.ts';

const NAMED: readonly (readonly [RegExp, string])[] = [
  [/^authentication$/, 'id'],
  [/^entities$/, 'name'],
  [/^entities\..+\.fields$/, 'name'],
];
const SETS = /^(?:hosts|tags|commands\..+\.(?:params|outputs)|authentication\..+\.scopes)$/;
/** Half of one paging and half of another is no paging. */
const WHOLE = /^entities\..+\.(?:pagination|incremental|parent|primaryKey)$/;

const manifestRules: JsonRules = {
  keyOf: (path) => NAMED.find(([pattern]) => pattern.test(path))?.[1],
  isSet: (path) => SETS.test(path),
  isAtomic: (path) => WHOLE.test(path),
};

/** The manifest with the names of tables and commands that the generator knows them by. */
function withNames(manifest: Manifest, renames: Renames): unknown {
  return {
    ...manifest,
    entities: manifest.entities.map((entity) => ({
      ...entity,
      name: renames.entities.get(entity.name) ?? entity.name,
    })),
    commands: Object.fromEntries(
      Object.entries(manifest.commands).map(([name, command]) => [renames.commands.get(name) ?? name, command]),
    ),
  };
}

/** Puts the user's names back. */
function withUsersNames(merged: unknown, renames: Renames): unknown {
  if (!isObject(merged)) return merged;
  const entityNames = new Map([...renames.entities].map(([users, generated]) => [generated, users]));
  const commandNames = new Map([...renames.commands].map(([users, generated]) => [generated, users]));
  const { entities, commands } = merged;
  return {
    ...merged,
    ...(Array.isArray(entities)
      ? {
          entities: entities.map((entity: unknown) => {
            const name = isObject(entity) && typeof entity.name === 'string' ? entityNames.get(entity.name) : undefined;
            return isObject(entity) && name !== undefined ? { ...entity, name } : entity;
          }),
        }
      : {}),
    ...(isObject(commands)
      ? {
          commands: Object.fromEntries(
            Object.entries(commands).map(([name, command]) => [commandNames.get(name) ?? name, command]),
          ),
        }
      : {}),
  };
}

/**
 * Merges three manifests: tables and commands that the user renamed keep the user's name, and every value that only one side
 * changed is taken from there.
 */
export function mergeManifests(
  sides: { readonly base: Manifest; readonly ours: Manifest; readonly theirs: Manifest },
  renames: Renames,
  conflicts: Conflicts,
): unknown {
  const ours = withNames(sides.ours, renames);
  const merged = mergeJson({ file: 'connector.json', conflicts, rules: manifestRules }, '', { ...sides, ours });
  return withUsersNames(merged, renames);
}

/** Rules for mocks.json: objects by their keys; lists by the names or ids of their items, where all have one. */
export const mocksRules: JsonRules = { keyOf: () => 'name', isSet: () => false, isAtomic: () => false };

import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { object, statement } from '../generate/code/print.ts';
import { codeOf, splitBlocks } from './blocks.ts';
import type { Conflicts } from './conflicts.ts';
import { readNameList } from './merge-list.ts';
import { COMMANDS, ENTITIES, type Side } from './removed.ts';
import type { Renames } from './renames.ts';
import type { Wanted } from './selection.ts';

/** Names of tables and commands. */
export interface Names {
  readonly entities: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
}

const without = (all: readonly string[], some: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(all.filter((name) => !some.has(name)));

/** Generated names that the user took out of the manifest: they stay out, whatever the description says of them. */
export function takenOut(base: Manifest, ours: Manifest, renames: Renames): Names {
  const generated = (names: ReadonlyMap<string, string>, there: readonly string[]): ReadonlySet<string> =>
    new Set(there.map((name) => names.get(name) ?? name));
  const entities = ours.entities.map((one) => one.name);
  return {
    entities: without(
      base.entities.map((one) => one.name),
      generated(renames.entities, entities),
    ),
    commands: without(Object.keys(base.commands), generated(renames.commands, Object.keys(ours.commands))),
  };
}

/** Those of them that are asked for by name, or with `all`. */
export function askedAgain(out: Names, entities: Wanted, commands: Wanted): Names {
  const asked = (names: ReadonlySet<string>, wanted: Wanted): ReadonlySet<string> =>
    new Set([...names].filter((name) => wanted === 'all' || (typeof wanted !== 'string' && wanted.includes(name))));
  return { entities: asked(out.entities, entities), commands: asked(out.commands, commands) };
}

/** Answers in advance that what was taken out stays out: no question for each of them when the description changes it. */
export function settleTakenOut(out: Names, base: Side, ours: Side, conflicts: Conflicts): void {
  const settle = (file: string, name: string, blocks: ReadonlyMap<string, string>): void => {
    if (!blocks.has(name)) conflicts.settle(file, name, 'ours');
  };
  for (const name of out.entities) {
    conflicts.settle('connector.json', `entities.${name}`, 'ours');
    settle(ENTITIES, base.code.constants.get(name) ?? name, ours.code.tables);
  }
  for (const name of out.commands) {
    conflicts.settle('connector.json', `commands.${name}`, 'ours');
    settle(COMMANDS, name, ours.code.commands);
  }
}

function withoutBlocks(text: string, names: ReadonlySet<string>): string {
  const blocks = splitBlocks(text);
  if (!blocks) return text;
  return blocks
    .filter((block) => block.name === undefined || !names.has(block.name))
    .map((block) => {
      const list = block.name === 'entities' ? readNameList(codeOf(block.text)) : undefined;
      if (!list) return block.text;
      const items = [...list.items].filter(([name]) => !names.has(name)).map(([, text]) => text);
      return statement([`${list.head} `, object(items)]);
    })
    .join('\n\n');
}

/** What was generated last, as if these had not been: then they are new, and come in again. */
export function withoutNames(files: readonly ConnectorFile[], base: Side, names: Names): readonly ConnectorFile[] {
  if (names.entities.size + names.commands.size === 0) return files;
  const constants = new Set([...names.entities].map((name) => base.code.constants.get(name) ?? name));
  const manifest: Manifest = {
    ...base.manifest,
    entities: base.manifest.entities.filter((entity) => !names.entities.has(entity.name)),
    commands: Object.fromEntries(Object.entries(base.manifest.commands).filter(([name]) => !names.commands.has(name))),
  };
  return files.map(({ path, text }) => {
    if (path === 'connector.json') return { path, text: JSON.stringify(manifest, null, 2) };
    if (path === ENTITIES) return { path, text: `${withoutBlocks(text, constants)}\n` };
    if (path === COMMANDS) return { path, text: `${withoutBlocks(text, names.commands)}\n` };
    return { path, text };
  });
}

import { isDeepStrictEqual } from 'node:util';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { ImportReport, ReportCommand, ReportEntity } from '../../shared/import/report.ts';
import { type Block, codeOf, splitBlocks } from './blocks.ts';
import type { Conflicts } from './conflicts.ts';
import { readNameList } from './merge-list.ts';
import type { Renames } from './renames.ts';

/** Where tables and commands stand. */
export const ENTITIES = 'functions/entities.js';
export const COMMANDS = 'commands.js';

/** A connector's code, to look up tables and commands in. */
export interface Code {
  /** Blocks of functions/entities.js and of commands.js by their name. */
  readonly tables: ReadonlyMap<string, string>;
  readonly commands: ReadonlyMap<string, string>;
  /** Constant of each table. */
  readonly constants: ReadonlyMap<string, string>;
}

const blocksOf = (files: readonly ConnectorFile[], path: string): readonly Block[] =>
  splitBlocks((files.find((file) => file.path === path)?.text ?? '').replaceAll('\r\n', '\n')) ?? [];

function constantsOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const list = readNameList(codeOf(blocks.find((block) => block.name === 'entities')?.text ?? ''));
  const pairs = [...(list?.items ?? [])].map(([constant, text]): [string, string] => {
    const key = text.includes(':') ? text.slice(0, text.lastIndexOf(':')).trim() : text;
    return [key.replace(/^(['"])(.*)\1$/, '$2'), constant];
  });
  return new Map(pairs);
}

const textsOf = (blocks: readonly Block[]): ReadonlyMap<string, string> =>
  new Map(blocks.flatMap((block) => (block.name === undefined ? [] : [[block.name, block.text] as const])));

const sameText = (a: readonly ConnectorFile[], b: readonly ConnectorFile[], path: string): boolean =>
  a.find((file) => file.path === path)?.text === b.find((file) => file.path === path)?.text;

/** Reads the code of both sides; once where it is the same. */
export function readSides(base: readonly ConnectorFile[], ours: readonly ConnectorFile[]): readonly [Code, Code] {
  const before = readCode(base);
  return [before, sameText(base, ours, ENTITIES) && sameText(base, ours, COMMANDS) ? before : readCode(ours)];
}

/** Reads the code of a connector. */
function readCode(files: readonly ConnectorFile[]): Code {
  const entities = blocksOf(files, ENTITIES);
  return {
    tables: textsOf(entities),
    constants: constantsOf(entities),
    commands: textsOf(blocksOf(files, COMMANDS)),
  };
}

/** A connector as it was generated last or as it stands. */
export interface Side {
  readonly manifest: Manifest;
  readonly code: Code;
}

/** Things that the newer description no longer has but that stay, because the user changed them. */
export interface Kept {
  readonly entities: readonly ReportEntity[];
  readonly commands: readonly ReportCommand[];
}

const usersName = (name: string, renames: ReadonlyMap<string, string>): string =>
  [...renames].find(([, generated]) => generated === name)?.[0] ?? name;

/** Names in code that the user changed along with a table or a command: by file, the generated name → the user's. */
export function renamedInCode(
  { base, ours }: { readonly base: Side; readonly ours: Side },
  renames: Renames,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const commands = new Map([...renames.commands].map(([users, generated]) => [generated, users]));
  const tables = new Map<string, string>();
  for (const [table, constant] of base.code.constants) {
    const now = ours.code.constants.get(usersName(table, renames.entities));
    if (now !== undefined && now !== constant) tables.set(constant, now);
  }
  // A name that still stands was not changed.
  const gone = (names: ReadonlyMap<string, string>, blocks: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...names].filter(([generated, users]) => !blocks.has(generated) && blocks.has(users)));
  return new Map([
    [ENTITIES, gone(tables, ours.code.tables)],
    [COMMANDS, gone(commands, ours.code.commands)],
  ]);
}

/**
 * What of the removed tables and commands stays: whatever the user changed, unless the answer is to let it go. Each of them is
 * a conflict `connector.json:entities.<name>` or `connector.json:commands.<name>`; what was not changed goes without one.
 */
export function keepEdited(
  removed: { readonly entities: readonly ReportEntity[]; readonly commands: readonly ReportCommand[] },
  sides: { readonly base: Side; readonly ours: Side },
  renames: Renames,
  conflicts: Conflicts,
): Kept {
  const { base, ours } = sides;
  const ask = (
    what: string,
    about: string,
    [before, now]: readonly [string | undefined, string | undefined],
    place: readonly [string, string],
  ): boolean => {
    const message = `${about}, and you changed it; choose ours to keep it as it is or theirs to remove it.`;
    const texts = { base: before ?? null, ours: now ?? null, theirs: null };
    const resolution = conflicts.resolve({ file: 'connector.json', what, kind: 'removed', message, ...texts });
    if (resolution === 'theirs') conflicts.settle(...place, 'theirs');
    return resolution !== 'theirs';
  };
  const entities = removed.entities.filter((entity) => {
    const constant = base.code.constants.get(entity.name) ?? entity.name;
    const texts = [base.code.tables.get(constant), ours.code.tables.get(constant)] as const;
    const name = usersName(entity.name, renames.entities);
    const find = (side: Side, wanted: string) => side.manifest.entities.find((one) => one.name === wanted);
    const isEdited =
      (texts[1] !== undefined && texts[0] !== texts[1]) ||
      !isDeepStrictEqual(find(base, entity.name), find(ours, name));
    const about = `The newer description no longer has the table ${entity.name} (${entity.operation})`;
    return isEdited && ask(`entities.${entity.name}`, about, texts, [ENTITIES, constant]);
  });
  const commands = removed.commands.filter((command) => {
    const name = usersName(command.name, renames.commands);
    const texts = [base.code.commands.get(command.name), ours.code.commands.get(name)] as const;
    const isEdited =
      (texts[1] !== undefined && texts[0] !== texts[1]) ||
      !isDeepStrictEqual(base.manifest.commands[command.name], ours.manifest.commands[name]);
    const about = `The newer description no longer has the command ${command.name} (${command.operation})`;
    return isEdited && ask(`commands.${command.name}`, about, texts, [COMMANDS, command.name]);
  });
  return { entities, commands };
}

/** The report with what stays added to it, and with the parents that it is read through. */
export function withKept(report: ImportReport, before: ImportReport, kept: Kept): ImportReport {
  const entities = new Map(report.entities.map((entity) => [entity.name, entity]));
  const old = new Map(before.entities.map((entity) => [entity.name, entity]));
  const add = (entity: ReportEntity | undefined): void => {
    if (!entity || entities.has(entity.name)) return;
    entities.set(entity.name, entity);
    add(entity.parent && old.get(entity.parent.entity));
  };
  for (const entity of kept.entities) add(entity);
  const commands = new Map([...report.commands, ...kept.commands].map((command) => [command.name, command]));
  return { ...report, entities: [...entities.values()], commands: [...commands.values()] };
}

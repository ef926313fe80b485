import type { ConnectorFile } from '../../shared/connector/files.ts';
import { codeOf, splitBlocks } from './blocks.ts';
import { readNameList } from './merge-list.ts';
import { scan } from './scan.ts';

const isScript = (path: string): boolean => path.endsWith('.js');
const isModule = (path: string): boolean => path.startsWith('functions/');

/** What a script uses and has. */
interface Links {
  /** Variables that its code uses, outside its imports. */
  readonly used: ReadonlySet<string>;
  /** Names that it declares; undefined where it cannot be taken apart. */
  readonly declared: ReadonlySet<string> | undefined;
  /** Names that it imports from a module beside it, by the path of that. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

const variablesOf = (code: string): readonly string[] =>
  scan(code).names.flatMap((one) => (one.member ? [] : [one.name]));

function linksOf(text: string): Links {
  const blocks = splitBlocks(text);
  if (!blocks) return { used: new Set(variablesOf(text)), declared: undefined, imports: new Map() };
  const used = new Set<string>();
  const imports = new Map<string, readonly string[]>();
  for (const block of blocks) {
    const code = codeOf(block.text);
    const names = readNameList(code);
    const module = /^import\b[^'"]*['"]\.\/([^'"]+)['"]/.exec(code)?.[1];
    if (module !== undefined && names) imports.set(`functions/${module}`, [...names.items.keys()]);
    if (code.startsWith('import')) continue;
    for (const name of names ? names.items.keys() : variablesOf(code)) if (name !== block.name) used.add(name);
  }
  const declared = new Set(blocks.flatMap((block) => (block.name === undefined ? [] : [block.name])));
  return { used, declared, imports };
}

/** Reads the links of scripts, each text once. */
export class LinkReader {
  readonly #read = new Map<string, Links>();

  of(text: string): Links {
    const known = this.#read.get(text);
    if (known) return known;
    const links = linksOf(text);
    this.#read.set(text, links);
    return links;
  }
}

/** By file, the names that have to stay or to come back there because merged code uses them. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

const definedBy = ({ declared, imports }: Links): ReadonlySet<string> =>
  new Set([...(declared ?? []), ...[...imports.values()].flat()]);

/** Variables that a file uses and does not define: globals, locals and what was lost. */
function looseIn(links: Links): readonly string[] {
  const defined = definedBy(links);
  return [...links.used].filter((name) => !defined.has(name));
}

/** The same file as merged, as it stands, and as it would be generated now; '' where it is not there. */
interface Versions {
  readonly merged: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What merged code uses and lost: neither side left it loose, and one of them defines it. */
function lostIn({ merged, ours, theirs }: Versions, reader: LinkReader): readonly string[] {
  if (merged === ours || merged === theirs) return [];
  const [mine, newer] = [reader.of(ours), reader.of(theirs)];
  const loose = new Set([...looseIn(mine), ...looseIn(newer)]);
  const defined = new Set([...definedBy(mine), ...definedBy(newer)]);
  const now = reader.of(merged);
  // What cannot be taken apart is not judged here: the engine says what is wrong with it.
  if (!now.declared) return [];
  return looseIn(now).filter((name) => !loose.has(name) && defined.has(name));
}

const textsOf = (files: readonly ConnectorFile[]): ReadonlyMap<string, string> =>
  new Map(files.map((file) => [file.path, file.text]));

/**
 * What merged files use although the merge left it out, by the file where it belongs: a helper that the description makes
 * superfluous while code of the user calls it, or one that the user took out while newer code calls it.
 */
export function neededNames(
  merged: readonly ConnectorFile[],
  sides: { readonly ours: readonly ConnectorFile[]; readonly theirs: readonly ConnectorFile[] },
  reader: LinkReader,
): Needs {
  const [now, ours, theirs] = [textsOf(merged), textsOf(sides.ours), textsOf(sides.theirs)];
  const needs = new Map<string, Set<string>>();
  const add = (path: string, name: string): void => {
    needs.set(path, (needs.get(path) ?? new Set()).add(name));
  };
  for (const { path, text } of merged) {
    if (!isScript(path)) continue;
    const versions = { merged: text, ours: ours.get(path) ?? '', theirs: theirs.get(path) ?? '' };
    for (const name of lostIn(versions, reader)) add(path, name);
    if (!isModule(path)) continue;
    for (const [module, names] of reader.of(text).imports) {
      const { declared } = reader.of(now.get(module) ?? '');
      const could = [ours.get(module), theirs.get(module)].map((one) => reader.of(one ?? '').declared);
      for (const name of names) {
        if (declared && !declared.has(name) && could.some((one) => one?.has(name))) add(module, name);
      }
    }
  }
  return needs;
}

/**
 * Imports of merged files that lead nowhere, as sentences: `functions/data.js imports follow, which functions/utility.js does
 * not have`.
 */
export function brokenImports(files: readonly ConnectorFile[]): readonly string[] {
  const reader = new LinkReader();
  const texts = textsOf(files);
  return files
    .filter(({ path }) => isModule(path))
    .flatMap(({ path, text }) =>
      [...reader.of(text).imports].flatMap(([module, names]) => {
        const { declared } = reader.of(texts.get(module) ?? '');
        const missing = names.filter((name) => declared && !declared.has(name));
        return missing.map((name) => `${path} imports ${name}, which ${module} does not have`);
      }),
    );
}

import type { ConnectorFile } from '../../shared/connector/files.ts';
import { codeOf, splitBlocks } from './blocks.ts';
import { readNameList } from './merge-list.ts';
import { scan } from './scan.ts';

const isScript = (path: string): boolean => path.endsWith('.js');
const isModule = (path: string): boolean => path.startsWith('functions/');

/** Variables that code uses, without those in its imports and lists of exports. */
function usedIn(text: string): ReadonlySet<string> {
  const blocks = splitBlocks(text);
  if (!blocks) return new Set(scan(text).names.map(({ name }) => name));
  return new Set(
    blocks.flatMap((block) => {
      const code = codeOf(block.text);
      if (code.startsWith('import')) return [];
      const names = readNameList(code);
      const used = names ? [...names.items.keys()] : scan(code).names.flatMap((one) => (one.member ? [] : [one.name]));
      return used.filter((name) => name !== block.name);
    }),
  );
}

/** Names imported from a module beside it: module path → names. */
function importsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const block of splitBlocks(text) ?? []) {
    const code = codeOf(block.text);
    const module = /^import\b[^'"]*['"]\.\/([^'"]+)['"]/.exec(code)?.[1];
    const names = readNameList(code);
    if (module === undefined || !names) continue;
    found.set(`functions/${module}`, [...names.items.keys()]);
  }
  return found;
}

/** Names that a script declares; undefined where it cannot be taken apart. */
function declaredIn(text: string): ReadonlySet<string> | undefined {
  const blocks = splitBlocks(text);
  return blocks && new Set(blocks.flatMap((block) => (block.name === undefined ? [] : [block.name])));
}

/** Names that a file needs and that must therefore not be taken out of it or of the modules it imports. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What merged files use although the newer description's files do not: by file, the names that have to stay there. A helper
 * which the description makes superfluous stays as long as code of the user calls it.
 */
export function neededNames(merged: readonly ConnectorFile[], theirs: readonly ConnectorFile[]): Needs {
  const others = new Map(theirs.map((file) => [file.path, file.text]));
  const needs = new Map<string, Set<string>>();
  const add = (path: string, name: string): void => {
    needs.set(path, (needs.get(path) ?? new Set()).add(name));
  };
  for (const { path, text } of merged) {
    const other = others.get(path) ?? '';
    if (!isScript(path) || text === other) continue;
    const known = usedIn(other);
    for (const name of usedIn(text)) if (!known.has(name)) add(path, name);
    if (!isModule(path)) continue;
    const knownImports = importsOf(other);
    for (const [module, names] of importsOf(text)) {
      const before = new Set(knownImports.get(module) ?? []);
      for (const name of names) if (!before.has(name)) add(module, name);
    }
  }
  return needs;
}

/**
 * Imports of merged files that lead nowhere, as sentences: `functions/data.js imports follow, which functions/utility.js does
 * not have`.
 */
export function brokenImports(files: readonly ConnectorFile[]): readonly string[] {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  return files.flatMap(({ path, text }) =>
    isModule(path)
      ? [...importsOf(text)].flatMap(([module, names]) => {
          const declared = declaredIn(texts.get(module) ?? '');
          const missing = names.filter((name) => declared && !declared.has(name));
          return missing.map((name) => `${path} imports ${name}, which ${module} does not have`);
        })
      : [],
  );
}

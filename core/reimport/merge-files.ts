import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { MergedFile } from '../../shared/import/merge.ts';
import { mergeText } from '../../shared/text/merge-text.ts';
import { parseManifest } from '../package/index.ts';
import type { Conflicts } from './conflicts.ts';
import { LinkReader, type Needs, neededNames } from './links.ts';
import { mergeBlocks, type Sides } from './merge-blocks.ts';
import { mergeJson } from './merge-json.ts';
import { mergeManifests, mocksRules } from './merge-manifest.ts';
import { renameVariables } from './rename-code.ts';
import type { Renames } from './renames.ts';

/** The files of a connector three times: as generated last, as they stand, as they would be generated now. */
export interface FileSets {
  readonly base: readonly ConnectorFile[];
  readonly ours: readonly ConnectorFile[];
  readonly theirs: readonly ConnectorFile[];
}

const textOf = (files: readonly ConnectorFile[]): ReadonlyMap<string, string> =>
  new Map(files.map((file) => [file.path, file.text]));

const printed = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Merges line by line; the whole file is one place. */
function mergeLines(file: string, sides: Sides, conflicts: Conflicts): string {
  const merged = mergeText(sides.base, sides.ours, sides.theirs, 'ours');
  if (!merged.conflict) return merged.text;
  const resolution = conflicts.resolve({ file, what: 'text', kind: 'edited', ...sides, joinable: true });
  return mergeText(sides.base, sides.ours, sides.theirs, resolution).text;
}

function mergeStructured(text: Sides, value: { readonly ours: unknown }, merge: () => unknown): string {
  const merged = merge();
  // What did not change keeps the layout that the user gave it.
  return JSON.stringify(merged) === JSON.stringify(value.ours) ? text.ours : printed(merged);
}

function manifestOf(text: string): Manifest | undefined {
  const manifest = parseManifest(text);
  return manifest.ok ? manifest.value : undefined;
}

/** The generated sides under the names that the user gave to functions and constants. */
function withUsersNames(file: string, sides: Sides, { names }: MergeContext): Sides {
  const given = names.get(file) ?? new Map();
  return { ...sides, base: renameVariables(sides.base, given), theirs: renameVariables(sides.theirs, given) };
}

/** Merges what both sides changed, by the kind of the file. */
function mergeContent(file: string, sides: Sides, context: MergeContext, needs: Needs): string {
  const { conflicts } = context;
  if (file === 'connector.json') {
    const [base, ours, theirs] = [manifestOf(sides.base), manifestOf(sides.ours), manifestOf(sides.theirs)];
    if (base && ours && theirs) {
      return mergeStructured(sides, { ours }, () => mergeManifests({ base, ours, theirs }, context.renames, conflicts));
    }
  }
  if (file === 'mocks.json') {
    const [base, ours, theirs] = [parsed(sides.base), parsed(sides.ours), parsed(sides.theirs)];
    if (ours !== undefined && theirs !== undefined) {
      const place = { file, conflicts, rules: mocksRules };
      return mergeStructured(sides, { ours }, () => mergeJson(place, '', { base, ours, theirs }));
    }
  }
  if (file.endsWith('.js')) {
    const isNeeded = (name: string): boolean => needs.get(file)?.has(name) ?? false;
    const named = withUsersNames(file, sides, context);
    const merged = mergeBlocks(file, named, conflicts, isNeeded);
    if (merged !== undefined) return merged;
  }
  return mergeLines(file, sides, conflicts);
}

/** What a merge of files works with. */
export interface MergeContext {
  readonly renames: Renames;
  /** By file, the generated names of functions and constants → the names that the user gave them. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly conflicts: Conflicts;
}

/** True where every line ends as on Windows; a text with both kinds is merged as it is, so that none of them changes. */
const isWindowsText = (text: string): boolean => text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text);

/** One file; undefined where it goes. Line ends of the user's file stay as they are. */
function mergeFile(
  file: string,
  [base, ours, theirs]: readonly [string | undefined, string | undefined, string | undefined],
  context: MergeContext,
  needs: Needs,
): string | undefined {
  const asksMore = needs.has(file);
  if (ours === theirs || (base === theirs && !asksMore)) return ours;
  if (base === ours && theirs !== undefined && !asksMore) return theirs;
  if (ours === undefined) {
    const place = {
      file,
      what: 'text',
      kind: 'deleted',
      base: base ?? null,
      ours: null,
      theirs: theirs ?? null,
    } as const;
    return context.conflicts.resolve(place) === 'theirs' ? theirs : undefined;
  }
  const isWindows = isWindowsText(ours);
  const unix = (text: string): string => (isWindows ? text.replaceAll('\r\n', '\n') : text);
  const sides = { base: unix(base ?? ''), ours: unix(ours), theirs: unix(theirs ?? '') };
  if (theirs === undefined) {
    if (sides.base === sides.ours) return undefined;
    if (!file.endsWith('.js')) {
      const place = { file, what: 'text', kind: 'removed', base: base ?? null, ours, theirs: null } as const;
      return context.conflicts.resolve(place) === 'theirs' ? undefined : ours;
    }
  }
  const merged = sides.base === sides.ours && !asksMore ? sides.theirs : mergeContent(file, sides, context, needs);
  if (merged.trim() === '') return undefined;
  return isWindows ? merged.replaceAll('\n', '\r\n') : merged;
}

function mergeOnce(sets: FileSets, context: MergeContext, needs: Needs): readonly ConnectorFile[] {
  const [base, ours, theirs] = [textOf(sets.base), textOf(sets.ours), textOf(sets.theirs)];
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return paths.flatMap((path) => {
    // The kept description always is the newer one: nobody edits it, and it says what the code was made from.
    const isSpec = path.startsWith('spec/') && (theirs.has(path) || base.has(path));
    const text = isSpec
      ? theirs.get(path)
      : mergeFile(path, [base.get(path), ours.get(path), theirs.get(path)], context, needs);
    return text === undefined ? [] : [{ path, text }];
  });
}

function joinNeeds(before: Needs, more: Needs): Needs {
  const joined = new Map(before);
  for (const [path, names] of more) joined.set(path, new Set([...(before.get(path) ?? []), ...names]));
  return joined;
}

const countOf = (needs: Needs): number => [...needs.values()].reduce((sum, names) => sum + names.size, 0);

/** Merged files, and what they use although it is nowhere to be had. */
export interface MergedFiles {
  readonly files: readonly ConnectorFile[];
  readonly missing: Needs;
}

/**
 * Merges all files. What one side left out but code of the other still uses stays: that is found out after a first merge and
 * merged again, until nothing more is needed.
 */
export function mergeFiles(sets: FileSets, context: MergeContext): MergedFiles {
  const reader = new LinkReader();
  let needs: Needs = new Map();
  for (;;) {
    const files = mergeOnce(sets, context, needs);
    const missing = neededNames(files, sets, reader);
    const joined = joinNeeds(needs, missing);
    // Each round asks for more names, of which there are only so many.
    if (countOf(joined) === countOf(needs)) return { files, missing };
    needs = joined;
  }
}

/** What a merge did to each file, in the order of their paths. */
export function describeFiles(sets: FileSets, merged: readonly ConnectorFile[]): readonly MergedFile[] {
  const [ours, theirs, now] = [textOf(sets.ours), textOf(sets.theirs), textOf(merged)];
  return [...new Set([...ours.keys(), ...now.keys()])].sort().map((path): MergedFile => {
    const [before, after] = [ours.get(path), now.get(path)];
    const action =
      before === undefined ? 'added' : after === undefined ? 'removed' : before === after ? 'unchanged' : 'changed';
    return { path, action, edited: after !== undefined && after !== theirs.get(path) };
  });
}

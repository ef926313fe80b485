import { isFunctionName } from '../../../../shared/connector/names.ts';

/** A function of a file that can be run, and its line (from 1). */
export interface RunPlace {
  readonly target: string;
  readonly line: number;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function firstMatch(text: string, pattern: RegExp, target: string): readonly RunPlace[] {
  const found = pattern.exec(text);
  return found === null ? [] : [{ target, line: lineOf(text, found.index) }];
}

/**
 * What can be run in the text of a file, saved or not: the exported function of a function file, the commands of the manifest
 * in commands.js.
 */
export function runPlaces(path: string, text: string, commands: readonly string[]): readonly RunPlace[] {
  const [, name] = /^functions\/([^/]+)\.[jt]s$/.exec(path) ?? [];
  if (name !== undefined && isFunctionName(name))
    return firstMatch(
      text,
      new RegExp(`^export\\s+(?:async\\s+)?(?:function\\s*\\*?|const|let)\\s+${name}\\b`, 'm'),
      name,
    );
  if (!/^commands\.[jt]s$/.test(path)) return [];
  const known = new Set(commands);
  return [...text.matchAll(/^(?:export\s+)?(?:async\s+)?function\s+([A-Za-z_$][\w$]*)/gm)].flatMap((found) => {
    const [, target = ''] = found;
    return known.has(target) ? [{ target, line: lineOf(text, found.index) }] : [];
  });
}

import { isTypeScriptPath } from '../../shared/connector/files.ts';
import type { ModuleFailure } from './engine.ts';
import type { Stripped } from './typescript.ts';

/** The scripts of a connector as the engine takes them, by path: JavaScript, or why there is none. */
export type Scripts = ReadonlyMap<string, string | ModuleFailure>;

function scriptOf(path: string, stripped: Stripped): string | ModuleFailure {
  if (stripped.kind === 'stripped') return stripped.text;
  const { message, line, column } = stripped.problem;
  return { name: 'SyntaxError', message: `${path}: ${message}.`, stack: `    at ${path}:${line}:${column}` };
}

/**
 * Takes the types out of what is TypeScript. A script that cannot be read fails when it is loaded, not before: it may be
 * one that nothing imports. Throws StripperBroken.
 */
export const runnableScripts = (
  files: readonly (readonly [path: string, text: string])[],
  strip: (text: string) => Stripped,
): Scripts => new Map(files.map(([path, text]) => [path, isTypeScriptPath(path) ? scriptOf(path, strip(text)) : text]));

import { findCommands, findFunction } from '../../shared/connector/files.ts';
import { functionNames, isFunctionName } from '../../shared/connector/names.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SandboxTarget } from '../sandbox/index.ts';
import type { RunSource } from './source.ts';

/** Names shown where the list is long. */
const SHOWN = 30;

const listed = (names: readonly string[]): string =>
  names.length === 0
    ? 'none'
    : `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`;

/** What a name means: a function of the connector or one of its commands. Fails with `unknown_target`, listing both. */
export function resolveTarget(source: RunSource, name: string): Result<SandboxTarget> {
  const paths = new Set(source.files.map((file) => file.path));
  const { commands } = source.manifest;
  const functionFile = isFunctionName(name) ? findFunction(paths, name) : undefined;
  if (functionFile !== undefined) return ok({ kind: 'function', file: functionFile, name });
  if (Object.hasOwn(commands, name)) {
    const file = findCommands(paths);
    if (file !== undefined) return ok({ kind: 'command', file, name });
    return fail(
      'input',
      'missing_file',
      `${source.manifest.id} declares the command ${name} but has no commands.js; add the file with a function ${name}.`,
    );
  }
  const functions = functionNames.filter((one) => findFunction(paths, one) !== undefined);
  const known = Object.keys(commands);
  return fail(
    'input',
    'unknown_target',
    `${source.manifest.id} has no function or command ${JSON.stringify(name.slice(0, 100))}; functions: ${listed(functions)}; commands: ${listed(known)}.`,
    { functions, commands: known },
  );
}

import path from 'node:path';
import type { Command } from 'commander';
import { defaultWorkspaceDirectory } from '../core/paths.ts';
import { failureOf } from '../core/studio/failures.ts';
import type { Studio } from '../core/studio/index.ts';
import type { Result } from '../shared/result.ts';
import { createOutput, type Output } from './output.ts';
import { openVaultFile, type PassphraseOptions } from './vault.ts';

/** Options that every command takes. */
export interface CommonOptions extends PassphraseOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

/** Adds --workspace and --json to a command. */
export const withCommonOptions = (command: Command): Command =>
  command
    .option('--workspace <dir>', "folder of the workspace (default: the platform's data folder)")
    .option('--json', 'one JSON document on stdout; progress and logs on stderr');

/** The code that the process will end with. */
export function setExitCode(code: number): void {
  process.exitCode = code;
}

/** Runs an action that needs no workspace; a failure becomes its sentence and exit code. */
export async function withOutput(
  options: CommonOptions,
  action: (output: Output) => Promise<Result<number>>,
): Promise<void> {
  const output = createOutput(options.json === true);
  try {
    const result = await action(output);
    setExitCode(result.ok ? result.value : output.failure(result.error));
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    setExitCode(output.failure(failure));
  }
}

/**
 * Opens the workspace, and its vault file where a passphrase is named, runs an action on it, closes it again. The action's
 * value is the exit code. `createVault` makes the vault file where there is none.
 */
export const withStudio = (
  options: CommonOptions,
  action: (studio: Studio, output: Output) => Promise<Result<number>>,
  { createVault = false }: { readonly createVault?: boolean } = {},
): Promise<void> =>
  withOutput(options, async (output) => {
    const workspace = path.resolve(options.workspace ?? defaultWorkspaceDirectory());
    // Loaded here, since what needs no workspace starts faster without it.
    const { openStudio } = await import('../core/studio/index.ts');
    const studio = await openStudio({ workspace, host: 'cli' });
    if (!studio.ok) return studio;
    try {
      const { passphraseEnv } = options;
      if (passphraseEnv !== undefined) {
        const opened = await openVaultFile(studio.value, passphraseEnv, createVault);
        if (!opened.ok) return opened;
      }
      return await action(studio.value, output);
    } finally {
      await studio.value.close();
    }
  });

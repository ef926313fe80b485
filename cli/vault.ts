import type { Command } from 'commander';
import type { Studio } from '../core/studio/index.ts';
import { createVaultFile, unlockVault } from '../core/studio/vault.ts';
import { fail, ok, type Result } from '../shared/result.ts';

/** Option of the commands that read or store secrets. */
export interface PassphraseOptions {
  readonly passphraseEnv?: string;
}

/** Adds --passphrase-env to a command. */
export const withPassphraseOption = (command: Command): Command =>
  command.option(
    '--passphrase-env <VARIABLE>',
    'use the vault file of the workspace, by the environment variable that holds its passphrase',
  );

/**
 * Unlocks the vault file of the workspace with the passphrase in a variable; makes the file where there is none and `create`
 * says so. Fails with `unset_variable`, `wrong_passphrase`, `no_vault_file`, `weak_passphrase`.
 */
export async function openVaultFile(studio: Studio, variable: string, create: boolean): Promise<Result<void>> {
  const passphrase = studio.environment[variable];
  if (passphrase === undefined || passphrase === '') {
    return fail(
      'input',
      'unset_variable',
      `The environment variable ${variable} is not set: set it to the passphrase of the vault file and call again.`,
    );
  }
  const make = create && !studio.vault.state().hasFile;
  const opened = await (make ? createVaultFile(studio, passphrase) : unlockVault(studio, passphrase));
  return opened.ok ? ok(undefined) : opened;
}

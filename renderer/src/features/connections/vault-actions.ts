import type { VaultState } from '../../../../shared/vault.ts';
import { formatPlural } from '../../lib/format.ts';
import { vaultTexts as t } from '../../texts/vault.ts';
import { askVault, keepInSession, lockVault, moveSession, retryKeychain } from './vault-store.ts';

/** Something that can be done about where secrets are kept. */
export interface VaultAction {
  readonly id: 'unlock' | 'move' | 'lock' | 'change' | 'file' | 'retry' | 'session';
  readonly title: string;
  run(): void;
}

const action = (id: VaultAction['id'], title: string, run: () => Promise<unknown>): VaultAction => ({
  id,
  title,
  run: () => void run(),
});

/** What can be done in a state, what helps most first. */
export function vaultActions({ kind, chosen, hasFile, sessionSecrets }: VaultState): readonly VaultAction[] {
  const actions: VaultAction[] = [];
  if (kind === 'file-locked') actions.push(action('unlock', t.unlock, () => askVault('unlock')));
  if (sessionSecrets > 0 && (kind === 'keychain' || kind === 'file-open'))
    actions.push(action('move', t.move(formatPlural(sessionSecrets, t.secret)), moveSession));
  if (kind === 'file-open') {
    actions.push(action('lock', t.lock, lockVault));
    actions.push(action('change', t.change, () => askVault('change')));
  }
  if (kind === 'keychain' || kind === 'session')
    actions.push(
      hasFile
        ? action('file', t.useFile, () => askVault('unlock'))
        : action('file', t.create, () => askVault('create')),
    );
  if (kind !== 'keychain') actions.push(action('retry', t.retry, retryKeychain));
  if (kind !== 'session' || !chosen) actions.push(action('session', t.useSession, keepInSession));
  return actions;
}

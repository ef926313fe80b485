import { create } from 'zustand';
import type { Result } from '../../../../shared/result.ts';
import type { VaultState } from '../../../../shared/vault.ts';
import { attempt } from '../../backend/session.ts';
import type { Api } from '../../backend/transport.ts';
import { formatPlural } from '../../lib/format.ts';
import { vaultTexts } from '../../texts/vault.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { refreshKnownConnections } from './store.ts';

/** What is asked about the vault. */
export type VaultQuestion = 'choose' | 'create' | 'unlock' | 'change';

/** Where secrets are kept, and what is asked about it now. No passphrase ever stands here: it lives in the form. */
interface Vault {
  /** null until the host was asked. */
  readonly state: VaultState | null;
  readonly question: VaultQuestion | null;
}

export const useVault = create<Vault>(() => ({ state: null, question: null }));

let answer: ((settled: boolean) => void) | undefined;

/** Asks about the vault; true where secrets can be kept and read afterwards. */
export function askVault(question: VaultQuestion): Promise<boolean> {
  answer?.(false);
  useVault.setState({ question });
  return new Promise((resolve) => {
    answer = resolve;
  });
}

/** Goes on to another question, such as from the choice to the passphrase. */
export const turnTo = (question: VaultQuestion): void => useVault.setState({ question });

/** Ends what is asked. */
export function settleVault(settled: boolean): void {
  useVault.setState({ question: null });
  answer?.(settled);
  answer = undefined;
}

const put = (state: VaultState): void => useVault.setState({ state });

/** Asks the host where secrets are kept. */
export async function refreshVault(): Promise<VaultState | null> {
  const result = await attempt((api) => api.vault.state());
  if (result.ok) put(result.value);
  return useVault.getState().state;
}

/** Changes where secrets are kept; connections are read again, for what they have may be readable now. */
async function change(call: (api: Api) => Promise<VaultState>): Promise<Result<VaultState>> {
  const result = await attempt(call);
  if (result.ok) {
    put(result.value);
    void refreshKnownConnections();
  } else await refreshVault();
  return result;
}

/** Whether secrets of this session are moved along. */
interface Along {
  readonly passphrase: string;
  readonly moveSession: boolean;
}

export const createVault = (input: Along) => change((api) => api.vault.createFile(input));
export const unlockVault = (input: Along) => change((api) => api.vault.unlock(input));
export const changePassphrase = (current: string, next: string) =>
  change((api) => api.vault.changePassphrase({ current, next }));

async function tell(result: Promise<Result<VaultState>>, done: string): Promise<boolean> {
  const settled = await result;
  if (settled.ok) showDone(done);
  else showError(vaultTexts.failed, settled.error);
  return settled.ok;
}

export const lockVault = (): Promise<boolean> =>
  tell(
    change((api) => api.vault.lock()),
    vaultTexts.isLocked,
  );
export const keepInSession = (): Promise<boolean> =>
  tell(
    change((api) => api.vault.keepInSession()),
    vaultTexts.isSession,
  );
export const retryKeychain = (): Promise<boolean> =>
  tell(
    change((api) => api.vault.retryKeychain()),
    vaultTexts.isKeychain,
  );

/** Moves the secrets of this session to where secrets are kept now. */
export async function moveSession(): Promise<void> {
  const result = await attempt((api) => api.vault.moveSession());
  if (!result.ok) return showError(vaultTexts.failed, result.error);
  put(result.value.state);
  void refreshKnownConnections();
  showDone(vaultTexts.moved(formatPlural(result.value.moved, vaultTexts.secret)));
}

/** Sees to it that a secret can be kept: asks where nobody has chosen yet, and for the passphrase of a locked vault. */
export async function readyForSecrets(): Promise<boolean> {
  const state = await refreshVault();
  if (state?.kind === 'file-locked') return askVault('unlock');
  if (state?.kind === 'session' && !state.chosen) return askVault('choose');
  return true;
}

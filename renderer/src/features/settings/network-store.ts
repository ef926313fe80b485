import { create } from 'zustand';
import type { ChangeSettings, ShownSettings } from '../../../../shared/contract/settings.ts';
import type { Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import type { NetworkDraft } from './network-draft.ts';

/** The network settings of the workspace; no password is in them, neither stored nor typed (A98). */
interface NetworkState {
  readonly stored: Loadable<ShownSettings>;
  /** What stands in the form and is not saved; null where it is as it is stored. */
  readonly typed: NetworkDraft | null;
}

export const useNetwork = create<NetworkState>(() => ({ stored: loading, typed: null }));

/** Reads the settings again. */
export async function refreshNetwork(): Promise<void> {
  const result = await attempt((api) => api.settings.get());
  useNetwork.setState({
    stored: result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error },
  });
}

/** Saves all of the settings. */
export async function saveNetwork(change: ChangeSettings): Promise<Result<ShownSettings>> {
  const result = await attempt((api) => api.settings.set(change));
  if (result.ok) useNetwork.setState({ stored: { kind: 'ready', value: result.value }, typed: null });
  return result;
}

import { create } from 'zustand';
import type { ChangeSettings, ShownSettings } from '../../../../shared/contract/settings.ts';
import type { Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';

/** The network settings of the workspace as they are stored; no password is in them (A98). */
export const useNetwork = create<{ readonly stored: Loadable<ShownSettings> }>(() => ({ stored: loading }));

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
  if (result.ok) useNetwork.setState({ stored: { kind: 'ready', value: result.value } });
  return result;
}

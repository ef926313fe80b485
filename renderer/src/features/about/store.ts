import { create } from 'zustand';
import type { AppInfo } from '../../../../shared/contract/app.ts';
import { attempt } from '../../backend/session.ts';

/** Facts about the host; null until it was asked. */
export const useAppInfo = create<{ readonly info: AppInfo | null }>(() => ({ info: null }));

/** Asks the host what it is. */
export async function refreshAppInfo(): Promise<void> {
  const result = await attempt((api) => api.app.info());
  if (result.ok) useAppInfo.setState({ info: result.value });
}

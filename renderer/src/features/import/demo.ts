import { create } from 'zustand';
import type { Demo } from '../../../../shared/contract/app.ts';
import { attempt } from '../../backend/session.ts';
import { openDialog, useDialogs } from '../workbench/dialogs.ts';
import { importAddress, refuseImport, useImport } from './store.ts';

/** The demo API that this window started; null where it did not. */
export const useDemo = create<{ readonly demo: Demo | null; readonly starting: boolean }>(() => ({
  demo: null,
  starting: false,
}));

/** Starts the demo API on this machine and reads its description: the user asked for both. */
export async function tryDemo(): Promise<void> {
  if (useDemo.getState().starting) return;
  useDemo.setState({ starting: true });
  const result = await attempt((api) => api.app.startDemo());
  useDemo.setState({ starting: false });
  if (!result.ok) {
    refuseImport(result.error);
    return;
  }
  useDemo.setState({ demo: result.value });
  if (useDialogs.getState().dialog?.kind !== 'import') openDialog({ kind: 'import' });
  useImport.setState({ address: result.value.description });
  await importAddress();
}

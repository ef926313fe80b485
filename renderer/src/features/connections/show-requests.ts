import { openRun } from '../run/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showPanel } from '../workbench/layout.ts';

/** Shows the requests of a run in the panel, with no dialog before it. */
export function showRequestsOf(run: string): void {
  closeDialog();
  showPanel('requests');
  void openRun(run);
}

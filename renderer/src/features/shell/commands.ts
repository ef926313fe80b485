import { logOutPath, pageHeader } from '../../../../shared/browser-host.ts';
import { shellTexts as texts } from '../../texts/shell.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { showError } from '../workbench/toast.ts';

/** Ends the session of this browser: its cookie is of no use from then on, and all its tabs are closed (A91). */
async function logOut(): Promise<void> {
  const reply = await fetch(logOutPath, { method: 'POST', headers: { [pageHeader]: 'log-out' } }).catch(
    () => undefined,
  );
  if (reply?.ok) location.reload();
  else showError(texts.logOutFailed, { kind: 'system', code: 'log_out_failed', message: texts.logOutFailedWhy });
}

/** What can be asked of the host around the page. */
export const shellCommands: readonly AppCommand[] = [
  {
    id: 'log-out',
    group: texts.group,
    title: texts.logOut,
    enabled: () => window.studio === undefined,
    run: () => void logOut(),
  },
];

import { app, dialog } from 'electron';
import { assertNever } from '../shared/result.ts';
import type { Backend, BackendEnd } from './backend-process.ts';

/** Tells the user that the backend ended, and what comes of it. */
export async function reportBackendEnd(end: BackendEnd, backend: Backend): Promise<void> {
  switch (end.kind) {
    case 'failed':
      dialog.showErrorBox('Connector Studio cannot start', end.message);
      app.exit(1);
      return;
    case 'crashed':
      await dialog.showMessageBox({
        type: 'warning',
        message: 'The backend of the studio stopped and was started again.',
        detail: `It ended with code ${end.code}. Saved work is intact; a run that was under way has ended.`,
        buttons: ['Go on'],
      });
      return;
    case 'gave-up': {
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: 'The backend of the studio keeps stopping.',
        detail: `It ended with code ${end.code} several times within a minute. Saved work is intact.`,
        buttons: ['Try again', 'Quit'],
        defaultId: 0,
        cancelId: 1,
      });
      if (response === 0) backend.retry();
      else app.quit();
      return;
    }
    default:
      assertNever(end);
  }
}

import path from 'node:path';
import { app, dialog } from 'electron';
import { makeFolder } from '../core/files/make-folder.ts';
import { reasonOf } from '../shared/result.ts';

/**
 * Keeps the window's own files (profile, place, lock) beside the workspace, so that the lock holds per workspace: two
 * studios on one workspace never write at once (R12). False where another one has it; that one comes to the front.
 * Ends the program where the folder cannot be made.
 */
export function claimProfile(workspace: string): boolean {
  const profile = path.join(workspace, 'shell');
  try {
    makeFolder(profile);
  } catch (error) {
    const reason = reasonOf(error);
    dialog.showErrorBox('Connector Studio cannot start', `The folder ${profile} cannot be made: ${reason}.`);
    app.exit(1);
    return false;
  }
  app.setPath('userData', profile);
  return app.requestSingleInstanceLock();
}

import { app, dialog } from 'electron';
import { reasonOf } from '../shared/result.ts';
import { reportBackendEnd } from './backend-messages.ts';
import { createBackend } from './backend-process.ts';
import { installMenu } from './menu.ts';
import { restrictNavigation } from './navigation.ts';
import { handleOpenExternal } from './open-external.ts';
import { claimLinks, receiveOpenRequests } from './open-requests.ts';
import { workspaceDirectory } from './paths.ts';
import { restrictPermissions } from './permissions.ts';
import { claimProfile } from './profile.ts';
import { registerAppScheme, serveInterface } from './protocol.ts';
import { endWith } from './shutdown.ts';
import { followTheme } from './theme.ts';
import { openWindow } from './window.ts';

async function start(workspace: string): Promise<void> {
  app.enableSandbox();
  registerAppScheme();
  restrictNavigation();
  handleOpenExternal();
  followTheme();
  receiveOpenRequests(process.argv.slice(1));
  const backend = createBackend(workspace, (end) => void reportBackendEnd(end, backend));
  endWith(backend);

  await app.whenReady();
  claimLinks();
  restrictPermissions();
  await serveInterface();
  installMenu();
  openWindow();
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Connector Studio cannot start', reasonOf(error));
  app.exit(1);
}

const workspace = workspaceDirectory(process.argv.slice(1));
// Not awaited: Electron is ready only once this module has been run to its end.
if (claimProfile(workspace)) start(workspace).catch(giveUp);
else app.quit();

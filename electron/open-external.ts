import { ipcMain, shell } from 'electron';
import { isOwnFrame } from './app-url.ts';
import { channels } from './channels.ts';
import { toExternalUrl } from './external-url.ts';

/** Lets the interface open https addresses in the user's browser; answers false to everything else. */
export function handleOpenExternal(): void {
  ipcMain.handle(channels.openExternal, async (event, address: unknown): Promise<boolean> => {
    const url = toExternalUrl(address);
    if (url === undefined || !isOwnFrame(event.senderFrame)) {
      console.warn('Refused to open an address outside the studio.');
      return false;
    }
    await shell.openExternal(url);
    return true;
  });
}

import { app, BrowserWindow, Menu } from 'electron';
import { channels } from './channels.ts';
import { menuTemplate } from './menu-template.ts';
import { checkForUpdates } from './updates.ts';

/** Sets the native menu; its commands go to the window in front. */
export function installMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    developer: !app.isPackaged,
    checkForUpdates: () => void checkForUpdates(),
    send: (command) => BrowserWindow.getFocusedWindow()?.webContents.send(channels.menuCommand, command),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

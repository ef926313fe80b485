import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { serveControl } from './control.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { MessageChannelMain } from './ports.ts';
import { protocol } from './protocol.ts';
import { dialog, nativeTheme, screen, session, shell } from './system.ts';
import { utilityProcess } from './utility-process.ts';

// The stand-in for the `electron` module: main.ts and preload.ts run as they are, on a headless Chromium. What is not
// here cannot be imported, and what the parts lack cannot be called, so no test passes on a call that does nothing.
export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};

serveControl({
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
});

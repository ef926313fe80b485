import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog, screen } from 'electron';
import { appPage } from './app-url.ts';
import { preloadFile } from './paths.ts';
import { safeWebPreferences } from './web-preferences.ts';
import { defaultSize, minimumSize, parseWindowState, visibleBounds, type WindowState } from './window-state.ts';

const stateFile = (): string => path.join(app.getPath('userData'), 'window.json');

function readState(): WindowState | undefined {
  try {
    return parseWindowState(readFileSync(stateFile(), 'utf8'));
  } catch {
    // The first start, or a file that cannot be read: the default place does.
    return undefined;
  }
}

function saveState(window: BrowserWindow): void {
  const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  try {
    writeFileSync(`${stateFile()}.new`, JSON.stringify(state));
    renameSync(`${stateFile()}.new`, stateFile());
  } catch (error) {
    console.warn('The place of the window could not be remembered.', error);
  }
}

/** A page that crashed is loaded again, but only when the user says so: it could crash at once. */
function offerReload(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message: 'The window stopped working.',
        detail: `The page ended (${reason}). Saved work is intact; runs go on.`,
        buttons: ['Load again', 'Close'],
        defaultId: 0,
        cancelId: 1,
      })
      .then(({ response }) => (response === 0 ? window.reload() : window.destroy()));
  });
}

/** Opens the studio's window where it stood before, shown once it has something to show. */
export function openWindow(): BrowserWindow {
  const state = readState();
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = state && visibleBounds(state.bounds, displays);
  const window = new BrowserWindow({
    ...(bounds ?? defaultSize),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Connector Studio',
    webPreferences: { ...safeWebPreferences, preload: preloadFile },
  });
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => saveState(window));
  offerReload(window);
  void window.loadURL(appPage);
  return window;
}

/** Brings the window to the front, or opens one where there is none. */
export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) {
    openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

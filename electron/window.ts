import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { appPage } from './app-url.ts';
import { preloadFile } from './paths.ts';
import { recover } from './recovery.ts';
import { isEnding } from './shutdown.ts';
import { currentBackground } from './theme.ts';
import { safeWebPreferences } from './web-preferences.ts';
import { defaultSize, minimumSize, parseWindowState, visibleBounds, type WindowState } from './window-state.ts';

const stateFile = (): string => path.join(app.getPath('userData'), 'window.json');

function readState(): WindowState | undefined {
  try {
    const state = parseWindowState(readFileSync(stateFile(), 'utf8'));
    if (state === undefined) console.warn('The place of the window is damaged; the default one is taken.');
    return state;
  } catch {
    // The first start, or a file that cannot be read: the default place does.
    return undefined;
  }
}

function saveState(window: BrowserWindow): void {
  const state: WindowState = {
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    theme: nativeTheme.themeSource,
  };
  try {
    writeFileSync(`${stateFile()}.new`, JSON.stringify(state));
    renameSync(`${stateFile()}.new`, stateFile());
  } catch (error) {
    console.warn('The place of the window could not be remembered.', error);
  }
}

/** Opens the studio's window where it stood before, shown once it has something to show. */
export function openWindow(): BrowserWindow {
  const state = readState();
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = state && visibleBounds(state.bounds, displays);
  // Before the page can say it: what is drawn first has the right colours.
  if (state) nativeTheme.themeSource = state.theme;
  const window = new BrowserWindow({
    ...(bounds ?? defaultSize),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    backgroundColor: currentBackground(),
    title: 'Connector Studio',
    webPreferences: { ...safeWebPreferences, preload: preloadFile },
  });
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => saveState(window));
  recover(window, isEnding);
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

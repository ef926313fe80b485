import { type BrowserWindow, dialog } from 'electron';

/** A page that crashed is loaded again, but only when the user says so: it could crash at once (R27). */
async function offerReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: `The page ended (${reason}). Saved work is intact; runs go on.`,
    buttons: ['Load again', 'Close'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.reload();
  else window.destroy();
}

/** True where the user does not want to wait any longer for a page that hangs. */
async function isGivenUp(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer.',
    detail: 'It may be busy. Loading it again keeps saved work, and runs go on.',
    buttons: ['Load again', 'Wait'],
    defaultId: 0,
    cancelId: 1,
    signal,
  });
  return response === 0 && !signal.aborted && !window.isDestroyed();
}

/** A page with unsaved text asks to stay; Electron would then keep the window open without a word. */
const mayLeave = (window: BrowserWindow): boolean =>
  dialog.showMessageBoxSync(window, {
    type: 'question',
    message: 'Close the window with unsaved text?',
    detail: 'What was typed since the last save may be lost.',
    buttons: ['Close', 'Stay'],
    defaultId: 1,
    cancelId: 1,
  }) === 0;

/**
 * Keeps a window usable after a crash and a hang, and closable where its page wants to stay; `isEnding` says that nobody can
 * be asked any more (R36).
 */
export function recover(window: BrowserWindow, isEnding: () => boolean): void {
  /** The page was ended on purpose: nobody is asked again then. */
  let ended = false;
  let asking: AbortController | undefined;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed()) return;
    if (ended) window.reload();
    else if (reason !== 'clean-exit') void offerReload(window, reason);
    ended = false;
  });
  window.on('responsive', () => asking?.abort());
  window.on('unresponsive', async () => {
    if (asking !== undefined) return;
    asking = new AbortController();
    const givenUp = await isGivenUp(window, asking.signal);
    asking = undefined;
    if (!givenUp) return;
    // A page that hangs would not hear of a reload; it is loaded again once it is gone.
    ended = true;
    window.webContents.forcefullyCrashRenderer();
  });
  window.webContents.on('will-prevent-unload', (event) => {
    // Prevents that the unload is prevented.
    if (isEnding() || mayLeave(window)) event.preventDefault();
  });
}

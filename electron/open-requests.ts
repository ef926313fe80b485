import { open } from 'node:fs/promises';
import { app, BrowserWindow } from 'electron';
import { openLimits } from '../shared/limits.ts';
import { linkScheme, type OpenRequest } from '../shared/open.ts';
import { channels } from './channels.ts';
import { onPageCall } from './from-page.ts';
import { type OpenTarget, refusedTarget, targetOfFile, targetOfLink, targetsOf } from './open-target.ts';
import { showWindow } from './window.ts';

/** Reads a file that the user had opened; a folder, a pipe or a device is none. */
async function readTarget(path: string): Promise<OpenRequest> {
  try {
    await using handle = await open(path, 'r');
    const stat = await handle.stat();
    if (!stat.isFile()) return refusedTarget(path, 'unreadable');
    if (stat.size > openLimits.fileBytes) return refusedTarget(path, 'too-large');
    return { kind: 'file', path, bytes: new Uint8Array(await handle.readFile()) };
  } catch {
    return refusedTarget(path, 'unreadable');
  }
}

/**
 * Takes links and files that the system wants opened, from the command line, from a second start and from macOS' events,
 * and keeps them until the page takes them. It starts nothing: the page asks the user first (A101). To be called before the
 * application is ready, since macOS tells what it was started with before.
 */
export function receiveOpenRequests(argv: readonly string[]): void {
  let waiting: readonly OpenTarget[] = [];
  const add = (targets: readonly OpenTarget[]): void => {
    waiting = [...waiting, ...targets].slice(0, openLimits.waiting);
    if (targets.length > 0)
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channels.openRequests);
  };

  add(targetsOf(argv, process.cwd()));
  app.on('second-instance', (_event, otherArgv, directory) => {
    showWindow();
    add(targetsOf(otherArgv.slice(1), directory));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    add([targetOfFile(path)]);
    if (app.isReady()) showWindow();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    add([targetOfLink(url)]);
    if (app.isReady()) showWindow();
  });
  onPageCall(channels.takeOpenRequests, async (): Promise<readonly OpenRequest[]> => {
    const taken = waiting;
    waiting = [];
    return Promise.all(taken.map((target) => (target.kind === 'file' ? readTarget(target.path) : target)));
  });
}

/** Makes the installed studio the one that opens its links; a checkout would register the bare Electron program. */
export function claimLinks(): void {
  // `--` ends the switches: on Windows the link follows it as it is.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--']);
}

import { app, dialog } from 'electron';
import { reasonOf } from '../shared/result.ts';
import { decideUpdate, feedUrl, mayFetchUpdate } from './update-policy.ts';

const tell = (message: string, detail: string): Promise<unknown> =>
  dialog.showMessageBox({ type: 'info', message, detail, buttons: ['OK'] });

async function asks(message: string, detail: string, action: string): Promise<boolean> {
  const buttons = [action, 'Not now'];
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

/** The updater, held to the feed. It is loaded only here: most starts never need it. */
async function openUpdater() {
  const { default: library } = await import('electron-updater');
  const updater = library.autoUpdater;
  updater.setFeedURL({ provider: 'generic', url: feedUrl });
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  updater.netSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayFetchUpdate(url) }));
  return updater;
}

async function update(): Promise<void> {
  const updater = await openUpdater();
  const found = await updater.checkForUpdates();
  const decision = decideUpdate(app.getVersion(), found?.updateInfo.version);
  if (decision.kind === 'newest') {
    await tell('This is the newest version.', `Connector Studio ${app.getVersion()}`);
    return;
  }
  if (decision.kind === 'refuse') {
    await tell('There is no newer version.', 'The feed offers an older or an unfinished one, which is not installed.');
    return;
  }
  const { version } = decision;
  const current = `You have ${app.getVersion()}. The download is checked before it is installed.`;
  if (!(await asks(`Connector Studio ${version} is there.`, current, 'Download'))) return;
  await updater.downloadUpdate();
  const restart = 'Saved work is intact; runs that are under way end.';
  if (await asks(`Connector Studio ${version} is downloaded.`, restart, 'Restart and install'))
    updater.quitAndInstall();
}

let checking = false;

/** Looks for a newer version because the user asked to; nothing does so by itself. */
export async function checkForUpdates(): Promise<void> {
  if (!app.isPackaged) {
    await tell('This studio runs from its sources.', 'Only an installed one is updated; get newer sources instead.');
    return;
  }
  if (checking) return;
  checking = true;
  try {
    await update();
  } catch (error) {
    await tell('The update did not work.', `${reasonOf(error)} Nothing was changed; try again later.`);
  } finally {
    checking = false;
  }
}

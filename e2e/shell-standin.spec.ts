import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import type { StudioApp } from './hosts/types.ts';
import { currentUrl, isTitled, receivePort } from './shell.ts';
import type * as Standin from './standin/electron.ts';

test.beforeEach(({ hostKind }) => test.skip(hostKind !== 'standin', 'reaches into the stand-in'));

/** The stand-in has these members beside Electron's, see e2e/standin. */
const standin = <R, A = undefined>(
  studio: StudioApp,
  fn: (electron: typeof Standin, argument: A) => R,
  argument?: A,
): Promise<Awaited<R>> => studio.evaluateMain(fn as never, argument as never);

test('a backend that crashes is reported and started again', async ({ studio }) => {
  expect(await receivePort(studio.page)).toBe(true);
  await standin(studio, ({ utilityProcess }) => {
    for (const child of utilityProcess.standinRunning) child.kill();
  });
  const shown = () => standin(studio, ({ dialog }) => dialog.standinShown);
  await expect.poll(shown).toEqual(['The backend of the studio stopped and was started again.']);
  expect(await receivePort(studio.page)).toBe(true);
  expect(await standin(studio, ({ utilityProcess }) => utilityProcess.standinRunning.size)).toBe(1);
});

test('R27: a page that crashes is loaded again', async ({ studio }) => {
  await isTitled(studio.page);
  await studio.evaluateMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  const shown = () => standin(studio, ({ dialog }) => dialog.standinShown);
  await expect.poll(shown).toEqual(['The window stopped working.']);
  expect(await currentUrl(studio)).toBe('app://studio/index.html');
});

test('R27: a page that hangs is ended and loaded again where the user does not wait', async ({ studio }) => {
  await isTitled(studio.page);
  await studio.evaluateMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const events: string[] = [];
    Object.assign(window ?? {}, { events });
    for (const name of ['render-process-gone', 'did-finish-load'])
      window?.webContents.on(name as 'did-finish-load', () => events.push(name));
    for (const event of ['unresponsive', 'unresponsive']) window?.emit(event);
  });
  // The stand-in answers with the first button; Playwright no longer speaks to a page that has crashed once.
  const events = () =>
    studio.evaluateMain(({ BrowserWindow }) => Reflect.get(BrowserWindow.getAllWindows()[0] ?? {}, 'events'));
  await expect.poll(events).toEqual(['render-process-gone', 'did-finish-load']);
  const shown = await standin(studio, ({ dialog }) => dialog.standinShown);
  expect(shown).toEqual(['The window does not answer.']);
});

test('a window with unsaved text is closed when the user says so', async ({ studio }) => {
  await isTitled(studio.page);
  const prevented = await studio.evaluateMain(({ BrowserWindow }) => {
    let left = false;
    const event = { preventDefault: () => (left = true) };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-prevent-unload', event);
    return left;
  });
  expect(prevented).toBe(true);
  expect(await standin(studio, ({ dialog }) => dialog.standinShown)).toEqual(['Close the window with unsaved text?']);
});

test('A96: every channel refuses a sub-frame, another page and a frame that is gone', async ({ studio }) => {
  await isTitled(studio.page);
  const answered = await standin(studio, async ({ ipcMain, nativeTheme, shell }) => {
    const given: string[] = [];
    const own = { url: 'app://studio/index.html', parent: null };
    const frames = [
      null,
      { ...own, parent: own },
      ...['about:blank', 'https://evil.test/', 'app://studio.evil.test/', 'devtools://devtools/x'].map((url) => ({
        url,
        parent: null,
      })),
    ].map((frame) => frame && { ...frame, postMessage: (channel: string) => given.push(channel) });
    for (const senderFrame of frames) {
      const event = { senderFrame, sender: {} };
      for (const channel of ipcMain.eventNames()) ipcMain.emit(channel, event, 'dark');
      for (const channel of ipcMain.standinHandled) {
        await ipcMain.invoke(channel, event, ['https://example.test/']).then(
          () => given.push(channel),
          () => undefined,
        );
      }
    }
    return {
      given,
      channels: [...ipcMain.eventNames(), ...ipcMain.standinHandled].length,
      opened: shell.standinOpened,
      theme: nativeTheme.themeSource,
    };
  });
  expect(answered).toEqual({ given: [], channels: 4, opened: [], theme: 'system' });
});

test('A97: 10,000 hostile messages on every channel end nothing', async ({ studio }) => {
  await isTitled(studio.page);
  const outcome = await standin(studio, async ({ ipcMain, nativeTheme, BrowserWindow }) => {
    const own = { url: 'app://studio/index.html', parent: null, postMessage: () => undefined };
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const values = [
      undefined,
      null,
      Number.NaN,
      '',
      'x'.repeat(1e6),
      deep,
      JSON.parse('{"__proto__":{"theme":"dark"}}'),
      Symbol('s'),
      10n,
      () => 1,
      new Date(0),
      new Uint8Array(1e5),
      { toString: 1 },
      [['dark']],
    ];
    // One line to the backend is enough of them.
    const channels = ipcMain.eventNames().filter((name) => name !== 'backend:request-port');
    let calls = 0;
    for (let round = 0; round < 240; round++)
      for (const value of values) {
        for (const channel of channels) ipcMain.emit(channel, { senderFrame: own }, value, value);
        for (const channel of ipcMain.standinHandled)
          await ipcMain.invoke(channel, { senderFrame: own }, [value, value]).catch(() => undefined);
        calls += channels.length + ipcMain.standinHandled.length;
      }
    return { calls, theme: nativeTheme.themeSource, windows: BrowserWindow.getAllWindows().length };
  });
  expect(outcome).toEqual({ calls: 10_080, theme: 'system', windows: 1 });
  expect(await receivePort(studio.page)).toBe(true);
});

test('R12: a second start brings the first to the front, hands it its link and ends', async ({ launch }) => {
  const first = await launch();
  await isTitled(first.page);
  const link = 'connectorstudio://import?url=https://api.example.test/openapi.json';
  await expect(launch(undefined, { args: [link] })).rejects.toThrow('ended with 0');
  await expect(first.page.getByRole('dialog', { name: 'Import an API description?' })).toContainText(
    'api.example.test',
  );
});

test('A100: no permission is given but that to copy', async ({ studio }) => {
  await isTitled(studio.page);
  const granted = await standin(studio, ({ session }) => {
    const { standinCheck, standinRequest, standinDevice } = session.defaultSession;
    const asked = ['clipboard-sanitized-write', 'clipboard-read', 'media', 'geolocation', 'notifications', 'usb'];
    const requested: string[] = [];
    for (const permission of asked) {
      standinRequest?.(null, permission, (given) => given && requested.push(permission));
    }
    return {
      checked: asked.filter((permission) => standinCheck?.(null, permission) ?? true),
      requested,
      device: standinDevice?.(),
    };
  });
  const copying = ['clipboard-sanitized-write'];
  expect(granted).toEqual({ checked: copying, requested: copying, device: false });
});

test('a workspace that cannot be used ends the program with a failure', async ({ folder, launch }) => {
  const file = path.join(folder, 'a-file');
  await writeFile(file, 'not a folder');
  await expect(launch(file)).rejects.toThrow('ended with 1');
});

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { securityHeaders } from '../shared/security.ts';
import { expect, test } from './fixtures.ts';
import type { StudioApp } from './hosts/types.ts';
import { currentUrl, isTitled, receivePort } from './shell.ts';

/** Records instead of opening what would go to the user's browser; gives the addresses so far. */
async function recordOpened(studio: StudioApp): Promise<() => Promise<string[]>> {
  await studio.evaluateMain(({ shell }) => {
    const opened: string[] = [];
    Object.assign(shell, {
      opened,
      openExternal: async (url: string) => {
        opened.push(url);
      },
    });
  });
  return () => studio.evaluateMain(({ shell }) => ('opened' in shell ? [shell.opened].flat().map(String) : []));
}

/** Everything by which a page could go elsewhere or open a window that is none of the studio's. */
const waysToLeave: readonly (() => void)[] = [
  () => {
    location.href = 'https://evil.test/';
  },
  () => location.assign('https://evil.test/assign'),
  () => location.replace('file:///etc/passwd'),
  () => {
    location.href = 'connectorstudio://import?url=https://evil.test/';
  },
  () => {
    const form = document.createElement('form');
    form.action = 'https://evil.test/form';
    document.body.append(form);
    form.submit();
  },
  () => {
    const refresh = document.createElement('meta');
    refresh.httpEquiv = 'refresh';
    refresh.content = '0;url=https://evil.test/';
    document.head.append(refresh);
  },
  () => {
    const link = document.createElement('a');
    link.href = 'https://evil.test/link';
    document.body.append(link);
    link.click();
  },
  () => {
    const link = document.createElement('a');
    link.href = 'http://evil.test/blank';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }));
  },
  () => {
    const link = document.createElement('a');
    link.href = 'https://evil.test/file.exe';
    link.download = 'file.exe';
    document.body.append(link);
    link.click();
  },
  () => {
    try {
      history.pushState(null, '', 'https://evil.test/');
    } catch {
      // Refused by the browser itself.
    }
  },
  () => {
    window.open('http://evil.test/window');
  },
  () => {
    const frame = document.createElement('iframe');
    frame.src = 'https://evil.test/frame';
    document.body.append(frame);
  },
];

test('a window opens and shows the interface', async ({ studio }) => {
  await isTitled(studio.page);
  await expect(studio.page.locator('#root')).not.toBeEmpty();
  await expect
    .poll(() => studio.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.isVisible())))
    .toEqual([true]);
  expect(await currentUrl(studio)).toBe('app://studio/index.html');
});

test('A93: the page gets a frozen, minimal bridge and nothing of Node or Electron', async ({ studio }) => {
  const seen = await studio.page.evaluate(() => ({
    members: Object.keys(window.studio ?? {}).sort(),
    frozen: Object.isFrozen(window.studio) && Object.isFrozen(window.studio?.versions),
    platform: window.studio?.platform,
    versions: Object.keys(window.studio?.versions ?? {}).sort(),
    leaked: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', 'standinSend'].filter(
      (name) => name in globalThis,
    ),
    replaced: (() => {
      try {
        Object.defineProperty(window, 'studio', { value: 'mine' });
        return true;
      } catch {
        return false;
      }
    })(),
  }));
  expect(seen).toEqual({
    members: [
      ...['onMenuCommand', 'onOpenRequests', 'openExternal', 'platform', 'requestPort', 'setTheme'],
      ...['takeOpenRequests', 'versions'],
    ],
    frozen: true,
    platform: process.platform,
    versions: ['chrome', 'electron'],
    leaked: [],
    replaced: false,
  });
});

test('the page gets a line to the backend, again after a reload', async ({ studio }) => {
  expect(await receivePort(studio.page)).toBe(true);
  await studio.page.reload();
  await isTitled(studio.page);
  expect(await receivePort(studio.page)).toBe(true);
});

test('a menu command reaches the page until it stops listening', async ({ studio }) => {
  await studio.page.evaluate(() => {
    const commands: string[] = [];
    window.menuCommands = commands;
    const stop = window.studio?.onMenuCommand((command) => {
      commands.push(command);
      if (commands.length === 2) stop?.();
    });
  });
  const click = (id: string) =>
    studio.evaluateMain(({ Menu, BrowserWindow }, item) => {
      BrowserWindow.getAllWindows()[0]?.focus();
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
    }, id);
  for (const id of ['toggle-theme', 'toggle-theme', 'toggle-theme']) await click(id);
  const commands = () => studio.page.evaluate(() => window.menuCommands);
  await expect.poll(commands).toEqual(['toggle-theme', 'toggle-theme']);
});

test('A99: only https addresses leave the studio', async ({ studio }) => {
  const opened = await recordOpened(studio);
  const open = (url: string) => studio.page.evaluate((address) => window.studio?.openExternal(address), url);
  expect(await open('file:///etc/passwd')).toBe(false);
  expect(await open('http://example.test/')).toBe(false);
  expect(await open('javascript:alert(1)')).toBe(false);
  expect(await open('https://user@example.test/')).toBe(false);
  expect(await open('https://example.test/docs')).toBe(true);
  expect(await opened()).toEqual(['https://example.test/docs']);
});

test('A99: the page stays where it is and opens no windows', async ({ studio, faults }) => {
  faults.allow(/^content policy: (form-action|frame-src|default-src) /);
  const opened = await recordOpened(studio);
  // Asked of the page itself: Playwright would wait for the end of a navigation that never comes.
  const inspector = await studio.page.context().newCDPSession(studio.page);
  const evaluate = async (expression: string) =>
    (await inspector.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
  for (const way of waysToLeave) {
    await evaluate(`(${way})()`);
    await studio.page.waitForTimeout(150);
    expect(await currentUrl(studio), String(way)).toBe('app://studio/index.html');
    expect(await evaluate('document.title')).toBe('Connector Studio');
  }
  const windows = () => studio.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(await windows()).toBe(1);
  expect(await opened()).toEqual([]);

  await evaluate("window.open('https://docs.example.test/') && undefined");
  await expect.poll(opened).toEqual(['https://docs.example.test/']);
  expect(await windows()).toBe(1);
});

test('A74, A88: app:// serves the built interface and nothing beside it, always with the same headers', async ({
  studio,
}) => {
  const replies = await studio.page.evaluate(() =>
    Promise.all(
      [
        ...[
          '/index.html',
          '/..%2f..%2fpackage.json',
          '/%2e%2e/main/main.js',
          '/..\\main\\main.js',
          '/assets/',
          '/x.js',
        ],
        ...['/index.html'].map((address) => new Request(address, { method: 'POST', body: 'x' })),
      ].map(async (address) => {
        const { status, headers } = await fetch(address);
        return { status, headers: Object.fromEntries(headers) };
      }),
    ),
  );
  expect(replies.map(({ status }) => status)).toEqual([200, 404, 404, 404, 404, 404, 405]);
  for (const { headers } of replies) expect(headers).toMatchObject(securityHeaders);
});

test('the window opens again where it was closed', async ({ launch }) => {
  const place = { x: 40, y: 30, width: 1100, height: 700 };
  const first = await launch();
  await isTitled(first.page);
  await first.evaluateMain(({ BrowserWindow }, bounds) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds(bounds);
    setTimeout(() => window?.close(), 50);
  }, place);
  expect(await first.exited).toBe(0);

  const second = await launch();
  await isTitled(second.page);
  const bounds = await second.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  expect(bounds).toEqual(place);
});

test('the window takes the colours of the page, and remembers them', async ({ launch, workspace }) => {
  const colours = (studio: StudioApp) =>
    studio.evaluateMain(({ nativeTheme, BrowserWindow }) => [
      nativeTheme.themeSource,
      BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase(),
    ]);
  const first = await launch();
  await isTitled(first.page);
  await first.page.evaluate(() => {
    for (const theme of ['dark', 'none', {}, 'light', 'dark'] as const) window.studio?.setTheme(theme as 'dark');
  });
  await expect.poll(() => colours(first)).toEqual(['dark', '#1b1c20']);
  await first.evaluateMain(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50);
  });
  await first.exited;
  const file = path.join(workspace, 'shell/window.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ theme: 'dark' });
});

test('R32: a damaged window.json and impossible places give the default window', async ({ workspace, launch }) => {
  const file = path.join(workspace, 'shell/window.json');
  await mkdir(path.dirname(file), { recursive: true });
  for (const text of [
    '{"bounds"',
    JSON.stringify({ bounds: { x: 9e5, y: -9e5, width: 1000, height: 700 }, maximized: false }),
  ]) {
    await writeFile(file, text);
    const studio = await launch();
    await isTitled(studio.page);
    const bounds = await studio.evaluateMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
    expect(bounds).toMatchObject({ width: 1440, height: 900 });
    expect(bounds?.x).toBeLessThan(5000);
    await studio.stop();
  }
});

test('R36: SIGTERM ends it cleanly, and the workspace opens again', async ({ launch }) => {
  const first = await launch();
  await isTitled(first.page);
  expect(await receivePort(first.page)).toBe(true);
  await first.evaluateMain(() => void setTimeout(() => process.kill(process.pid, 'SIGTERM'), 20));
  expect(await first.exited).toBe(0);
  const second = await launch();
  await isTitled(second.page);
  expect(await receivePort(second.page)).toBe(true);
});

test('closing the last window ends the program', async ({ studio }) => {
  await isTitled(studio.page);
  await studio.evaluateMain(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50);
  });
  expect(await studio.exited).toBe(0);
});

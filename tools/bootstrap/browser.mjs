import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { nodePath } from './dependencies.mjs';
import { die, modules, root, run, say } from './shell.mjs';

const known = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

function playwrightBrowser() {
  try {
    return createRequire(path.join(root, 'package.json'))('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

const find = () =>
  [process.env.STUDIO_CHROMIUM, playwrightBrowser(), ...(known[process.platform] ?? [])].find(
    (file) => file && existsSync(file),
  );

/** A Chromium for the end-to-end tests: one that is there, Debian's package when root, or Playwright's download. */
export function ensureBrowser() {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!find() && isRoot && existsSync('/usr/bin/apt-get')) {
    say('no browser found: installing the chromium package, once …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const stdio = ['ignore', 'ignore', 'inherit'];
    run('apt-get', ['update', '-qq'], { env, stdio });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio });
  }
  if (!find()) {
    say('no browser found: downloading one with Playwright, once …');
    run(nodePath(), [path.join(modules, 'playwright', 'cli.js'), 'install', 'chromium']);
  }
  return (
    find() ??
    die('no Chromium was found and none could be installed: set STUDIO_CHROMIUM to a Chromium or Chrome program.')
  );
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeLock } from './lock.mjs';
import { isWindows, say } from './shell.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const stampOf = (folder) => path.join(folder, 'node_modules', '.studio-installed');

const wanted = (folder) =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

/** True where node_modules holds what the lockfile says, for this platform. */
export const installed = (folder) =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === wanted(folder);

/** The npm that runs this script, under the same Node; else the one on PATH. */
function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : [isWindows ? 'npm.cmd' : 'npm'];
}

/** Runs a command to its end, whatever signal comes: it is passed on, and given back once the command has ended. */
function runToEnd([command, ...args], folder, started) {
  return new Promise((resolve) => {
    let signalled;
    const child = spawn(command, args, {
      cwd: folder,
      // stdout belongs to the task.
      stdio: ['inherit', process.stderr, 'inherit'],
      shell: command.endsWith('.cmd'),
    });
    const pass = (signal) => {
      signalled = signal;
      child.kill(signal);
    };
    for (const signal of Object.keys(SIGNALS)) process.on(signal, pass);
    const end = (status) => {
      for (const signal of Object.keys(SIGNALS)) process.off(signal, pass);
      resolve({ status, signalled });
    };
    child.on('error', () => end(1));
    child.on('exit', (status) => end(status ?? 1));
    if (child.pid !== undefined) started(child.pid);
  });
}

/**
 * `npm ci` in a folder when its lockfile or the platform differs from what is installed; nothing otherwise. Set-ups that
 * run at once take turns, and the later finds the work done: none removes what another has installed.
 * @param {string} folder
 * @param {string} what how the user reads what is installed
 * @param {{ command?: readonly string[], args?: readonly string[] }} [how] another command than npm ci; more arguments for it
 * @returns {Promise<string | undefined>} why it could not be installed, or nothing
 */
export async function install(folder, what, { command = [...npmCommand(), 'ci'], args = [] } = {}) {
  if (installed(folder)) return undefined;
  const lock = await takeLock(path.join(folder, '.studio-install.lock'), (pid) =>
    say(`another set-up${pid === undefined ? '' : ` (process ${pid})`} is running: waiting for it to end …`),
  );
  let signalled;
  try {
    // The one that was waited for may have done it.
    if (installed(folder)) return undefined;
    say(`installing ${what} (npm ci), once …`);
    const all = [...command, '--no-audit', '--no-fund', '--loglevel=error', ...args];
    const end = await runToEnd(all, folder, lock.share);
    signalled = end.signalled;
    if (end.status !== 0) return 'npm ci failed: is the npm registry reachable?';
    // npm makes no folder where there is nothing to install.
    mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
    writeFileSync(stampOf(folder), wanted(folder));
    return undefined;
  } finally {
    lock.release();
    if (signalled) process.exit(SIGNALS[signalled]);
  }
}

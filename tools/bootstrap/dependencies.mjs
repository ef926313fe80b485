import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { die, isWindows, modules, root, run, say } from './shell.mjs';

const NODE_MAJOR = 24;
const STALE_LOCK_MS = 15 * 60_000;
const stamp = path.join(modules, '.studio-installed');
const lock = path.join(root, '.studio-install.lock');

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Two terminals must not install at once. True where this process holds the lock, false where the other one finished. */
function acquireLock() {
  for (let tries = 0; ; tries++) {
    try {
      mkdirSync(lock);
      return true;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > STALE_LOCK_MS) rmSync(lock, { recursive: true, force: true });
      if (tries === 0) say('waiting for another install to end …');
      sleep(1000);
      if (installed()) return false;
    }
  }
}

/** `npm ci` when the lockfile or the platform differs from what is installed; nothing otherwise. */
export function ensureDependencies() {
  if (installed() || !acquireLock()) return;
  try {
    say('installing dependencies (npm ci), once …');
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    // npm runs this script: the same npm under the same Node installs.
    const npm = process.env.npm_execpath;
    const status =
      npm && /\.c?js$/.test(npm) ? run(process.execPath, [npm, ...args]) : run(isWindows ? 'npm.cmd' : 'npm', args);
    if (status !== 0) die('npm ci failed: is the npm registry reachable? Mend that and call the same command again.');
    writeFileSync(stamp, wanted());
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** The Node that everything but this bootstrap runs on. */
export function nodePath() {
  const local = path.join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(local)) return local;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  return die(
    `Node ${NODE_MAJOR} is needed and node_modules/node holds no program: were install scripts blocked? package.json allows those that are needed (allowScripts).`,
  );
}

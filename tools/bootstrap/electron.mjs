import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodePath } from './dependencies.mjs';
import { modules, say } from './shell.mjs';

const directory = path.join(modules, 'electron');
const failedBefore = path.join(modules, '.studio-electron-failed');
const DOWNLOAD_MS = 180_000;
/** A machine without internet is not asked again for a day. */
const RETRY_MS = 24 * 3_600_000;

function present() {
  const pathFile = path.join(directory, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(directory, 'dist');
  const program = path.join(dist, readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

function reasonOf(output) {
  const line = output.split('\n').find((text) => /error|failed|ENOTFOUND|ECONN|EAI_AGAIN/i.test(text));
  return line ? line.trim().slice(0, 160) : 'no answer';
}

/**
 * The Electron program, downloaded on first use.
 * @returns {{ program: string } | { reason: string }}
 */
export function ensureElectron() {
  const found = present();
  if (found) return { program: found };
  if (existsSync(failedBefore)) {
    const { at, reason } = JSON.parse(readFileSync(failedBefore, 'utf8'));
    if (Date.now() - at < RETRY_MS) return { reason };
  }
  say('downloading Electron, once …');
  const attempt = spawnSync(nodePath(), [path.join(directory, 'install.js')], {
    timeout: DOWNLOAD_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const program = present();
  if (program) return { program };
  const reason = `the Electron program could not be downloaded (${reasonOf(`${attempt.stderr}\n${attempt.stdout}`)})`;
  writeFileSync(failedBefore, JSON.stringify({ at: Date.now(), reason }));
  return { reason };
}

import { existsSync } from 'node:fs';
import { run, say } from './shell.mjs';

/**
 * Installs Debian's packages when root, once. Tests that need what is missing are skipped with a message, so nothing here ends
 * the task.
 */
export function install(what, packages) {
  if (process.platform !== 'linux') return;
  const list = packages.join(', ');
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`${what} is missing: the tests that need it are skipped. Install ${list} to run them.`);
    return;
  }
  say(`installing ${what} for the tests (${list}), once …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', 'inherit'];
  run('apt-get', ['update', '-qq'], { env, stdio });
  const status = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio });
  if (status !== 0) say(`${what} could not be installed: the tests that need it are skipped.`);
}

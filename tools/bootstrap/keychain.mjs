import { existsSync } from 'node:fs';
import { run, say } from './shell.mjs';

const packages = ['gnome-keyring', 'dbus', 'libsecret-1-0'];

/**
 * A real keychain for the tests: Debian's packages when root, else those that are there. Tests that need one are skipped with
 * a message where there is none, so nothing here ends the task.
 */
export function ensureKeychain() {
  if (
    process.platform !== 'linux' ||
    ['gnome-keyring-daemon', 'dbus-run-session'].every((name) => existsSync(`/usr/bin/${name}`))
  )
    return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`no keychain for the tests: those that need one are skipped. Install ${packages.join(', ')} to run them.`);
    return;
  }
  say(`installing a keychain for the tests (${packages.join(', ')}), once …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', 'inherit'];
  run('apt-get', ['update', '-qq'], { env, stdio });
  const status = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio });
  if (status !== 0) say('the keychain could not be installed: the tests that need one are skipped.');
}

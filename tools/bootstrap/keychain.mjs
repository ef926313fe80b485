import { existsSync } from 'node:fs';
import { install } from './debian.mjs';

/** A real keychain for the tests; those that need one are skipped with a message where there is none. */
export function ensureKeychain() {
  const isThere = ['gnome-keyring-daemon', 'dbus-run-session'].every((name) => existsSync(`/usr/bin/${name}`));
  if (!isThere) install('a keychain', ['gnome-keyring', 'dbus', 'libsecret-1-0']);
}

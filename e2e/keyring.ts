import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A session bus with a real keychain on it, unlocked. */
export interface Keyring {
  /** Environment of a program that is to use it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

const POLL_MS = 50;
const START_MS = 15_000;

/** The program that is missing for a keychain; undefined where all are there. */
export function missingProgram(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].find((name) =>
    folders.every((folder) => {
      try {
        accessSync(path.join(folder, name), constants.X_OK);
        return false;
      } catch {
        return true;
      }
    }),
  );
}

const isOwned = (env: NodeJS.ProcessEnv): boolean => {
  const call = ['--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner'];
  try {
    const answer = execFileSync('dbus-send', [...call, 'string:org.freedesktop.secrets'], { env, stdio: 'pipe' });
    return answer.toString().includes('boolean true');
  } catch {
    return false;
  }
};

/** Starts a bus and gnome-keyring on it, with everything of theirs in a folder. */
export async function startKeyring(folder: string): Promise<Keyring> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise<string>((resolve) =>
    bus.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  const env = { DBUS_SESSION_BUS_ADDRESS: address, STUDIO_VAULT: '' };
  const home = { HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: path.join(folder, 'data') };
  const whole = { PATH: process.env.PATH, ...env, ...home };
  const daemon: ChildProcess = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets', '--foreground'], {
    env: whole,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin?.end('studio');
  const stop = (): void => {
    daemon.kill('SIGKILL');
    bus.kill('SIGKILL');
  };
  for (let waited = 0; waited < START_MS; waited += POLL_MS) {
    if (isOwned(whole)) return { env, stop };
    await sleep(POLL_MS);
  }
  stop();
  throw new Error('gnome-keyring did not start');
}

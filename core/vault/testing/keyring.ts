import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../workspace/testing/temporary.ts';
import { loadKeytar } from '../keychain.ts';

const run = promisify(execFile);

/** The program that uses the store in a process of its own. */
export const script: string = path.join(import.meta.dirname, 'secret.ts');

const installed = (program: string): boolean =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Why there can be no real keychain here; undefined where there can. */
export function missing(): string | undefined {
  const program = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'].find((name) => !installed(name));
  if (program) return `${program} is not installed`;
  try {
    loadKeytar();
    return undefined;
  } catch {
    return 'the keychain library cannot be loaded';
  }
}

/** Runs a shell line in a D-Bus session of its own, with a home of its own. */
export async function inSession(line: string): Promise<string> {
  const home = temporaryFolder();
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    NODE: process.execPath,
    SCRIPT: script,
  };
  const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', line], { env, timeout: 80_000 });
  return stdout;
}

/** One answer of the program. */
export interface Said {
  readonly kind: string;
  readonly reason?: string;
  readonly value: unknown;
}

export const answersIn = (output: string): readonly Said[] =>
  output
    .trim()
    .split('\n')
    .map((line): Said => JSON.parse(line));

/** Quotes a word for the shell. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

type Step = readonly string[];

const use = (steps: readonly Step[]): string =>
  `"$NODE" "$SCRIPT" ${steps.map((step) => quoted(JSON.stringify(step))).join(' ')}`;

/** Starts a keychain, unlocked, and waits until the bus knows it; its process id is in DAEMON. */
export const startKeyring = `
  rm -rf "$XDG_RUNTIME_DIR/keyring"
  printf studio | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &
  export DAEMON=$!
  for n in $(seq 400); do
    dbus-send --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q 'boolean true' && break
    sleep 0.05
  done`;

/** Starts a keychain that is unlocked, lets one process per list of steps use it, and gives all answers. */
export async function withKeyring(...processes: readonly (readonly Step[])[]): Promise<readonly Said[]> {
  const end = 'kill $DAEMON 2>/dev/null || true';
  return answersIn(await inSession(`${startKeyring}\n${processes.map(use).join('\n')}\n${end}`));
}

/** The line that uses the store on a bus that knows no services at all, so that none is started on demand. */
export const onBareBus = (steps: readonly Step[]): string => `
  printf '<busconfig><type>session</type><listen>unix:tmpdir=%s</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow receive_type="method_call"/><allow receive_sender="*"/><allow receive_requested_reply="true"/><allow own="*"/></policy></busconfig>' "$HOME" > "$HOME/bus.conf"
  dbus-run-session --config-file="$HOME/bus.conf" -- ${use(steps)}`;

/** Locks the keychain that is open, as a screen lock would. */
export const lockKeyring: Step = [
  'sh',
  'dbus-send --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null && echo locked',
];

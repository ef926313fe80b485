import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../workspace/testing/temporary.ts';
import { loadKeytar } from './keychain.ts';

const run = promisify(execFile);
const script = path.join(import.meta.dirname, 'testing/secret.ts');

const installed = (program: string): boolean =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

function missing(): string | undefined {
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
async function inSession(line: string): Promise<string> {
  const home = temporaryFolder();
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    NODE: process.execPath,
    SCRIPT: script,
  };
  const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', line], { env, timeout: 25_000 });
  return stdout;
}

it('A106: a real keychain gives one process what another stored, and forgets what is deleted', async (context) => {
  const lack = missing();
  if (lack !== undefined) return context.skip(lack);
  const output = await inSession(`
    printf studio | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &
    daemon=$!
    owned() { dbus-send --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets; }
    until owned | grep -q 'boolean true'; do sleep 0.05; done
    for use in 'set weather/con_1/token s3cret' 'get weather/con_1/token' 'delete weather/con_1/token' 'get weather/con_1/token'; do
      "$NODE" "$SCRIPT" $use; echo
    done
    kill $daemon`);
  const answers = output
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(answers).toEqual([
    { kind: 'keychain', value: null },
    { kind: 'keychain', value: 's3cret' },
    { kind: 'keychain', value: true },
    { kind: 'keychain', value: null },
  ]);
});

it('A106: without a keychain service the reason says so', async (context) => {
  const lack = missing();
  if (lack !== undefined) return context.skip(lack);
  // A bus that knows no services at all, so that none is started on demand.
  const output = await inSession(`
    printf '<busconfig><type>session</type><listen>unix:tmpdir=%s</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow receive_type="method_call"/><allow receive_sender="*"/><allow receive_requested_reply="true"/><allow own="*"/></policy></busconfig>' "$HOME" > "$HOME/bus.conf"
    dbus-run-session --config-file="$HOME/bus.conf" -- "$NODE" "$SCRIPT" get weather/con_1/token`);
  expect(JSON.parse(output)).toMatchObject({
    kind: 'session',
    reason: expect.stringContaining('no keychain service runs'),
  });
});

it('A106: without a session bus the reason says so', async (context) => {
  const lack = missing();
  if (lack !== undefined) return context.skip(lack);
  const env = { PATH: '/nowhere', HOME: temporaryFolder() };
  const { stdout } = await run(process.execPath, [script, 'get', 'a/b/c'], { env, timeout: 25_000 });
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'session', reason: expect.stringContaining('no D-Bus session') });
});

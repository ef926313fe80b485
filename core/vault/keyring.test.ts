import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { vaultLimits } from '../../shared/limits.ts';
import { temporaryFolder } from '../workspace/testing/temporary.ts';
import {
  answersIn,
  inSession,
  lockKeyring,
  missing,
  onBareBus,
  script,
  startKeyring,
  withKeyring,
} from './testing/keyring.ts';

const run = promisify(execFile);
const lack = missing();
const KEY = 'weather/con_1/token';
const wait = vaultLimits.provenMs / 1_000 + 0.1;
const values = (said: readonly { readonly value: unknown }[]) => said.map(({ value }) => value);

// Without the packages gnome-keyring, dbus and libsecret-1-0 these are skipped; the bootstrap of the tests installs them.
describe.skipIf(lack !== undefined)(
  `A106: a real keychain${lack === undefined ? '' : ` (skipped: ${lack})`}`,
  { timeout: 90_000 },
  () => {
    it('gives one process what another stored, and forgets what is deleted', async () => {
      const said = await withKeyring([['set', KEY, 's3cret']], [['get', KEY]], [['delete', KEY]], [['get', KEY]]);
      expect(said).toEqual([
        { kind: 'keychain', value: null },
        { kind: 'keychain', value: 's3cret' },
        { kind: 'keychain', value: true },
        { kind: 'keychain', value: null },
      ]);
    });

    it('KY-3: keeps any characters, 3,000 bytes and what Windows would refuse, in parts', async () => {
      const unicode = 'pässwörd 😀 \u202e"\'\\\n\tend';
      const bytes3000 = 'x'.repeat(3_000);
      const long = 'ü'.repeat(5_000);
      const said = await withKeyring([
        ['set', 'a', unicode],
        ['set', 'b', bytes3000],
        ['set', 'c', long],
        ['get', 'a'],
        ['get', 'b'],
        ['get', 'c'],
        ['set', 'c', 'short now'],
        ['get', 'c'],
        ['delete', 'b'],
        ['get', 'b'],
      ]);
      expect(bytes3000.length).toBeGreaterThan(vaultLimits.partBytes);
      expect(values(said).slice(3)).toEqual([unicode, bytes3000, long, null, 'short now', true, null]);
    });

    it('keeps many accounts apart', async () => {
      const keys = Array.from({ length: 30 }, (_, index) => `crm/con_${index}/key`);
      const said = await withKeyring(
        keys.map((key, index) => ['set', key, `secret ${index}`]),
        [['delete', 'crm/con_7/key'], ...keys.map((key) => ['get', key] as const)],
      );
      const expected = keys.map((_, index) => (index === 7 ? null : `secret ${index}`));
      expect(values(said).slice(keys.length)).toEqual([true, ...expected]);
    });

    it('R14: an item that was deleted by something else is missing, and no failure', async () => {
      const said = await withKeyring([
        ['set', KEY, 's3cret'],
        [
          'sh',
          'for item in $(dbus-send --print-reply=literal --dest=org.freedesktop.secrets /org/freedesktop/secrets/collection/login org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Items | grep -o "/org[^ ]*"); do dbus-send --print-reply --dest=org.freedesktop.secrets $item org.freedesktop.Secret.Item.Delete >/dev/null; done; echo gone',
        ],
        ['get', KEY],
        ['delete', KEY],
      ]);
      expect(values(said)).toEqual([null, 'gone', null, false]);
    });

    it('R14: one that is locked meanwhile fails by name, and cannot be tried again before it is unlocked', async () => {
      const said = await withKeyring([
        ['set', KEY, 'CANARY'],
        lockKeyring,
        ['sh', `sleep ${wait}`],
        ['get', KEY],
        ['retry'],
      ]);
      expect(said[1]?.value).toBe('locked');
      // Nobody is there to type a password, so that the prompt fails; libsecret then says that there is no secret.
      expect(said[3]?.value).toEqual({ error: expect.stringContaining('The secret could not be read: ') });
      expect(JSON.stringify(said)).not.toContain('is not in the keychain');
      expect(said[4]?.value).toBe(false);
    });

    it('R14: one that dies mid-way fails by name; the next start has what it had', async () => {
      // libsecret holds on to the service that it found first, so that this process cannot go on with a new one.
      const first = [
        ['set', KEY, 'CANARY'],
        ['sh', 'kill -9 $DAEMON; sleep 0.3; echo dead'],
        ['get', KEY],
      ];
      const said = await withKeyring([...first, ['sh', `${startKeyring}; echo back`]], [['get', KEY]]);
      expect(values(said)).toEqual([
        null,
        'dead',
        { error: expect.stringMatching(/^The secret could not be read: no keychain service .*start the studio again/) },
        'back',
        'CANARY',
      ]);
    });

    it('KY-6: one that is started later is found when it is tried again', async () => {
      const start = ['sh', `${startKeyring}; echo started`];
      const said = answersIn(
        await inSession(onBareBus([['retry'], start, ['retry'], ['set', KEY, 's3cret'], ['get', KEY]])),
      );
      expect(said.map(({ kind, value }) => [kind, value])).toEqual([
        ['session', false],
        ['session', 'started'],
        ['keychain', true],
        ['keychain', null],
        ['keychain', 's3cret'],
      ]);
    });

    it('without a keychain service the reason says so', async () => {
      const output = await inSession(onBareBus([['get', 'a']]));
      expect(answersIn(output)).toMatchObject([
        { kind: 'session', reason: expect.stringContaining('no keychain service runs') },
      ]);
    });

    it('without a session bus the reason says so', async () => {
      const env = { PATH: '/nowhere', HOME: temporaryFolder() };
      const { stdout } = await run(process.execPath, [script, '["get","a"]'], { env, timeout: 80_000 });
      expect(answersIn(stdout)).toMatchObject([
        { kind: 'session', reason: expect.stringContaining('no D-Bus session') },
      ]);
    });
  },
);

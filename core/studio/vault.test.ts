import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Vault } from '../vault/index.ts';
import { type TestMachine, testMachine } from '../vault/testing/vault.ts';
import { openWorkspace } from '../workspace/index.ts';
import { temporaryFolder, unwrap } from '../workspace/testing/temporary.ts';
import { removeConnection, saveConnection } from './connections.ts';
import { listConnections } from './describe.ts';
import { openStudio } from './index.ts';
import { changeSettings, showSettings } from './settings.ts';
import { files } from './testing.ts';
import { createVaultFile, unlockVault } from './vault.ts';

const PASSPHRASE = 'correct horse battery';

afterEach(() => void vi.unstubAllEnvs());

describe('a workspace with a vault file', () => {
  let machine: TestMachine;
  let vault: Vault;
  const opened = () => {
    const workspace = unwrap(openWorkspace(temporaryFolder()));
    unwrap(workspace.connectors.create(files, 'made by a test'));
    return { workspace, vault, environment: {} };
  };
  let studio: ReturnType<typeof opened>;
  beforeEach(async () => {
    machine = testMachine();
    vault = await machine.start();
    studio = opened();
  });
  afterEach(() => studio.workspace.close());
  const connect = (name: string) =>
    saveConnection(studio, {
      connector: 'crm',
      name,
      auth: 'apiKey',
      fields: {},
      secrets: { key: `CANARY-${name}` },
      allowedHosts: [],
    });

  it('shows its connections while it is locked: what they have cannot be told (R14)', async () => {
    unwrap(await createVaultFile(studio, PASSPHRASE));
    unwrap(await connect('me'));
    await changeSettings(studio, {
      network: {
        authorities: [],
        insecureHosts: [],
        proxy: { url: 'http://p:1', username: 'ann', password: 'CANARY-p', bypass: [], resolveAtProxy: false },
      },
    });
    expect(await listConnections(studio, 'crm')).toMatchObject([{ secrets: [{ field: 'key', stored: 'file' }] }]);
    vault.lock();
    expect(await listConnections(studio, 'crm')).toMatchObject([
      { name: 'me', secrets: [{ field: 'key', stored: 'locked', changedAt: expect.any(String) }] },
    ]);
    expect(await showSettings(studio)).toMatchObject({ network: { proxy: { password: 'locked' } } });
  });

  it('takes the secrets of the session along when it is made', async () => {
    unwrap(await connect('me'));
    expect(unwrap(await createVaultFile(studio, PASSPHRASE, true)).sessionSecrets).toBe(0);
    expect(await listConnections(studio, 'crm')).toMatchObject([{ secrets: [{ stored: 'file' }] }]);
  });

  it('A108: what is removed while it is locked is out of the file once it is unlocked', async () => {
    unwrap(await createVaultFile(studio, PASSPHRASE));
    const [gone, stays] = [unwrap(await connect('gone')), unwrap(await connect('stays'))];
    vault.lock();
    expect(await removeConnection(studio, 'crm', 'gone')).toBe(true);
    const before = readFileSync(machine.file);
    unwrap(await unlockVault(studio, PASSPHRASE));
    expect(readFileSync(machine.file).length).toBeLessThan(before.length);
    expect(await vault.get(`crm/${gone.id}/key`)).toBeNull();
    expect(await vault.get(`crm/${stays.id}/key`)).toBe('CANARY-stays');
  });

  it('A105: no secret stands in any file of the workspace', async () => {
    unwrap(await createVaultFile(studio, PASSPHRASE));
    unwrap(await connect('me'));
    const folders = [studio.workspace.directory, path.dirname(machine.file)];
    for (const folder of folders)
      for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
        const bytes = readFileSync(path.join(file.parentPath, file.name));
        for (const secret of ['CANARY', PASSPHRASE]) expect(bytes.includes(secret), file.name).toBe(false);
      }
  });
});

it('KY-6: the choice is remembered by the workspace, and the passphrase is not', async () => {
  vi.stubEnv('STUDIO_VAULT', '');
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere');
  const workspace = temporaryFolder();
  const first = unwrap(await openStudio({ workspace, host: 'cli' }));
  unwrap(await createVaultFile(first, PASSPHRASE));
  await first.close();
  const second = unwrap(await openStudio({ workspace, host: 'cli' }));
  expect(second.vault.state()).toMatchObject({ kind: 'file-locked', hasFile: true });
  await second.close();
});

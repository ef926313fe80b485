import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { files } from '../core/studio/testing.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import { temporaryFolder, unwrap } from '../core/workspace/testing/temporary.ts';
import { registerConnect } from './commands/connect.ts';
import { registerRun } from './commands/run.ts';

beforeEach(() => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  vi.stubEnv('CRM_KEY', 'CANARY-key');
  vi.stubEnv('VAULT_PASS', 'correct horse battery');
  vi.stubEnv('WRONG_PASS', 'wrong horse battery');
});
afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = 0;
});

/** A workspace with a connector that tells whether it was given its key. */
function workspaceFolder(): string {
  const folder = temporaryFolder();
  const workspace = unwrap(openWorkspace(folder));
  const data = "export const data = ({ account }) => ({ items: [{ same: account.key === 'CANARY-key' }] });\n";
  const changed = files.map((one) => (one.path === 'functions/data.js' ? { ...one, text: data } : one));
  unwrap(workspace.connectors.create(changed, 'made by a test'));
  workspace.close();
  return folder;
}

/** Runs a command line in this process: its exit code and what it wrote. */
async function command(workspace: string, ...args: readonly string[]) {
  const program = new Command();
  registerConnect(program);
  registerRun(program);
  let text = '';
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    }),
  );
  process.exitCode = 0;
  try {
    await program.parseAsync([...args, '--workspace', workspace, '--json'], { from: 'user' });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { code: process.exitCode, text };
}

const connect = ['connect', 'crm', '--name', 'me', '--auth', 'apiKey', '--secret', 'key=CRM_KEY', '--passphrase-env'];
const run = ['run', 'crm', 'data', '--passphrase-env'];

it('KY-6: connect makes the vault file, and run reads from it when the variable of the secret is gone', async () => {
  const folder = workspaceFolder();
  const connected = await command(folder, ...connect, 'VAULT_PASS');
  expect(connected).toMatchObject({ code: 0, text: expect.stringContaining('"stored": "file"') });
  // It is stored, so nothing says that it is lost.
  expect(connected.text).not.toContain('not stored');
  vi.stubEnv('CRM_KEY', '');
  expect(await command(folder, ...run, 'VAULT_PASS')).toMatchObject({
    code: 0,
    text: expect.stringContaining('"same": true'),
  });
  expect(readFileSync(path.join(folder, 'secrets.vault'), 'utf8')).not.toContain('CANARY');
});

it('a passphrase that is wrong, not set or too short is told, and so is a vault file that is not there', async () => {
  const folder = workspaceFolder();
  const refused = async (...args: readonly string[]) => {
    const { code, text } = await command(folder, ...args);
    expect(code).toBe(2);
    expect(text).not.toContain('horse');
    return text;
  };
  expect(await refused(...run, 'VAULT_PASS')).toContain('no vault file yet');
  expect(await refused(...connect, 'NOT_SET')).toContain('NOT_SET is not set');
  vi.stubEnv('SHORT_PASS', 'short');
  expect(await refused(...connect, 'SHORT_PASS')).toContain('at least 8 characters');
  expect((await command(folder, ...connect, 'VAULT_PASS')).code).toBe(0);
  expect(await refused(...run, 'WRONG_PASS')).toContain('does not open the vault file');
});

it('R14: a run without the passphrase fails by name, and the connection is kept', async () => {
  const folder = workspaceFolder();
  expect((await command(folder, ...connect, 'VAULT_PASS')).code).toBe(0);
  vi.stubEnv('CRM_KEY', '');
  vi.stubEnv('STUDIO_VAULT', '');
  const ran = await command(folder, 'run', 'crm', 'data');
  expect(ran).toMatchObject({ code: 1, text: expect.stringContaining('"vault_locked"') });
  expect(ran.text).toContain('The secret key of the connection me cannot be read from the vault file');
  expect((await command(folder, ...run, 'VAULT_PASS')).code).toBe(0);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { authority } from '../core/network/testing/certificate.ts';
import { registerSettings } from './commands/settings.ts';
import { runCommand } from './testing/run-command.ts';

const password = 'proxy-password-123';

/** `studio settings` on a workspace. */
const studio = (workspace: string, ...args: readonly string[]) =>
  runCommand(registerSettings, 'settings', ...args, '--workspace', workspace);

beforeEach(() => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  vi.stubEnv('PROXY_PASSWORD', password);
  vi.stubEnv('HTTPS_PROXY', 'http://evil:1');
});
afterEach(() => void vi.unstubAllEnvs());

it('settings are made, shown and taken back; the password shows nowhere', async () => {
  const workspace = mkdtempSync(path.join(tmpdir(), 'studio-settings-'));
  onTestFinished(() => rmSync(workspace, { recursive: true, force: true }));
  const file = path.join(workspace, 'our-ca.pem');
  writeFileSync(file, authority);
  const run = (...args: readonly string[]) => studio(workspace, ...args);

  const set = ['set-proxy', 'http://proxy.corp:3128', '--username', 'ada', '--password-env', 'PROXY_PASSWORD'];
  const made = await run(...set, '--bypass', '*.corp,10.0.0.1', '--json');
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(await run('add-ca', file)).toMatchObject({ code: 0 });
  expect(await run('trust-host', 'Intranet.corp:443')).toMatchObject({ code: 0 });
  const shown = JSON.parse((await run('--json')).out);
  expect(shown).toMatchObject({
    network: {
      // Another process has no such vault; it reads the variable again.
      proxy: {
        url: 'http://proxy.corp:3128',
        username: 'ada',
        bypass: ['*.corp', '10.0.0.1'],
        password: 'environment',
      },
      authorities: [{ name: 'our-ca', subject: 'CN=Test Authority' }],
      insecureHosts: ['intranet.corp:443'],
    },
    ignoredVariables: expect.arrayContaining(['HTTPS_PROXY']),
  });
  const written = readdirSync(workspace).map((name) => path.join(workspace, name));
  const kept = written.filter((one) => one.includes('workspace.db')).map((one) => readFileSync(one, 'latin1'));
  expect([made.out, JSON.stringify(shown), ...kept].join('\n')).not.toContain(password);

  const [clear, remove, untrust] = [
    await run('clear-proxy'),
    await run('remove-ca', 'our-ca'),
    await run('untrust-host', 'intranet.corp:443'),
  ];
  expect([clear.code, remove.code, untrust.code]).toEqual([0, 0, 0]);
  expect(untrust.out).toMatch(/^proxy: none\n/);
  expect(untrust.out).toContain('warning: HTTPS_PROXY is set in the environment and is not heard');
});

it('a password in the address is refused and not shown again', async () => {
  const workspace = mkdtempSync(path.join(tmpdir(), 'studio-settings-'));
  onTestFinished(() => rmSync(workspace, { recursive: true, force: true }));
  const refused = await studio(workspace, 'set-proxy', `http://ada:${password}@proxy.corp:3128`, '--json');
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.out + refused.err).not.toContain(password);
  expect(JSON.parse(refused.out)).toMatchObject({ error: { kind: 'input', code: 'bad_proxy' } });
});

it('options after the name of an inner command are its own', () => {
  const workspace = mkdtempSync(path.join(tmpdir(), 'studio-settings-'));
  onTestFinished(() => rmSync(workspace, { recursive: true, force: true }));
  const main = path.join(import.meta.dirname, 'main.ts');
  const args = ['settings', 'trust-host', 'intranet.corp:443', '--json', '--workspace', workspace];
  const out = execFileSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  expect(JSON.parse(out)).toMatchObject({ network: { insecureHosts: ['intranet.corp:443'] } });
  expect(readdirSync(workspace)).toContain('workspace.db');
});

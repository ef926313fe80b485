import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { mockServer } from '../core/auth/testing/mock-server.ts';
import { testProvider } from '../core/auth/testing/provider.ts';
import { files, manifest } from '../core/studio/testing.ts';
import { temporaryWorkspace, unwrap } from '../core/workspace/testing/temporary.ts';
import type { OAuth2Authentication } from '../shared/connector/manifest.ts';
import { parseFlow } from './commands/authorize.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with one connector, `crm`, that is authorized by `oauth`. */
function workspaceWith(oauth: Partial<OAuth2Authentication>): string {
  const workspace = temporaryWorkspace();
  const authentication = [{ id: 'oauth', name: 'O', type: 'oauth2', ...oauth }];
  const [, ...others] = files;
  const made = [{ path: 'connector.json', text: JSON.stringify({ ...manifest, authentication }) }, ...others];
  unwrap(workspace.connectors.create(made, 'made by a test'));
  return workspace.directory;
}

/** Runs the command line; `onLine` sees each line of stderr as it comes. */
function studio(args: readonly string[], onLine: (line: string, stop: () => void) => void = () => {}): Promise<Ended> {
  const env = { ...process.env, STUDIO_VAULT: 'session', CRM_SECRET: 'CANARY-client-secret' };
  const child = spawn(process.execPath, ['cli/main.ts', 'connect', 'crm', '--name', 'me', ...args], { env });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
    for (const line of chunk.toString().split('\n')) onLine(line, () => child.kill('SIGINT'));
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

const addressIn = (line: string): string | undefined => /^http:\/\/127\.0\.0\.1:\d+\/\S+$/.exec(line)?.[0];

describe('studio connect --authorize', () => {
  it('prints the address, waits for the browser, and says that the tokens end with the command', async () => {
    const server = await mockServer();
    const directory = workspaceWith({ authorizationUrl: `${server.url}/authorize`, tokenUrl: `${server.url}/token` });
    const args = ['--workspace', directory, '--json', '--auth', 'oauth', '--set', 'client_id=studio'];
    const { code, stdout, stderr } = await studio(
      [...args, '--secret', 'client_secret=CRM_SECRET', '--allow-host', server.host, '--authorize', '--flow', 'code'],
      (line) => {
        const address = addressIn(line);
        if (address !== undefined) void fetch(address);
      },
    );
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { name: 'me', fields: { grant: 'authorizationCode' } }]);
    expect(stderr).toContain('Open this address in a browser and allow the access:');
    expect(stderr).toMatch(/The tokens are lost now that this command ends/);
    expect(stdout + stderr).not.toMatch(/CANARY|eyJ/);
  });

  it('has nothing to say of tokens that every run gets anew', async () => {
    const server = await mockServer();
    const directory = workspaceWith({ tokenUrl: `${server.url}/token` });
    const args = ['--workspace', directory, '--set', 'client_id=studio', '--secret', 'client_secret=CRM_SECRET'];
    const client = await studio([...args, '--allow-host', server.host, '--authorize', '--flow', 'client']);
    expect([client.code, client.stdout]).toEqual([0, 'crm is connected and authorized as me (oauth).\n']);
    expect(client.stderr).not.toContain('The tokens are lost');
  });

  it('shows the code of the device flow, and ends with 2 where the person gives up', async () => {
    const server = await testProvider();
    const directory = workspaceWith({ issuer: server.issuer, scopes: ['read'] });
    const args = ['--workspace', directory, '--set', 'client_id=studio', '--allow-host', server.host, '--authorize'];
    const device = await studio([...args, '--flow', 'device'], (line, stop) => {
      if (line.includes('on any machine and type')) stop();
    });
    expect(device.stderr).toMatch(/type [A-Z]{4}-[A-Z]{4} \(until \d{4}-/);
    expect([device.code, device.stderr]).toEqual([2, expect.stringContaining('The authorization was cancelled.')]);
  });
});

it('flows have a word each on the command line', () => {
  expect(['code', 'device', 'client'].map(parseFlow)).toEqual(['authorizationCode', 'device', 'clientCredentials']);
  for (const word of ['magic', 'toString', ''])
    expect(() => parseFlow(word)).toThrow('none of code, device and client');
});

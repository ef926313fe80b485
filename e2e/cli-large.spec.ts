import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { studio } from './studio-command.ts';

const require = createRequire(import.meta.url);
const packageFolder = (name: string) => path.dirname(require.resolve(`${name}/package.json`));
const description = path.join(packageFolder('@octokit/openapi'), 'generated/api.github.com.json');
const prism = path.join(packageFolder('@stoplight/prism-cli'), 'dist/index.js');

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

let folder = '';
let mock: ChildProcess;
let url = '';

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-large-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  mock = spawn(process.execPath, [prism, 'mock', '-h', '127.0.0.1', '-p', String(port), description], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    mock.stdout?.on('data', (chunk) => /is listening/i.test(String(chunk)) && resolve());
    mock.once('exit', (code) => reject(new Error(`the mock server ended with ${code}`)));
  });
});

test.afterAll(() => {
  mock.kill();
  rmSync(folder, { recursive: true, force: true });
});

test("a connector generated from GitHub's 13 MB description reads rows from a mock of the same file", {
  tag: '@all',
}, async () => {
  const run = async (...args: string[]) => {
    const result = await studio([...args, '--workspace', path.join(folder, 'workspace'), '--json']);
    expect(result.code, result.stderr.slice(-2000)).toBe(0);
    return JSON.parse(result.stdout);
  };
  const created = await run('import', description, '--id', 'github', '--base-url', url);
  expect(created.entities).toBeGreaterThan(200);
  expect(created.commands).toBeGreaterThan(500);

  await run('connect', 'github', '--name', 'mock', '--allow-host', new URL(url).host);
  const entity = created.manifest.entities.find((one: { operation: string }) => one.operation === 'GET /organizations');
  expect(entity).toMatchObject({ records: '$', primaryKey: ['id'] });
  const { outcome, result, exchanges } = await run('run', 'github', 'data', '--entity', entity.name);
  expect(outcome).toEqual({ kind: 'ok' });
  expect(result.items[0]).toMatchObject({ id: expect.any(String), login: 'github' });
  expect(exchanges).toMatchObject([{ method: 'GET', status: 200, url: expect.stringContaining('/organizations') }]);
});

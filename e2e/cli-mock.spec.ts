import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { crmDescription } from '../core/mock-api/testing/crm.ts';
import { type ServerProcess, serve, studio } from './studio-command.ts';

let folder = '';
let file = '';
let mock: ServerProcess;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-mock-'));
  file = path.join(folder, 'crm.json');
  writeFileSync(file, crmDescription);
  mock = await serve(['mock-api', file, '--seed', '7', '--rows', '23']);
});

test.afterAll(async () => {
  expect(await mock.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test('a connector runs against a mock of its own description before there are credentials', async () => {
  const ok = async (args: readonly string[], env = {}) => {
    const result = await studio([...args, '--workspace', path.join(folder, 'workspace'), '--json'], env);
    expect(result.code, result.stderr).toBe(0);
    return JSON.parse(result.stdout);
  };
  const url = mock.ready.url ?? '';
  expect(new URL(url).pathname).toBe('/v1');
  await ok(['import', file, '--id', 'crm', '--base-url', url]);
  const connect = ['connect', 'crm', '--name', 'mock', '--auth', 'key', '--secret', 'key=MOCK_KEY'];
  const env = { MOCK_KEY: mock.ready.key ?? '' };
  await ok([...connect, '--allow-host', new URL(url).host], env);
  expect(await ok(['run', 'crm', 'validate'], env)).toMatchObject({ outcome: { kind: 'ok' } });
  const { outcome, result } = await ok(['run', 'crm', 'data', '--entity', 'contacts', '--all-pages'], env);
  expect(outcome).toEqual({ kind: 'ok' });
  expect(new Set(result.items.map((item: { id: string }) => item.id)).size).toBe(23);
});

test('the same seed gives the same credentials, and bad usage is refused', async () => {
  const again = await serve(['mock-api', file, '--seed', '7']);
  expect(again.ready.key).toBe(mock.ready.key);
  await again.stop();
  const { code, stderr } = await studio(['mock-api', file, '--rows', 'many']);
  expect(code).toBe(2);
  expect(stderr).toContain('whole number');
});

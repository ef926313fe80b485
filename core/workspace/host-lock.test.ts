import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimHost } from './host-lock.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'studio-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const messageOf = () => {
  const claimed = claimHost(directory, 'electron');
  return claimed.ok ? 'claimed' : claimed.error.message;
};

test('R12: a workspace has one host; the second is told who has it', () => {
  const first = claimHost(directory, 'browser');
  if (!first.ok) throw new Error(first.error.message);
  expect(messageOf()).toContain(`A browser host (process ${process.pid}) has the workspace ${directory} open already`);
  writeFileSync(path.join(directory, 'host.json'), '{"host":"<b>"');
  expect(messageOf()).toContain('Another studio has the workspace');
  first.value();
  const next = claimHost(directory, 'electron');
  expect(next.ok).toBe(true);
  if (next.ok) next.value();
});

test('R28: the lock of a host that was killed is free at once', async () => {
  const source = `
    import { claimHost } from ${JSON.stringify(path.join(import.meta.dirname, 'host-lock.ts'))};
    const claimed = claimHost(process.argv[1], 'electron');
    process.send(claimed.ok);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, directory], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  expect(await new Promise((resolve) => child.once('message', resolve))).toBe(true);
  expect(messageOf()).toContain(`The desktop studio (process ${child.pid})`);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const next = claimHost(directory, 'browser');
  expect(next.ok).toBe(true);
  if (next.ok) next.value();
});

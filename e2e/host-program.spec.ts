import { createServer } from 'node:net';
import { expect, test } from './fixtures.ts';
import { startHostProgram } from './hosts/browser.ts';
import { startProgram } from './hosts/program.ts';

const program = 'out/main/browser-host.js';

test('it prints one line with the launch address, and ends cleanly on SIGTERM', async ({ workspace }) => {
  const host = await startHostProgram({ workspace });
  host.child.kill('SIGTERM');
  expect(await host.exited).toBe(0);
  expect(host.output()).toMatch(/^Connector Studio: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
});

test('it ends with the process that started it', async ({ workspace }) => {
  const host = await startHostProgram({ workspace });
  host.child.disconnect();
  expect(await host.exited).toBe(0);
});

test('R12: a second host of one workspace says so and ends; the first goes on', async ({ workspace }) => {
  const first = await startHostProgram({ workspace });
  const second = startProgram([program, '--workspace', workspace], { workspace });
  expect(await second.exited).toBe(1);
  expect(second.output()).toBe('');
  expect((await fetch(first.url, { redirect: 'manual' })).status).toBe(303);
  first.child.kill('SIGKILL');
  await first.exited;
  const third = await startHostProgram({ workspace });
  await third.stop();
});

test('A87: a taken port and bad options end it with a sentence and code 2', async ({ workspace }) => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const address = squatter.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const start = (...args: string[]) => startProgram([program, '--workspace', workspace, ...args], { workspace }).exited;
  expect(await start('--port', String(port))).toBe(2);
  expect(await start('--port', '99999')).toBe(2);
  expect(await start('--host', '0.0.0.0')).toBe(2);
  squatter.close();
});

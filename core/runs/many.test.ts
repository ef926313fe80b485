import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runLimits } from '../../shared/limits.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import { httpServer } from '../network/testing/server.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from '../workspace/testing/temporary.ts';
import { testRunner } from './testing/studio.ts';

const COUNT = 2_000;

const source = `export async function data({ account, count }) {
  let next = 0;
  let sum = 0;
  const work = async () => {
    while (next < count) {
      const { body } = await http.get(account.baseUrl + '/row?n=' + next++);
      sum += body.n;
    }
  };
  await Promise.all(Array.from({ length: 40 }, work));
  return { items: [sum] };
}`;

it(`R22: a run of ${COUNT} requests at once is recorded whole and in order, and its end carries the first only`, async () => {
  const server = await httpServer((request, response) =>
    response.end(JSON.stringify({ n: Number(request.url?.split('=')[1]) })),
  );
  const studio = testRunner({ files: { 'functions/data.js': source } });
  await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
  const { events, ...end } = await studio.run({ target: 'data', input: { count: COUNT } });
  expect(end).toMatchObject({ outcome: { kind: 'ok' }, result: { items: [(COUNT * (COUNT - 1)) / 2] } });
  expect([end.exchangeCount, end.exchanges.length]).toEqual([COUNT, runLimits.doneExchanges]);

  const recorded = unwrap(studio.workspace.runs.get(end.id));
  expect([recorded.exchangeCount, recorded.exchanges.length]).toEqual([COUNT, COUNT]);
  expect(recorded.exchanges.slice(0, runLimits.doneExchanges)).toEqual(end.exchanges);
  const asked = server.requests.map((request) => request.url).sort();
  expect(recorded.exchanges.map((one) => one.url.slice(server.url.length)).sort()).toEqual(asked);
  for (const [at, exchange] of recorded.exchanges.entries()) {
    expect([exchange.seq, exchange.status]).toEqual([at + 1, 200]);
    const body = studio.workspace.runs.readBody(exchange.responseBody?.id ?? '', 100);
    expect(Buffer.from(body?.bytes ?? []).toString()).toBe(`{"n":${exchange.url.split('=')[1]}}`);
  }
  // Whoever watched has seen each of them end.
  const ended = events.flatMap((event) =>
    event.kind === 'exchange' && event.exchange.status === 200 ? [event.exchange.id] : [],
  );
  expect(new Set(ended).size).toBe(COUNT);
});

it('R28: what was told of a run before its process was killed is in the record', async () => {
  const directory = temporaryFolder();
  const workspace = temporaryWorkspace(directory);
  unwrap(workspace.connectors.create(sampleConnector(), ''));
  const script = path.join(import.meta.dirname, 'testing/record-loop.ts');
  const child = spawn(process.execPath, [script, directory, 'weather', 'run_1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.length > 2_000) child.kill('SIGKILL');
  });
  expect((await ended)[1]).toBe('SIGKILL');
  // Only a whole line was told.
  const told = output.split('\n').slice(0, -1).map(Number);
  const { exchanges, outcome } = unwrap(workspace.runs.get('run_1'));
  const isWhole = (one: Exchange) =>
    one.status === 200 && workspace.runs.readBody(one.responseBody?.id ?? '', 9) !== undefined;
  const kept = new Set(exchanges.filter(isWhole).map((one) => one.seq));
  expect([told.length > 300, told.filter((seq) => !kept.has(seq)), outcome]).toEqual([true, [], null]);
});

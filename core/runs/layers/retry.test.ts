import { describe, expect, it } from 'vitest';
import { retryLimits, runLimits } from '../../../shared/limits.ts';
import { httpServer } from '../../network/testing/server.ts';
import { createSessionStore } from '../../vault/session.ts';
import { createRunner } from '../index.ts';
import { testClock } from '../testing/clock.ts';
import { testRunner } from '../testing/studio.ts';

type Answer = readonly [status: number, headers?: Readonly<Record<string, string>>];

/** A source that gives these answers, then 200, and a connector that asks it once. */
async function source(answers: readonly Answer[], call = `http.get(account.baseUrl + '/x')`) {
  const left = [...answers];
  const server = await httpServer((_request, response) => {
    const [status, headers = {}] = left.shift() ?? [200];
    response.writeHead(status, headers).end('{}');
  });
  const clock = testClock();
  const studio = testRunner({
    clock,
    random: () => 0.5,
    files: {
      'functions/config.js': `export const config = async ({ account }) => ({ status: (await ${call}).status });`,
    },
  });
  await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
  return { server, clock, studio };
}

describe('a run that asks for further tries', () => {
  it('A66: tries again after a wait that it reports; each try names the one before', async () => {
    const { server, clock, studio } = await source([[503], [429, { 'retry-after': '2' }]]);
    const detail = await studio.run({ target: 'config', attempts: 3 });
    expect(detail.result).toEqual({ status: 200 });
    expect(clock.sleeps).toEqual([retryLimits.baseMs / 2, 2_000]);
    const [first, second, third] = detail.exchanges;
    expect(detail.exchanges.map((one) => [one.status, one.retryOf])).toEqual([
      [503, undefined],
      [429, first?.id],
      [200, second?.id],
    ]);
    expect(third?.seq).toBe(3);
    const waits = detail.events.filter((event) => event.kind === 'retry');
    expect(waits).toEqual([
      { kind: 'retry', exchange: first?.id, attempt: 2, atMs: expect.any(Number) },
      { kind: 'retry', exchange: second?.id, attempt: 3, atMs: expect.any(Number) },
    ]);
    expect(detail.logs.map((line) => line.text)).toEqual([
      `GET ${server.url}/x answered 503: try 2 follows in 250 ms.`,
      `GET ${server.url}/x answered 429: try 3 follows in 2000 ms, as Retry-After asks.`,
    ]);
  });

  it('without asking sends once; the number of tries is the end of it', async () => {
    const once = await source([[503], [503]]);
    expect((await once.studio.run({ target: 'config' })).result).toEqual({ status: 503 });
    expect(once.server.requests).toHaveLength(1);
    const forever = await source(Array.from({ length: 20 }, (): Answer => [503]));
    const detail = await forever.studio.run({ target: 'config', attempts: retryLimits.attempts });
    expect([detail.result, forever.server.requests.length]).toEqual([{ status: 503 }, retryLimits.attempts]);
  });

  it('A66: a wait longer than the limit is not waited; the answer stands, and a note names the wait', async () => {
    const { server, clock, studio } = await source([[429, { 'retry-after': '99999999' }]]);
    const detail = await studio.run({ target: 'config', attempts: 5 });
    expect([detail.result, clock.sleeps, server.requests.length]).toEqual([{ status: 429 }, [], 1]);
    expect(detail.logs.map((line) => line.text)).toEqual([
      `GET ${server.url}/x answered 429 and asks to wait 99999999 s, longer than the limit of 60 s: it is not tried again.`,
    ]);
  });

  it('does not send a POST twice, unless the source says when', async () => {
    const post = `http.post(account.baseUrl + '/x', { body: { a: 1 } })`;
    const lost = await source([[503]], post);
    expect((await lost.studio.run({ target: 'config', attempts: 3 })).result).toEqual({ status: 503 });
    expect(lost.server.requests).toHaveLength(1);
    const asked = await source([[503, { 'retry-after': '1' }]], post);
    expect((await asked.studio.run({ target: 'config', attempts: 3 })).result).toEqual({ status: 200 });
    expect(asked.server.requests.map((one) => one.body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  it('tries a refused connection again, a refused host never', async () => {
    const gone = await httpServer(() => {});
    const { clock, studio } = await source([]);
    const run = async (url: string) =>
      studio.run({
        target: 'config',
        attempts: 3,
        unsaved: [
          { path: 'functions/config.js', text: `export const config = () => http.get(${JSON.stringify(url)});` },
        ],
      });
    await studio.connect({ allowedHosts: ['127.0.0.1:1'] });
    expect((await run('http://127.0.0.1:1/')).exchanges.map((one) => one.error?.code)).toEqual(
      Array.from({ length: 3 }, () => 'connection_refused'),
    );
    expect(clock.sleeps).toHaveLength(2);
    expect((await run(gone.url)).exchanges.map((one) => one.error?.code)).toEqual(['refused']);
  });

  it('A66: is cancelled while it waits', async () => {
    const { server, studio } = await source([[429, { 'retry-after': '30' }]]);
    // The clock of the machine: the wait is real.
    const runner = createRunner({ workspace: studio.workspace, vault: createSessionStore('This is a test.') });
    const started = await runner.start({ connector: 'crm', target: 'config', attempts: 2 }, (events) => {
      if (events.some((event) => event.kind === 'retry')) runner.cancel(started.ok ? started.value.id : '');
    });
    const detail = started.ok ? await started.value.done : undefined;
    await runner.close();
    expect([detail?.outcome?.kind, detail?.exchanges.length, server.requests.length]).toEqual(['cancelled', 1, 1]);
  });

  it('ends with the wall time of the call, whatever it waits for', async () => {
    const { studio } = await source([[429, { 'retry-after': '30' }]]);
    const runner = createRunner({ workspace: studio.workspace, vault: createSessionStore('This is a test.') });
    const started = await runner.start({ connector: 'crm', target: 'config', attempts: 2, wallMs: 300 }, () => {});
    const detail = started.ok ? await started.value.done : undefined;
    await runner.close();
    expect(detail?.outcome).toMatchObject({ kind: 'timeout', limitMs: 300 });
  });

  it('keeps so many notes and counts the rest', async () => {
    const { studio, server } = await source([]);
    const count = runLimits.notes + 5;
    const text = `export const config = async ({ account }) => {
      for (let n = 0; n < ${count / 5}; n++) await http.get(account.baseUrl + '/always');
      return {};
    };`;
    const detail = await studio.run({
      target: 'config',
      attempts: 6,
      faults: [{ effect: { kind: 'status', status: 503 }, at: 1, times: 100_000 }],
      unsaved: [{ path: 'functions/config.js', text }],
    });
    expect([detail.logs.length, detail.logsDropped, server.requests.length]).toEqual([runLimits.notes, 5, 0]);
    expect(detail.exchangeCount).toBe((count / 5) * 6);
  });
});

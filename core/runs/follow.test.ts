import { describe, expect, it, vi } from 'vitest';
import { runLimits } from '../../shared/limits.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { RunEvent, RunRequest } from '../../shared/run/run.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import type { FeedBatch } from './feed.ts';
import { RunFeed } from './feed.ts';
import { testRunner } from './testing/studio.ts';

/** For a busy machine. */
const patience = { timeout: 20_000 };

const line = (n: number): RunEvent => ({ kind: 'logs', lines: [{ level: 'info', text: String(n), atMs: n }] });
const linesOf = (events: readonly RunEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'logs' ? event.lines.map((one) => one.text) : []));

/** What a client knows after it has taken batches in, as the interface does it. */
class Client {
  since = 0;
  events: RunEvent[] = [];

  take({ seq, whole, events }: FeedBatch): void {
    if (whole) this.events = [];
    this.events.push(...events);
    this.since = seq;
  }
}

const numbers = (count: number, from = 1): number[] => Array.from({ length: count }, (_, n) => n + from);

describe('RunFeed', () => {
  it('R29: a line that drops a hundred times loses no event and doubles none', async () => {
    const feed = new RunFeed(() => []);
    const client = new Client();
    const count = 400;
    for (const n of numbers(count)) {
      feed.push([line(n)]);
      if (n % 4 !== 0) continue;
      // Each time the line lives for one batch only.
      const drop = new AbortController();
      for await (const batch of feed.follow(client.since, drop.signal)) {
        client.take(batch);
        drop.abort();
      }
    }
    expect(linesOf(client.events)).toEqual(numbers(count).map(String));
  });

  it('R27: who comes late gets the state; from there it goes on without a gap', async () => {
    const feed = new RunFeed(() => [{ id: 'x', seq: 1 } as Exchange]);
    const many = 2 * runLimits.followEvents + 10;
    feed.push([{ kind: 'started', run: 'run_1', startedAt: '2026-01-01T00:00:00Z' }]);
    for (const n of numbers(many)) feed.push([line(n)]);
    feed.push([
      { kind: 'page', page: 1, rows: 5 },
      { kind: 'page', page: 2, rows: 9 },
    ]);
    const client = new Client();
    const drop = new AbortController();
    for await (const batch of feed.follow(0, drop.signal)) {
      client.take(batch);
      if (client.since > 0) break;
    }
    expect(client.events.map((event) => event.kind)).toEqual(['started', 'logs', 'exchange', 'page']);
    expect(client.events.at(-1)).toEqual({ kind: 'page', page: 2, rows: 9 });
    expect(linesOf(client.events)).toHaveLength(many);
    feed.push([line(0)]);
    const next = await feed.follow(client.since, drop.signal).next();
    expect(next.value).toMatchObject({ whole: false, events: [line(0)] });
  });

  it('a state of many exchanges comes in parts; a line that breaks between them begins anew', async () => {
    const count = runLimits.batchExchanges + 1;
    const feed = new RunFeed(() => numbers(count).map((seq) => ({ id: `x${seq}`, seq }) as Exchange));
    for (const n of numbers(2 * runLimits.followEvents + 1)) feed.push([{ kind: 'page', page: n, rows: n }]);
    const parts: FeedBatch[] = [];
    for await (const batch of feed.follow(0, undefined)) {
      parts.push(batch);
      if (batch.seq > 0) break;
    }
    expect(parts.map(({ seq, whole, events }) => [seq > 0, whole, events.length])).toEqual([
      [false, true, runLimits.batchExchanges],
      [true, false, 2],
    ]);
  });
});

const waiting = (): { readonly files: Record<string, string> } => ({
  files: {
    'functions/data.js':
      "export async function data() {\n  for (let n = 0; n < 40; n++) {\n    log.info('line ' + n);\n    await new Promise((done) => setTimeout(done, 5));\n  }\n  return { items: [] };\n}",
  },
});

describe('a run that is followed', () => {
  it('R29: by a client whose line drops all the time comes out as for one who stayed', async () => {
    const studio = testRunner(waiting());
    const seen: RunEvent[] = [];
    const { id, done } = unwrap(
      await studio.runner.start({ connector: 'crm', target: 'data' }, (events) => seen.push(...events)),
    );
    const client = new Client();
    for (let drops = 0; drops < 200 && client.events.at(-1)?.kind !== 'done'; drops++) {
      const drop = new AbortController();
      const batches = unwrap(await studio.runner.live.follow(id, client.since, drop.signal));
      for await (const batch of batches) {
        client.take(batch);
        drop.abort();
      }
    }
    const end = await done;
    expect(client.events.at(-1)).toMatchObject({ kind: 'done', run: { id, outcome: { kind: 'ok' } } });
    expect(linesOf(client.events)).toEqual(linesOf(seen));
    expect(linesOf(seen)).toEqual(end.logs.map((one) => one.text));
    // After its end there is nothing but its record.
    const late = new Client();
    for await (const batch of unwrap(await studio.runner.live.follow(id, 0, undefined))) late.take(batch);
    expect(late.events).toMatchObject([{ kind: 'done', run: { id, logs: end.logs } }]);
  });

  it('R29: a start that arrives twice is one run, which is found by the id that was given', async () => {
    const studio = testRunner(waiting());
    const request: RunRequest = { id: 'run_00000000000000aa', connector: 'crm', target: 'data' };
    const both = await Promise.all([studio.runner.start(request), studio.runner.start(request)]);
    expect(both.map((one) => (one.ok ? one.value.id : one.error.code))).toEqual([request.id, 'run_exists']);
    expect(studio.runner.live.list().map((run) => run.id)).toEqual([request.id]);
    await unwrap(both[0]).done;
    expect(await studio.runner.start(request)).toMatchObject({ ok: false, error: { code: 'run_exists' } });
    expect(studio.workspace.runs.list(undefined, 10)).toHaveLength(1);
    await expect(studio.runner.live.follow('run_none', 0, undefined)).resolves.toMatchObject({
      error: { code: 'unknown_run' },
    });
  });

  it('is listed while it is under way, and its ending is told', async () => {
    const studio = testRunner(waiting());
    const changed = vi.fn();
    const stop = studio.runner.live.onChange(changed);
    const run = unwrap(await studio.runner.start({ connector: 'crm', target: 'data' }));
    expect(studio.runner.live.list()).toMatchObject([{ id: run.id, outcome: null }]);
    studio.runner.cancel(run.id);
    expect((await run.done).outcome).toMatchObject({ kind: 'cancelled' });
    await vi.waitFor(() => expect(studio.runner.live.list()).toEqual([]), patience);
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
  });
});

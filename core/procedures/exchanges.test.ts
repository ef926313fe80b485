import { call } from '@orpc/server';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../shared/run/run.ts';
import { httpServer } from '../network/testing/server.ts';
import { type TestRunner, testRunner } from '../runs/testing/studio.ts';
import type { Studio } from '../studio/index.ts';
import { createOutbox } from '../studio/outbox/index.ts';
import { noWindows } from '../studio/testing.ts';
import { vaultOf } from '../vault/testing/vault.ts';
import { exchangeProcedures } from './exchanges.ts';
import { runProcedures } from './runs.ts';

let test: TestRunner;
let studio: Studio;
let exchanges: ReturnType<typeof exchangeProcedures>;
beforeEach(() => {
  test = testRunner();
  const { workspace, vault, runner } = test;
  studio = {
    workspace,
    vault: vaultOf(vault),
    runner,
    host: 'cli',
    environment: {},
    ...noWindows(),
    outbox: createOutbox({ workspace, vault: vaultOf(vault), environment: {} }),
    close: async () => undefined,
  };
  exchanges = exchangeProcedures(studio);
});

const archive = (url: string) =>
  JSON.stringify({
    log: {
      entries: [1, 2].map((n) => ({
        startedDateTime: '2026-01-01T00:00:00Z',
        request: { method: 'POST', url: `${url}/x`, headers: [], postData: { mimeType: 'text/plain', text: 'first' } },
        response: { status: 200, content: { size: 1, mimeType: 'application/json', text: `{"n":${n}}` } },
      })),
    },
  });
const taken = (url: string) => call(exchanges.importHar, { connector: 'crm', fileName: 'a.har', text: archive(url) });

describe('the procedures of exchanges', () => {
  it('an archive comes in and goes out; its exchanges are compared, searched and copied', async () => {
    const { run } = await taken('https://crm.example.com');
    const [a, b] = [`${run}-1`, `${run}-2`];
    expect(await call(exchanges.compare, { a, b })).toMatchObject({
      responseBody: { kind: 'json', changes: [{ path: '$.n' }] },
    });
    expect(await call(exchanges.search, { run, text: '"N":2' })).toEqual({ exchanges: [b], complete: true });
    expect(await call(exchanges.copy, { exchange: a, as: 'curl' })).toMatchObject({
      text: expect.stringContaining("--data-raw 'first'"),
      variables: [],
      notes: [],
    });
    const exported = await call(exchanges.exportHar, { run });
    expect(exported.fileName).toBe(`${run}.har`);
    expect(JSON.parse(exported.text).log.entries).toHaveLength(2);
    const runs = runProcedures(studio);
    expect(await call(runs.compare, { a: run, b: run })).toMatchObject({ same: true });
    await expect(call(exchanges.compare, { a, b: 'run_0-1' })).rejects.toMatchObject({
      data: { code: 'unknown_exchange' },
    });
  });

  it('a resend is reported like a run; its body may be bytes, or none', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    await test.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const { run } = await taken(server.url);
    const resend = async (body: { base64: string } | { text: string } | null) => {
      const events: RunEvent[] = [];
      for await (const batch of await call(exchanges.resend, { exchange: `${run}-1`, edits: { body } }))
        events.push(...batch);
      return events;
    };
    const events = await resend({ base64: Buffer.from('second').toString('base64') });
    expect(events[0]).toMatchObject({ kind: 'started' });
    expect(events.at(-1)).toMatchObject({ kind: 'done', run: { target: 'resend', result: { status: 200 } } });
    await resend({ text: 'third' });
    await resend(null);
    expect(server.requests.map((one) => one.body)).toEqual(['second', 'third', '']);
  });
});

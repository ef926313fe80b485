import { describe, expect, it } from 'vitest';
import { httpServer } from '../network/testing/server.ts';
import { leastTime } from '../testing/least-time.ts';
import { createRunner } from './index.ts';
import { testRunner } from './testing/studio.ts';

describe('a run', () => {
  it('is noted before, followed by events, and kept whole', async () => {
    const server = await httpServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end('{"rows":[1,2]}'),
    );
    const studio = testRunner({
      files: {
        'functions/data.js': `export async function data({ account }) {\n  log.info('reading');\n  const { body } = await http.get(account.baseUrl + '/rows');\n  return { items: body.rows };\n}`,
      },
    });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const detail = await studio.run({ target: 'data' });
    expect(detail).toMatchObject({
      id: expect.stringMatching(/^run_[0-9a-f]{16}$/),
      outcome: { kind: 'ok' },
      result: { items: [1, 2] },
      pages: 1,
      exchangeCount: 1,
      logsDropped: 0,
      target: 'data',
      connection: 'main',
    });
    expect(detail.events.map((event) => event.kind)).toEqual(
      expect.arrayContaining(['started', 'logs', 'exchange', 'done']),
    );
    expect(detail.events[0]).toEqual({ kind: 'started', run: detail.id, startedAt: detail.startedAt });
    const { events, ...kept } = detail;
    expect(events.at(-1)).toEqual({ kind: 'done', run: kept });
    expect(studio.workspace.runs.get(detail.id)).toEqual({ ok: true, value: kept });
    const body = studio.workspace.runs.readBody(detail.exchanges[0]?.responseBody?.id ?? '', 100);
    expect(Buffer.from(body?.bytes ?? []).toString()).toBe('{"rows":[1,2]}');
  });

  it('ends with an error of the function and its place, and without a result', async () => {
    const studio = testRunner({ files: { 'functions/config.js': 'export function config() {\n  return null.x;\n}' } });
    const detail = await studio.run({ target: 'config' });
    expect(detail).toMatchObject({
      result: null,
      outcome: { kind: 'error', name: 'TypeError', place: { file: 'functions/config.js', line: 2 } },
    });
  });

  it('that reaches for a closed host is refused, and the request shows', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export async function config() {\n  return (await http.get('http://127.0.0.1:4010/x')).body;\n}`,
      },
    });
    const detail = await studio.run({ target: 'config' });
    expect(detail.outcome).toEqual({
      kind: 'refused',
      host: '127.0.0.1:4010',
      message: 'The connector may not reach 127.0.0.1:4010: it is a loopback address; allow it for this connection.',
      place: { file: 'functions/config.js', line: 2, column: expect.any(Number) },
    });
    expect(detail.exchanges).toMatchObject([{ status: null, error: { code: 'refused' } }]);
    const caught = testRunner({
      files: {
        'functions/config.js': `export async function config() { try { await http.get('ftp://x.test/'); } catch (e) { return { name: e.name }; } }`,
      },
    });
    expect((await caught.run({ target: 'config' })).result).toEqual({ name: 'PolicyError' });
  });

  it('reaches the host of the connection’s own address, and no private one without a grant', async () => {
    const server = await httpServer((_request, response) => response.end('"x"'));
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => ({ status: (await http.get(account.baseUrl)).status });`,
      },
    });
    await studio.connect({ fields: { baseUrl: server.url } });
    expect((await studio.run({ target: 'config' })).outcome).toMatchObject({ kind: 'refused' });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: ['127.0.0.1'] });
    expect((await studio.run({ target: 'config' })).result).toEqual({ status: 200 });
  });

  it('is cancelled within 300 ms, and recorded so', async () => {
    const studio = testRunner({ files: { 'functions/config.js': 'export const config = () => { for (;;); };' } });
    const cancel = async (): Promise<number> => {
      const started = await studio.runner.start({ connector: 'crm', target: 'config' }, () => {});
      if (!started.ok) throw new Error(started.error.message);
      const { id, done } = started.value;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const cancelledAt = performance.now();
      expect(studio.runner.cancel(id)).toBe(true);
      expect((await done).outcome).toEqual({ kind: 'cancelled', message: 'The run was cancelled.' });
      const took = performance.now() - cancelledAt;
      expect(studio.runner.cancel(id)).toBe(false);
      expect(studio.workspace.runs.list('crm', 1)).toMatchObject([{ id, outcome: { kind: 'cancelled' } }]);
      return took;
    };
    expect(await leastTime(300, cancel)).toBeLessThan(300);
  });

  it('still under way at the end of the runner is cancelled and recorded', async () => {
    const studio = testRunner({
      files: { 'functions/config.js': 'export const config = () => new Promise((r) => setTimeout(r, 60000));' },
    });
    const started = await studio.runner.start({ connector: 'crm', target: 'config' }, () => {});
    await studio.runner.close();
    expect(started.ok && (await started.value.done).outcome?.kind).toBe('cancelled');
  });

  it('goes on where its history cannot be stored, and says so', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async () => { try { await http.get('ftp://x.test/'); } catch {} return { a: 1 }; };`,
      },
    });
    const failing = {
      ...studio.workspace.runs,
      record: () => {
        throw new Error('disk full');
      },
    };
    const runner = createRunner({ workspace: { ...studio.workspace, runs: failing }, vault: studio.vault });
    const started = await runner.start({ connector: 'crm', target: 'config' }, () => {});
    const detail = started.ok ? await started.value.done : undefined;
    await runner.close();
    expect(detail).toMatchObject({
      outcome: { kind: 'ok' },
      result: { a: 1 },
      logs: [{ level: 'error', text: 'The history of this run is not complete: disk full' }],
    });
  });

  it('warns of a deprecated command and runs it (FL-14)', async () => {
    const studio = testRunner({
      manifest: {
        commands: { old: { params: [], sideEffect: false, deprecated: true, deprecatedMessage: 'use young' } },
      },
      files: { 'commands.js': 'function old() { return { success: true }; }' },
    });
    const { outcome, logs } = await studio.run({ target: 'old' });
    expect([outcome?.kind, logs[0]?.level, logs[0]?.text]).toEqual([
      'ok',
      'warn',
      'The command old is deprecated: use young',
    ]);
  });
});

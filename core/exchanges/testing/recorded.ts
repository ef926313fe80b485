import type { Exchange } from '../../../shared/run/exchange.ts';
import type { RunDetail } from '../../../shared/run/run.ts';

/** An exchange as it is recorded; the given members stand in for the usual ones. */
export const exchangeOf = (part: Partial<Exchange> = {}): Exchange => ({
  ...{ id: 'run_1-1', run: 'run_1', seq: 1, method: 'GET', url: 'https://api.example.com/a', status: 200 },
  ...{ statusText: 'OK', startedAt: '2026-01-02T03:04:05.678Z', durationMs: 6, httpVersion: 'HTTP/1.1' },
  timings: { blocked: 0, dns: 1, connect: 2, ssl: 1, send: 0, wait: 2, receive: 1 },
  ...{ requestHeaders: [], responseHeaders: [], requestBytes: 0, responseBytes: 0 },
  ...part,
});

/** A run with these exchanges. */
export const recordedBy = (...parts: readonly Partial<Exchange>[]): RunDetail => ({
  ...{ id: 'run_1', connector: 'crm', revision: 1, target: 'data', connection: null, input: {}, pages: 1 },
  ...{ outcome: { kind: 'ok' }, startedAt: '2026-01-02T03:04:05.000Z', durationMs: 9, mode: 'live', result: null },
  ...{ logs: [], logsDropped: 0, findings: [] },
  exchangeCount: parts.length,
  exchanges: parts.map(exchangeOf),
});

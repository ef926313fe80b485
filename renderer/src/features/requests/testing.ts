import type { Exchange } from '../../../../shared/run/exchange.ts';

/** An exchange of the run `run`, for tests: 10 ms, 100 bytes, status 200. */
export const exchange = (seq: number, change: Partial<Exchange> = {}): Exchange => ({
  ...{ id: `run-${seq}`, run: 'run', seq, method: 'GET', url: `https://api.example.com/v1/items?page=${seq}` },
  ...{ status: 200, statusText: 'OK', startedAt: '2026-01-02T03:04:05.000Z', durationMs: 10, httpVersion: 'HTTP/1.1' },
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 8, receive: 2 },
  ...{ requestHeaders: [], responseHeaders: [], requestBytes: 0, responseBytes: 100 },
  ...change,
});

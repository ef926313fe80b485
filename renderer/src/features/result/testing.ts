import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { RunDetail, RunRecord } from '../../../../shared/run/run.ts';

/** An exchange that went well. */
export const exchange: Exchange = {
  id: 'x1',
  run: 'run_1',
  seq: 1,
  method: 'GET',
  url: 'https://api.example.com/deals',
  status: 200,
  statusText: 'OK',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 1, receive: 0 },
  httpVersion: 'HTTP/1.1',
  requestHeaders: [],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: 0,
};

/** A run of `data` that is ok. */
export const record: RunRecord = {
  id: 'run_1',
  connector: 'crm',
  revision: 1,
  target: 'data',
  connection: null,
  input: {},
  outcome: { kind: 'ok' },
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 5,
  exchangeCount: 1,
  pages: 1,
  mode: 'live',
};

/** The whole of it. */
export const detail: RunDetail = {
  ...record,
  result: { items: [] },
  logs: [],
  logsDropped: 0,
  exchanges: [exchange],
  findings: [],
};

import { expect, it } from 'vitest';
import type { Exchange } from '../shared/run/exchange.ts';
import type { Outcome } from '../shared/run/run.ts';
import { endText, exchangeText } from './run-text.ts';

const exchange: Exchange = {
  ...{ id: 'run_1-1', run: 'run_1', seq: 1, method: 'GET', url: 'https://api.example.com/a' },
  ...{
    status: 200,
    statusText: 'OK',
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 12.4,
    httpVersion: 'HTTP/1.1',
  },
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 12.4, receive: 0 },
  ...{ requestHeaders: [], responseHeaders: [], requestBytes: 0, responseBytes: 7 },
};

it('an answer that broke off is not told as a whole one', () => {
  const error = { code: 'connection_closed', message: 'The request failed.' };
  expect(exchangeText(exchange)).toBe('GET https://api.example.com/a → 200 (12 ms, 7 bytes)');
  expect(exchangeText({ ...exchange, error })).toBe(
    'GET https://api.example.com/a → 200, then connection_closed (12 ms, 7 bytes)',
  );
  expect(exchangeText({ ...exchange, status: null, error })).toContain('→ connection_closed (');
});

it('the end of a run is one line, and the code around the place of an error stands below it', () => {
  const outcome: Outcome = {
    ...{ kind: 'error', name: 'Error', message: 'no' },
    place: { file: 'functions/data.js', line: 2, column: 3 },
    codeFrame: '> 2 |  throw',
  };
  const run = { mode: 'live', durationMs: 11.7, exchangeCount: 1 } as const;
  expect(endText(outcome, run)).toBe('Error: no at functions/data.js:2:3 (live, 12 ms, 1 request)\n> 2 |  throw');
  expect(endText({ kind: 'ok' }, { ...run, mode: 'mock', exchangeCount: 2 })).toBe('ok (a mock, 12 ms, 2 requests)');
});

import { expect, test } from 'vitest';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { barOf, exchangeSpan, isPending, phaseGradient, phaseTimes, roundedSpan, ticksOf } from './waterfall.ts';

const exchange = (startMs: number, durationMs: number, status: number | null = 200): Exchange => ({
  id: 'x',
  run: 'r',
  seq: 1,
  method: 'GET',
  url: 'https://api.example.com/',
  status,
  statusText: '',
  startedAt: new Date(startMs).toISOString(),
  durationMs,
  timings: { blocked: 1, dns: -1, connect: 30, ssl: 20, send: 0, wait: 40, receive: 5 },
  httpVersion: 'HTTP/1.1',
  requestHeaders: [],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: 0,
});

test('HR-2: phases that did not happen are left out, and TLS is not counted twice', () => {
  expect(phaseTimes(exchange(0, 76).timings)).toEqual([
    { phase: 'blocked', ms: 1 },
    { phase: 'connect', ms: 10 },
    { phase: 'ssl', ms: 20 },
    { phase: 'wait', ms: 40 },
    { phase: 'receive', ms: 5 },
  ]);
  expect(phaseTimes({ blocked: -1, dns: -1, connect: -1, ssl: -1, send: -1, wait: -1, receive: -1 })).toEqual([]);
});

test('an exchange under way ends now', () => {
  expect(isPending(exchange(1000, 0, null))).toBe(true);
  expect(exchangeSpan(exchange(1000, 0, null), 1300)).toEqual({ from: 1000, to: 1300 });
});

test('bars stand in proportion and never vanish', () => {
  const span = { from: 1000, to: 1200 };
  expect(barOf(exchange(1050, 100), span, 0)).toEqual({ left: 25, width: 50 });
  expect(barOf(exchange(1200, 0), span, 0)).toEqual({ left: 99.4, width: 0.6 });
});

test('the axis has round marks', () => {
  expect(ticksOf(1000, 4)).toEqual([500]);
  expect(ticksOf(930, 4)).toEqual([500]);
  expect(ticksOf(2100, 5)).toEqual([500, 1000, 1500, 2000]);
  expect(ticksOf(3, 4)).toEqual([1, 2]);
});

test('a span is rounded up to the next mark', () => {
  expect(roundedSpan({ from: 100, to: 1_030 })).toEqual({ from: 100, to: 1_100 });
  expect(roundedSpan({ from: 0, to: 1 }).to).toBeGreaterThanOrEqual(1);
});

test('phases are one background, each from where the one before ends', () => {
  expect(
    phaseGradient([
      { phase: 'dns', ms: 10 },
      { phase: 'wait', ms: 30 },
    ]),
  ).toBe('linear-gradient(90deg, var(--phase-dns) 0.0% 25.0%, var(--phase-wait) 25.0% 100.0%)');
});

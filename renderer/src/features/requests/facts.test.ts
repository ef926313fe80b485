import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { factsOf, senderOf, statusTone } from './facts.ts';

const exchange: Exchange = {
  ...{ id: 'run_1-2', run: 'run_1', seq: 2, method: 'GET', url: 'https://api.example.com/a', httpVersion: 'HTTP/1.1' },
  ...{ status: 200, statusText: 'OK', startedAt: '2026-01-02T03:04:05.000Z', durationMs: 12 },
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 12, receive: 0 },
  ...{ requestHeaders: [], responseHeaders: [], requestBytes: 0, responseBytes: 7 },
};

describe('the tone of a status', () => {
  it.each([
    [{ status: 200 }, 'ok'],
    [{ status: 304 }, 'warn'],
    [{ status: 404 }, 'error'],
    [{ status: 200, error: { code: 'connection_closed', message: 'It broke off.' } }, 'error'],
  ])('%j is %s', (change, tone) => expect(statusTone({ ...exchange, ...change })).toBe(tone));
});

describe('what is known of an exchange', () => {
  it('is only what was recorded', () => {
    expect(factsOf(exchange).map(([name]) => name)).toEqual(['Address', 'Status', 'Started', 'Protocol']);
    expect(factsOf({ ...exchange, status: null, httpVersion: '' }).map(([name]) => name)).toEqual([
      'Address',
      'Started',
    ]);
  });

  it('says what asked for it, how it was secured, what answered and what it is linked to', () => {
    const facts = factsOf({
      ...exchange,
      ...{ tlsVersion: 'TLSv1.3', answeredBy: 'mock', fault: '500', retryOf: 'run_1-1', replayOf: 'run_0-9' },
      initiator: { kind: 'code', function: 'send', place: { file: 'functions/data.js', line: 4, column: 9 } },
      ...{ redirectOf: 'run_1-1', remoteAddress: '127.0.0.1', insecure: true, proxy: 'proxy.corp:3128' },
    });
    expect(facts.slice(4)).toEqual([
      ['TLS', 'TLSv1.3, certificate not verified'],
      ['Remote address', '127.0.0.1'],
      ['Proxy', 'proxy.corp:3128'],
      ['Answered by', 'mock'],
      ['Fault', '500'],
      ['Redirected from', '#1'],
      ['Further try of', '#1'],
      ['Repeats', 'run_0-9'],
    ]);
    const studio = { kind: 'studio', purpose: 'token' } as const;
    expect(senderOf({ ...exchange, initiator: studio })).toBe('the studio (token)');
  });
});

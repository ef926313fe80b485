import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../shared/run/exchange.ts';
import type { Outcome } from '../../../shared/run/run.ts';
import { verdictOf } from './verdict.ts';

describe('the verdict on a call', () => {
  const exchange = (part: Partial<Exchange>): Exchange => ({
    ...{ id: 'ex', run: 'run', seq: 1, method: 'GET', url: 'https://api.example.com/x', status: 200, statusText: '' },
    ...{ startedAt: '', durationMs: 1, httpVersion: '1.1', requestHeaders: [], responseHeaders: [] },
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 },
    ...{ requestBytes: 0, responseBytes: 0 },
    ...part,
  });
  const thrown = (name = 'Error', message = 'no'): Outcome => ({ kind: 'error', name, message });

  it('follows the last request, whatever the connector says', () => {
    const lost = { code: 'connection_refused', message: 'nothing listens there' };
    for (const [part, wanted] of [
      [{ status: 401 }, 'auth_failed'],
      [{ status: 403 }, 'auth_failed'],
      [{ status: 404 }, 'tool_failed'],
      [{ status: 429 }, 'source_error'],
      [{ status: 502 }, 'source_error'],
      [{ status: null, error: lost }, 'connector_upstream_error'],
      [{ status: null, error: { code: 'refused', message: 'not one of its hosts' } }, 'host_refused'],
    ] as const)
      expect([part, verdictOf(thrown(), [exchange({}), exchange(part)])]).toMatchObject([part, { code: wanted }]);
  });

  it('without one, the outcome', () => {
    for (const [outcome, wanted] of [
      [thrown(), 'tool_failed'],
      [thrown('TypeError'), 'connector_failed'],
      [thrown('InvalidResult'), 'connector_failed'],
      [thrown('AuthorizationError', 'It has ended; connect again with studio connect.'), 'auth_failed'],
      [{ kind: 'timeout', limitMs: 1, message: 'late', hard: false }, 'timeout'],
      [{ kind: 'refused', host: '10.0.0.1', message: 'closed' }, 'host_refused'],
      [{ kind: 'outOfMemory', limitMiB: 1, message: 'full' }, 'connector_failed'],
      [null, 'connector_failed'],
    ] as const)
      expect([outcome, verdictOf(outcome, [])]).toMatchObject([outcome, { code: wanted }]);
    expect(verdictOf({ kind: 'ok' }, [exchange({ status: 401 })])).toEqual({ kind: 'ok' });
  });
});

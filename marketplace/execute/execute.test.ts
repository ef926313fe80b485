import { describe, expect, it } from 'vitest';
import type { OAuth2Authentication } from '../../shared/connector/manifest.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { maskOf } from '../connectors/auth.ts';
import { grantsFor } from './grants.ts';
import { verdictOf } from './verdict.ts';

describe('A122: private hosts that a connector may reach', () => {
  const grants = (allowed: readonly string[], hosts: readonly string[], baseUrl?: string) =>
    grantsFor(allowed, { hosts: [...hosts] }, undefined, baseUrl);

  it('are those that are both allowed and named by it', () => {
    expect(grants(['10.0.0.5:8080'], ['api.example.com'])).toEqual([]);
    expect(grants(['10.0.0.5:8080'], ['10.0.0.5'])).toEqual(['10.0.0.5:8080']);
    expect(grants(['10.0.0.5'], ['10.0.0.5:8080'])).toEqual(['10.0.0.5:8080']);
    expect(grants(['10.0.0.5:1'], ['10.0.0.5:2'])).toEqual([]);
    expect(grants(['10.0.0.5'], [], 'http://10.0.0.5:99/api')).toEqual(['10.0.0.5:99']);
    expect(grants(['10.0.0.5'], [], 'no address')).toEqual([]);
    expect(grants(['[::1]:80'], ['[::1]'])).toEqual(['[::1]:80']);
  });

  it('of patterns the narrower one holds', () => {
    expect(grants(['*.corp.example'], ['crm.corp.example'])).toEqual(['crm.corp.example']);
    expect(grants(['crm.corp.example'], ['*.corp.example'])).toEqual(['crm.corp.example']);
    expect(grants(['*.corp.example'], ['*.eu.corp.example:8443'])).toEqual(['*.eu.corp.example:8443']);
    expect(grants(['*.corp.example'], ['corp.example', 'corp.example.evil.test'])).toEqual([]);
  });

  it('authorization servers count as named', () => {
    const oauth: OAuth2Authentication = { id: 'o', name: 'O', type: 'oauth2', tokenUrl: 'http://10.0.0.9:1/token' };
    expect(grantsFor(['10.0.0.9'], { hosts: [] }, oauth, undefined)).toEqual(['10.0.0.9:1']);
  });
});

describe('FC-50: the hint of a secret', () => {
  it('is its first word and its last two characters, and nothing of a short one', () => {
    expect(
      [
        ...['mg_live_9f4c2e8b1a41', 'sk-0123456789ab', '550e8400-e29b-41d4-a716-446655440000', 'verylongword_0123'],
        ...['hunter2', 'mg_short_41', ''],
      ].map(maskOf),
    ).toEqual(['mg_****41', '****ab', '****00', '****23', '****', '****', '****']);
  });
});

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
    expect(
      verdictOf(thrown('AuthorizationError', 'It has ended; connect again with studio connect.'), []),
    ).toMatchObject({
      message: 'It has ended; authorize the connector again.',
    });
    expect(verdictOf({ kind: 'ok' }, [exchange({ status: 401 })])).toEqual({ kind: 'ok' });
  });
});

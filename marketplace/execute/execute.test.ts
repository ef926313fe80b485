import { describe, expect, it } from 'vitest';
import type { OAuth2Authentication } from '../../shared/connector/manifest.ts';
import { maskOf } from '../connectors/auth.ts';
import { grantsFor } from './grants.ts';
import { outcomeForInstance } from './session.ts';

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

it('what an instance says of its credentials names the remedy of whoever has it installed', () => {
  const outcome = {
    kind: 'error',
    name: 'AuthorizationError',
    message: 'It has ended; connect again with studio.',
  } as const;
  expect(outcomeForInstance(outcome)).toEqual({
    ...outcome,
    message: 'It has ended; authorize the connector again.',
  });
  expect([outcomeForInstance(null), outcomeForInstance({ kind: 'ok' })]).toEqual([null, { kind: 'ok' }]);
});

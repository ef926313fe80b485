import { expect, test } from 'vitest';
import type { Connection } from '../../../../shared/run/connection.ts';
import { afterEvent, isUnderWay, starting, tokenState } from './authorize-stage.ts';

const connection = (fields: Connection['fields'], ...stored: readonly string[]): Connection => ({
  id: 'con_1',
  connector: 'crm',
  name: 'main',
  auth: 'oauth',
  fields,
  secrets: stored.map((field) => ({ field, stored: 'keychain' })),
  allowedHosts: [],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
});

test('each event leads on, and the run stays known', () => {
  const started = afterEvent(starting, { kind: 'started', run: 'run_1' });
  expect(started).toEqual({ kind: 'starting', run: 'run_1' });
  const open = afterEvent(started, { kind: 'open', url: 'https://login.example.com' });
  expect(open).toEqual({ kind: 'browser', run: 'run_1', url: 'https://login.example.com', opened: false });
  const code = { userCode: 'AB-12', verificationUrl: 'https://d.example.com', expiresAt: '2026-01-01T00:10:00Z' };
  expect(afterEvent(started, { kind: 'code', ...code })).toEqual({
    kind: 'code',
    run: 'run_1',
    userCode: 'AB-12',
    url: 'https://d.example.com',
    until: Date.UTC(2026, 0, 1, 0, 10),
  });
  const done = afterEvent(open, { kind: 'done', connection: connection({}) });
  expect([isUnderWay(undefined), isUnderWay(open), isUnderWay(done)]).toEqual([false, true, false]);
});

const now = Date.UTC(2026, 0, 1, 12);
const soon = '2026-01-01T13:00:00Z';
const past = '2026-01-01T11:00:00Z';

test('what is known of tokens', () => {
  const flows = ['authorizationCode'];
  expect(tokenState(connection({}), flows, now)).toEqual({ kind: 'none', renews: false });
  expect(tokenState(connection({}), ['clientCredentials'], now).kind).toBe('itself');
  expect(tokenState(connection({}, 'access_token'), flows, now)).toEqual({ kind: 'good', renews: false });
  expect(tokenState(connection({ expires_at: soon }, 'access_token'), flows, now).until).toBe(soon);
  expect(tokenState(connection({ expires_at: past }, 'access_token'), flows, now).kind).toBe('ended');
  expect(tokenState(connection({ expires_at: past }, 'access_token', 'refresh_token'), flows, now)).toEqual({
    kind: 'good',
    until: past,
    renews: true,
  });
});

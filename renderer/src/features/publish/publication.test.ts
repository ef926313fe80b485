import { expect, test } from 'vitest';
import type { Publication, Stage } from '../../../../shared/contract/publication.ts';
import { asksCredentials, canGiveUp, canRetry, isOver, stageMs, stepsOf, stuckStage } from './publication.ts';

const stage = (part: Partial<Stage>): Stage => ({
  number: 1,
  kind: 'publish',
  tenant: 'ten_1',
  tenantName: 'Acme',
  name: null,
  instance: null,
  state: 'waiting',
  startedAt: null,
  endedAt: null,
  failure: null,
  authorizeUrl: null,
  created: null,
  results: [],
  operators: [],
  ...part,
});

const stuck = {
  state: 'failed',
  waits: null,
  stages: [stage({ state: 'done' }), stage({ kind: 'install', state: 'failed' }), stage({ kind: 'test' })],
} satisfies Pick<Publication, 'state' | 'waits' | 'stages'>;

test('what is over stays; what is left can be tried again or given up', () => {
  const states = ['waiting', 'sending', 'published', 'installing', 'done', 'failed', 'cancelled'] as const;
  const those = (holds: (one: { state: Publication['state'] }) => boolean) =>
    states.filter((state) => holds({ state }));
  expect(those(isOver)).toEqual(['done', 'failed', 'cancelled']);
  expect(those(canRetry)).toEqual(['waiting', 'failed']);
  expect(those(canGiveUp)).toEqual(['waiting', 'sending', 'published', 'installing', 'failed']);
});

test('the stage that stopped the others is the one to look at', () => {
  expect(stuckStage(stuck)?.kind).toBe('install');
  expect(stepsOf(stuck)).toEqual({ done: 1, all: 3 });
});

test('credentials are asked for again where an installation was refused or its secrets are gone', () => {
  expect(asksCredentials(stuck)).toBe(true);
  expect(asksCredentials({ ...stuck, stages: [stage({ state: 'failed' })] })).toBe(false);
  const waits = { for: 'secrets', attempts: 1, nextTryAt: null, message: 'The vault is locked.' } as const;
  expect(asksCredentials({ stages: [], state: 'waiting', waits })).toBe(true);
});

test('a stage lasted from its begin to its end', () => {
  expect(stageMs({ startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:00:01.500Z' })).toBe(1500);
  expect(stageMs({ startedAt: '2026-01-01T00:00:00.000Z', endedAt: null })).toBeNull();
});

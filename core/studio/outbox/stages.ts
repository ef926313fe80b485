import type { Stage } from '../../../shared/contract/publication.ts';
import type { Failure } from '../../../shared/result.ts';
import { isOver, type StoredPublication, type StoredStage } from '../../workspace/publication-record.ts';
import type { StoredTenant } from '../../workspace/types.ts';

/** A stage that is not begun. */
export const newStage = (
  number: number,
  kind: Stage['kind'],
  tenant: StoredTenant,
  more: Partial<StoredStage> = {},
): StoredStage => ({
  ...{ number, kind, tenant: tenant.id, tenantName: tenant.name, name: null, instance: null, state: 'waiting' },
  ...{ startedAt: null, endedAt: null, failure: null, authorizeUrl: null, created: null, results: [], operators: [] },
  ...{ idempotencyKey: '', config: {}, hasSecrets: false, expected: [], sentAt: null, round: 0 },
  ...more,
});

/** The stage that is next; undefined where all are done. */
export const nextStage = ({ stages }: StoredPublication): StoredStage | undefined =>
  stages.find(({ state }) => state !== 'done');

const withStage = (
  publication: StoredPublication,
  number: number,
  change: Partial<StoredStage>,
): StoredPublication => ({
  ...publication,
  stages: publication.stages.map((one) => (one.number === number ? { ...one, ...change } : one)),
});

/** What `installs` made stands in the later stages of the same installation. */
const passOn = (publication: StoredPublication, { number, tenant, name }: StoredStage, instance: string) => ({
  ...publication,
  stages: publication.stages.map((one) =>
    one.number > number && one.tenant === tenant && one.name === name && one.kind !== 'uninstall'
      ? { ...one, instance }
      : one,
  ),
});

/** A stage is about to be sent: written down first. */
export function begun(publication: StoredPublication, number: number, now: string): StoredPublication {
  const stage = publication.stages.find((one) => one.number === number);
  if (!stage) return publication;
  return {
    ...withStage(publication, number, {
      state: 'running',
      startedAt: stage.startedAt ?? now,
      sentAt: stage.sentAt ?? now,
      failure: null,
    }),
    state: stage.kind === 'publish' ? 'sending' : 'installing',
    updatedAt: now,
  };
}

/** What came of a try of a stage. */
export type Outcome =
  | { readonly kind: 'done'; readonly change: Partial<StoredStage> }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly change?: Partial<StoredStage> }
  /** Nobody could be asked: tried again by itself. */
  | { readonly kind: 'waits'; readonly for: 'network' | 'secrets'; readonly failure: Failure }
  /** A person has to give consent at an address. */
  | { readonly kind: 'authorize'; readonly change: Partial<StoredStage>; readonly message: string };

/** Gives up what was not done. What is published or installed stays. */
export const givenUp = (publication: StoredPublication, now: string): StoredPublication => ({
  ...publication,
  state: 'cancelled',
  waits: null,
  updatedAt: now,
  stages: publication.stages.map((one) =>
    one.state === 'done' ? one : { ...one, state: 'cancelled', endedAt: one.startedAt === null ? null : now },
  ),
});

/** Notes what came of a try; `nextTryAt` is when a waiting one is tried again. */
export function ended(
  publication: StoredPublication,
  number: number,
  outcome: Outcome,
  { now, nextTryAt }: { readonly now: string; readonly nextTryAt: string },
): StoredPublication {
  const after = progressed(publication, number, outcome, { now, nextTryAt });
  return publication.givenUp && !isOver(after) ? givenUp(after, now) : after;
}

function progressed(
  publication: StoredPublication,
  number: number,
  outcome: Outcome,
  { now, nextTryAt }: { readonly now: string; readonly nextTryAt: string },
): StoredPublication {
  const stage = publication.stages.find((one) => one.number === number);
  if (!stage) return publication;
  const base = { ...publication, updatedAt: now };
  const attempts = (publication.waits?.attempts ?? 0) + 1;
  switch (outcome.kind) {
    case 'done': {
      const noted = withStage(base, number, { ...outcome.change, state: 'done', endedAt: now, failure: null });
      const { instance } = outcome.change;
      const passed = typeof instance === 'string' ? passOn(noted, stage, instance) : noted;
      const isLast = nextStage(passed) === undefined;
      return { ...passed, waits: null, state: isLast ? 'done' : stage.kind === 'publish' ? 'published' : 'installing' };
    }
    case 'failed': {
      const change = { ...outcome.change, state: 'failed', endedAt: now, failure: outcome.failure } as const;
      return { ...withStage(base, number, change), waits: null, state: 'failed' };
    }
    case 'waits': {
      const waits = { for: outcome.for, attempts, nextTryAt, message: outcome.failure.message };
      return { ...withStage(base, number, { state: 'waiting', failure: outcome.failure }), waits, state: 'waiting' };
    }
    case 'authorize': {
      const waits = { for: 'authorization', attempts, nextTryAt, message: outcome.message } as const;
      return { ...withStage(base, number, { ...outcome.change, state: 'authorize' }), waits, state: 'waiting' };
    }
  }
}

/** Takes up a publication again at the stage that failed or waits; `again` are the secrets that were given anew. */
export function takenUp(publication: StoredPublication, now: string, again: boolean): StoredPublication {
  return {
    ...publication,
    state: 'waiting',
    updatedAt: now,
    waits: { for: 'turn', attempts: 0, nextTryAt: now, message: 'It goes on in a moment.' },
    stages: publication.stages.map((one) =>
      one.state === 'failed'
        ? {
            ...one,
            ...{ state: 'waiting', endedAt: null, failure: null, results: [], operators: [], round: one.round + 1 },
            hasSecrets: one.hasSecrets || again,
          }
        : one,
    ),
  };
}

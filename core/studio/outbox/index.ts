import { setTimeout as sleep } from 'node:timers/promises';
import type { Publication } from '../../../shared/contract/publication.ts';
import { publicationLimits } from '../../../shared/limits.ts';
import type { Failure, Result } from '../../../shared/result.ts';
import { isOver, type StoredPublication, secretKeyOf } from '../../workspace/publication-record.ts';
import type { StudioData } from '../index.ts';
import { claimOutbox } from './lock.ts';
import { perform } from './perform.ts';
import { begun, ended, nextStage } from './stages.ts';

/** Time as the outbox sees it; another one stands in for it in tests. */
export interface OutboxClock {
  /** ms since the epoch. */
  now(): number;
  /** Calls back after `ms`; gives the function that calls it off. */
  after(ms: number, call: () => void): () => void;
}

export const systemOutboxClock: OutboxClock = {
  now: Date.now,
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    // What waits for the network keeps no process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Sends what was written down, in the order in which it was, and tells of it. */
export interface Outbox {
  /** Looks for what is due, now and, until `close`, whenever something is. */
  start(): void;
  /** Sends what is due; with an id that one, due or not. Resolves when nothing of it goes on by itself at once. */
  drive(id?: string): Promise<void>;
  /** Sends one until it is over or needs a person, at most until `signal` aborts. */
  settle(id: string, signal: AbortSignal): Promise<Result<StoredPublication>>;
  /** Sends what is due in the background; faults of the disk are met again by the next look. */
  wake(): void;
  /** Something was written down or changed elsewhere. */
  changed(): void;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** A publication as everybody may see it. */
export const shownPublication = ({
  ready: _ready,
  revision: _revision,
  givenUp: _givenUp,
  ...publication
}: StoredPublication): Publication => ({
  ...publication,
  stages: publication.stages.map(
    ({
      idempotencyKey: _key,
      config: _config,
      hasSecrets: _secrets,
      expected: _expected,
      sentAt: _sentAt,
      round: _round,
      ...stage
    }) => stage,
  ),
});

const backoff = (attempts: number): number =>
  Math.min(publicationLimits.maxRetryMs, publicationLimits.retryMs * 2 ** Math.min(attempts, 20));

export function createOutbox(studio: StudioData, clock: OutboxClock = systemOutboxClock): Outbox {
  const { publications } = studio.workspace;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const iso = (ms: number): string => new Date(ms).toISOString();
  let turn: Promise<void> = Promise.resolve();
  let closed = false;
  const closing = new AbortController();
  let running = false;
  let callOff = (): void => undefined;

  const change: typeof publications.change = (id, edit) => {
    const done = publications.change(id, edit);
    changed();
    return done;
  };

  async function giveUp(publication: StoredPublication, stage: number): Promise<void> {
    const now = iso(clock.now());
    const message = 'It was given up while it was under way: look at the marketplace whether it was done.';
    const failure: Failure = { kind: 'system', code: 'outcome_unknown', message };
    const outcome = { kind: 'waits', for: 'network', failure } as const;
    change(publication.id, (one) => ended(one, stage, outcome, { now, nextTryAt: now }));
    await dropSecrets(studio, { ...publication, state: 'cancelled' });
  }

  /** Goes on with one until it is over or has to wait. */
  async function advance(id: string): Promise<void> {
    while (!closed) {
      const found = publications.get(id);
      if (!found.ok || isOver(found.value)) return;
      const stage = nextStage(found.value);
      if (!stage) return;
      // A stage that was under way when its process ended, and was then given up: nobody knows whether it was done.
      if (found.value.givenUp) return giveUp(found.value, stage.number);
      const sending = change(id, (one) => (isOver(one) ? undefined : begun(one, stage.number, iso(clock.now()))));
      const current = sending.ok ? sending.value.stages.find(({ number }) => number === stage.number) : undefined;
      if (!sending.ok || isOver(sending.value) || !current) return;
      const outcome = await perform(studio, sending.value, current, { now: clock.now(), signal: closing.signal });
      const attempts = sending.value.waits?.attempts ?? 0;
      const wait = outcome.kind === 'authorize' ? publicationLimits.authorizeMs : backoff(attempts);
      const now = clock.now();
      const noted = change(id, (one) =>
        ended(one, stage.number, outcome, { now: iso(now), nextTryAt: iso(now + wait) }),
      );
      if (!noted.ok || noted.value.state === 'waiting') return;
      await dropSecrets(studio, noted.value);
    }
  }

  /** ms since the epoch; its turn has come where nothing holds it up. */
  const dueAt = ({ state, waits }: StoredPublication): number =>
    state !== 'waiting' || !waits?.nextTryAt || waits.for === 'turn' ? clock.now() : Date.parse(waits.nextTryAt);
  const open = (): readonly StoredPublication[] =>
    publications
      .list()
      .filter((one) => one.ready && !isOver(one))
      .reverse();

  /**
   * Secrets that were sent, but whose process ended before it took them out of the vault; and what never got ready, because its
   * process ended while it wrote down the secrets: nobody was told that it is there.
   */
  async function tidy(): Promise<void> {
    const before = clock.now() - publicationLimits.readyMs;
    for (const one of publications.list()) {
      await dropSecrets(studio, one);
      if (one.ready || Date.parse(one.createdAt) > before) continue;
      await dropSecrets(studio, { ...one, state: 'cancelled' });
      publications.remove(one.id);
    }
  }

  async function sendAll(id: string | undefined): Promise<void> {
    const release = claimOutbox(studio.workspace.directory);
    // Another process sends; it will find what is new when it is done.
    if (!release) return;
    try {
      await tidy();
      if (id !== undefined) await advance(id);
      for (;;) {
        const due = open().find((one) => dueAt(one) <= clock.now() && !closed);
        if (!due) break;
        await advance(due.id);
      }
    } finally {
      release();
    }
  }

  function drive(id?: string): Promise<void> {
    const mine = turn.then(() => (closed ? undefined : sendAll(id))).finally(plan);
    // A fault of the disk is told to whoever drove; the next turn comes all the same.
    turn = mine.catch(() => undefined);
    return mine;
  }

  function wake(): void {
    void drive().catch(() => undefined);
  }

  /** Wakes when the next is due. */
  function plan(): void {
    callOff();
    if (!running || closed) return;
    const next = Math.min(...open().map(dueAt));
    // Looked at now and then even where nothing waits: another process may have written something down.
    const wait = Math.min(publicationLimits.lookMs, Math.max(publicationLimits.leastMs, next - clock.now()));
    callOff = clock.after(wait, wake);
  }

  return {
    drive,
    changed,
    wake,
    start: () => {
      running = true;
      wake();
    },
    settle: async (id, signal) => {
      for (;;) {
        await drive(id);
        const found = publications.get(id);
        if (!found.ok || isOver(found.value) || signal.aborted) return found;
        if (found.value.waits?.for === 'secrets') return found;
        const wait = Math.min(
          publicationLimits.settleMs,
          Math.max(publicationLimits.leastMs, dueAt(found.value) - clock.now()),
        );
        await sleep(wait, undefined, { signal }).catch(() => undefined);
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      // What is under way is written down as waiting: it goes out at the next start.
      closing.abort();
      callOff();
      await turn;
    },
  };
}

/** Takes credentials out of the vault that are needed no more: those of stages that are done; all where nothing is left to do. */
export async function dropSecrets(studio: StudioData, { id, state, stages }: StoredPublication): Promise<void> {
  const isEnd = state === 'done' || state === 'cancelled';
  const sent = stages.filter((one) => one.hasSecrets && (isEnd || one.state === 'done'));
  if (sent.length === 0) return;
  for (const { number } of sent) await studio.vault.delete(secretKeyOf(id, number));
  // Noted only now: whoever is ended in between does it again.
  studio.workspace.publications.change(id, (one) => ({
    ...one,
    stages: one.stages.map((stage) =>
      sent.some(({ number }) => number === stage.number) ? { ...stage, hasSecrets: false } : stage,
    ),
  }));
}

/** All publications, newest first. */
export const listPublications = (studio: StudioData): Publication[] =>
  studio.workspace.publications
    .list()
    .filter(({ ready }) => ready)
    .map(shownPublication);

import { randomBytes } from 'node:crypto';
import type { Change, ChangeBatch, ChangePoint } from '../../shared/contract/changes.ts';
import { changeLimits } from '../../shared/limits.ts';

/** What changes in the studio, in order, for everyone who may have read what was before. */
export interface ChangeFeed {
  emit(change: Change): void;
  /** What came after a point; without one nothing, but the point to go on from. */
  read(since: ChangePoint | undefined): ChangeBatch;
  /** Resolves once something came after that number, at once where it has, or when `signal` aborts. */
  after(sequence: number, signal: AbortSignal | undefined): Promise<void>;
}

/**
 * A feed that remembers its last changes, so that a window whose line dropped misses none (R29); who is behind by more, or was
 * connected to another start of the host, learns that it has to read everything again. Nothing waits for a slow reader.
 */
export function createChangeFeed(kept: number = changeLimits.kept): ChangeFeed {
  const epoch = randomBytes(9).toString('hex');
  let changes: Change[] = [];
  /** Number of the last change, from 1. */
  let sequence = 0;
  const waiting = new Set<() => void>();
  return {
    emit: (change) => {
      sequence++;
      changes.push(change);
      // Cut back in one go now and then: a shift for each change would move all of them.
      if (changes.length >= 2 * kept) changes = changes.slice(-kept);
      for (const wake of [...waiting]) wake();
    },
    read: (since) => {
      const point = { epoch, sequence };
      if (since === undefined) return { point, reset: false, changes: [] };
      const missed = sequence - since.sequence;
      const known = since.epoch === epoch && missed >= 0 && missed <= changes.length;
      return { point, reset: !known, changes: known && missed > 0 ? changes.slice(-missed) : [] };
    },
    after: (number, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          if (sequence <= number && signal?.aborted !== true) return;
          waiting.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
        wake();
      }),
  };
}

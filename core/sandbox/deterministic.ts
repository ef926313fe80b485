import { createHash } from 'node:crypto';
import { MAX_TIMER_MS, type Timers } from './timers.ts';

/** A clock that moves on by 1 ms with each reading, and with the timers (A47). */
export class StepClock {
  private ms: number;

  /** @param startMs ms since 1970 */
  constructor(startMs: number) {
    this.ms = startMs;
  }

  read(): number {
    return this.ms++;
  }

  get now(): number {
    return this.ms;
  }

  advanceTo(ms: number): void {
    this.ms = Math.max(this.ms, ms);
  }
}

/**
 * Timers in the time of a StepClock: nobody waits for them. The next one fires as soon as the guest has nothing else to do
 * and no request is under way, and takes the clock to its moment; so the order of events does not hang on real time (A47).
 */
export class StepTimers implements Timers {
  private readonly clock: StepClock;
  private readonly fire: (id: number) => void;
  /** Due times by id, in the order of setting. */
  private readonly due = new Map<number, number>();
  private next: NodeJS.Immediate | undefined;

  constructor(clock: StepClock, fire: (id: number) => void) {
    this.clock = clock;
    this.fire = fire;
  }

  get size(): number {
    return this.due.size;
  }

  set(id: number, ms: number): void {
    // At least 1 ms, as everywhere.
    this.due.set(id, this.clock.now + Math.min(MAX_TIMER_MS, Math.max(1, Math.floor(ms))));
  }

  clear(id: number): void {
    this.due.delete(id);
  }

  idle(): void {
    // Not at once: a cancel must get in between.
    if (this.due.size > 0) this.next ??= setImmediate(() => this.fireNext());
  }

  stop(): void {
    clearImmediate(this.next);
    this.due.clear();
  }

  private fireNext(): void {
    this.next = undefined;
    let first: readonly [id: number, due: number] | undefined;
    for (const one of this.due) if (!first || one[1] < first[1]) first = one;
    if (!first) return;
    this.due.delete(first[0]);
    this.clock.advanceTo(first[1]);
    this.fire(first[0]);
  }
}

const BLOCK_BYTES = 32;

/** Bytes that follow from a seed alone: SHA-256 of the seed and a count. Not for secrets: whoever knows the seed knows them. */
export class SeededBytes {
  private readonly seed: string;
  private count = 0;
  private block = Buffer.alloc(0);

  constructor(seed: string) {
    this.seed = seed;
  }

  take(bytes: number): Buffer {
    const taken = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; ) {
      if (this.block.byteLength === 0)
        this.block = createHash('sha256')
          .update(`${this.count++}:${this.seed}`)
          .digest()
          .subarray(0, BLOCK_BYTES);
      const copied = this.block.copy(taken, at);
      this.block = this.block.subarray(copied);
      at += copied;
    }
    return taken;
  }
}

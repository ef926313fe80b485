/** Timers of one invocation. */
export interface Timers {
  /** Timers that have not fired. */
  readonly size: number;
  set(id: number, ms: number): void;
  clear(id: number): void;
  /** Told after each slice of the guest in which no request is left to wait for. */
  idle(): void;
  /** Ends all of them. */
  stop(): void;
}

/** The longest that a timer waits, ms: what Node takes. */
export const MAX_TIMER_MS = 0x7fffffff;

/** Timers that wait as long as they say. */
export class RealTimers implements Timers {
  private readonly fire: (id: number) => void;
  private readonly timers = new Map<number, NodeJS.Timeout>();

  constructor(fire: (id: number) => void) {
    this.fire = fire;
  }

  get size(): number {
    return this.timers.size;
  }

  set(id: number, ms: number): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(id);
        this.fire(id);
      },
      Math.min(MAX_TIMER_MS, Math.max(0, ms)),
    );
    this.timers.set(id, timer);
  }

  clear(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  idle(): void {
    // Node's own timers need no push.
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}

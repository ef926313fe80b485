/** Lets at most `places` pieces of work through at once; the rest wait in order. */
export class Gate {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(places: number) {
    this.free = places;
  }

  /** Runs `work` when there is a place; it learns how long it waited, ms. */
  async run<T>(work: (waitedMs: number) => Promise<T>): Promise<T> {
    let waitedMs = 0;
    if (this.free > 0) this.free--;
    else {
      const askedAt = performance.now();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      waitedMs = performance.now() - askedAt;
    }
    try {
      return await work(waitedMs);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

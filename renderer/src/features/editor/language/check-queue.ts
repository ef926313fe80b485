/** What the queue works with; scripts are named by the addresses of their models. */
export interface Checker {
  /** Checks one script and marks what is found. */
  check(name: string): Promise<void>;
  /** The scripts that a change of these bears on: those that import them, also by way of others. */
  importersOf(names: readonly string[]): Promise<readonly string[]>;
  /** What editors show: it is checked first, before things are quiet. */
  onView(): readonly string[];
  /** Whether more files are about to come, without which there would be false errors. */
  isReading(): boolean;
}

/** Time without a change after which scripts on view are checked, and all others, ms. */
const quiet = { onView: 250, others: 900 };

/**
 * Scripts that have to be checked, one at a time, those on view first. A change stops what is under way, so that the worker
 * is free for whoever types, and puts off what is left; nothing is forgotten by that.
 */
export class CheckQueue {
  readonly #checker: Checker;
  readonly #stale = new Set<string>();
  /** Changed since it was last asked who imports them. */
  readonly #changed = new Set<string>();
  #timers: readonly ReturnType<typeof setTimeout>[] = [];
  /** Counts the changes: work for an earlier one stops. */
  #round = 0;
  #working: Promise<void> = Promise.resolve();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  /** A script has another text: it is checked, and those that import it. */
  change(name: string): void {
    this.#changed.add(name);
    this.add([name]);
  }

  /** Scripts are to be checked. */
  add(names: Iterable<string>): void {
    for (const name of names) this.#stale.add(name);
    this.#wait();
  }

  /** A script is gone. */
  remove(name: string): void {
    this.#stale.delete(name);
    this.#changed.delete(name);
  }

  #wait(): void {
    const round = ++this.#round;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [
      setTimeout(() => this.#start(round, () => this.#checkAll(round, true)), quiet.onView),
      setTimeout(() => this.#start(round, () => this.#checkOthers(round)), quiet.others),
    ];
  }

  /** After what is under way: that stops soon, or is the first part of the same round. */
  #start(round: number, work: () => Promise<void>): void {
    if (this.#checker.isReading()) {
      if (round === this.#round) this.#wait();
      return;
    }
    this.#working = this.#working.then(work, work);
  }

  async #checkOthers(round: number): Promise<void> {
    const changed = [...this.#changed];
    if (changed.length > 0) {
      const importers = await this.#checker.importersOf(changed);
      if (round !== this.#round) return;
      for (const name of changed) this.#changed.delete(name);
      for (const name of importers) this.#stale.add(name);
    }
    await this.#checkAll(round, false);
  }

  async #checkAll(round: number, onViewOnly: boolean): Promise<void> {
    while (round === this.#round) {
      const next =
        this.#checker.onView().find((name) => this.#stale.has(name)) ??
        (onViewOnly ? undefined : this.#stale.values().next().value);
      if (next === undefined) return;
      this.#stale.delete(next);
      await this.#checker.check(next);
    }
  }
}

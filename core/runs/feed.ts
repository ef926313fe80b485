import { runLimits } from '../../shared/limits.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { LogLine, RunEvent } from '../../shared/run/run.ts';

/** Some events of a run for one who follows it. */
export interface FeedBatch {
  /** Number of the last event in it; whoever comes back asks for what follows it. 0 while a state is not whole yet. */
  readonly seq: number;
  /** They begin the whole state of the run: what was known before is to be let go. */
  readonly whole: boolean;
  readonly events: readonly RunEvent[];
}

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

/**
 * The events of a run under way, numbered from 1. The last ones are kept, so that whoever lost the line goes on where it
 * broke, without one lost or doubled (R29). Whoever comes later, or was away for longer, gets the state of the run instead
 * (R27). Followers pull: one that is slow costs nothing but its place.
 */
export class RunFeed {
  private readonly exchanges: () => Iterable<Exchange>;
  private kept: RunEvent[] = [];
  /** Events that are no longer kept. */
  private gone = 0;
  private readonly logs: LogLine[] = [];
  private started: EventOf<'started'> | undefined;
  private page: EventOf<'page'> | undefined;
  private progress: EventOf<'progress'> | undefined;
  private retry: EventOf<'retry'> | undefined;
  private done: EventOf<'done'> | undefined;
  private readonly waiting = new Set<() => void>();

  /** @param exchanges those of the run that were told of, as they are recorded */
  constructor(exchanges: () => Iterable<Exchange>) {
    this.exchanges = exchanges;
  }

  push(events: readonly RunEvent[]): void {
    for (const event of events) {
      this.kept.push(event);
      this.note(event);
    }
    // Not with each event: taking the first of thousands moves all others.
    if (this.kept.length > 2 * runLimits.followEvents) {
      const excess = this.kept.length - runLimits.followEvents;
      this.kept = this.kept.slice(excess);
      this.gone += excess;
    }
    for (const wake of this.waiting) wake();
  }

  /** What came after event `since` (0: everything) and what comes, until the run has ended or `signal` aborts. */
  async *follow(since: number, signal: AbortSignal | undefined): AsyncGenerator<FeedBatch> {
    let at = since;
    while (signal?.aborted !== true) {
      const last = this.gone + this.kept.length;
      if (at < this.gone || at > last) yield* this.state(last);
      else if (at < last) yield { seq: last, whole: false, events: this.kept.slice(at - this.gone) };
      else if (this.done) return;
      else await this.change(signal);
      at = last;
    }
  }

  /** The run as it stands, in parts of a size that a line takes well. */
  private *state(last: number): Generator<FeedBatch> {
    const events: RunEvent[] = [];
    if (this.started) events.push(this.started);
    if (this.logs.length > 0) events.push({ kind: 'logs', lines: [...this.logs] });
    for (const exchange of this.exchanges()) events.push({ kind: 'exchange', exchange });
    for (const event of [this.page, this.progress, this.retry, this.done]) if (event) events.push(event);
    const size = runLimits.batchExchanges;
    for (let from = 0; from < Math.max(1, events.length); from += size) {
      const isLast = from + size >= events.length;
      yield { seq: isLast ? last : 0, whole: from === 0, events: events.slice(from, from + size) };
    }
  }

  private note(event: RunEvent): void {
    switch (event.kind) {
      case 'started':
        this.started = event;
        break;
      case 'logs':
        this.logs.push(...event.lines);
        break;
      case 'page':
        this.page = event;
        break;
      case 'progress':
        this.progress = event;
        break;
      case 'retry':
        this.retry = event;
        break;
      case 'done':
        this.done = event;
        break;
      case 'exchange':
        // They stand in the workspace.
        break;
    }
  }

  private async change(signal: AbortSignal | undefined): Promise<void> {
    let wake: () => void = () => undefined;
    const changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.waiting.add(wake);
    signal?.addEventListener('abort', wake);
    await changed;
    this.waiting.delete(wake);
    signal?.removeEventListener('abort', wake);
  }
}

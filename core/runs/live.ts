import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunDetail, RunEvent, RunRecord } from '../../shared/run/run.ts';
import type { RunStore } from '../workspace/types.ts';
import { type FeedBatch, RunFeed } from './feed.ts';
import type { StartedRun } from './launch.ts';

type Deliver = (events: readonly RunEvent[]) => void;

async function* ending(run: RunDetail): AsyncGenerator<FeedBatch, void> {
  yield { seq: 0, whole: true, events: [{ kind: 'done', run }] };
}

/** The runs of this process that are under way, for whoever wants to follow them or to know of them. */
export class LiveRuns {
  private readonly store: RunStore;
  private readonly feeds = new Map<string, { readonly run: StartedRun; readonly feed: RunFeed }>();
  /** Runs that were asked for under an id and have not begun. */
  private readonly starting = new Map<string, Promise<unknown>>();
  private readonly listeners = new Set<() => void>();

  constructor(store: RunStore) {
    this.store = store;
  }

  /**
   * Starts a run and keeps what it reports. Fails with `run_exists` where one of that id was started before: a request that
   * arrives twice is carried out once (R29).
   */
  async start(
    id: string | undefined,
    onEvent: Deliver | undefined,
    begin: (deliver: Deliver) => Promise<Result<StartedRun>>,
  ): Promise<Result<StartedRun>> {
    if (id === undefined) return this.begin(onEvent, begin);
    if (this.starting.has(id) || this.feeds.has(id) || this.store.head(id).ok)
      return fail('input', 'run_exists', `The run ${id} was started before; follow it, or start another one.`);
    const started = this.begin(onEvent, begin);
    this.starting.set(id, started);
    try {
      return await started;
    } finally {
      this.starting.delete(id);
    }
  }

  private async begin(
    onEvent: Deliver | undefined,
    begin: (deliver: Deliver) => Promise<Result<StartedRun>>,
  ): Promise<Result<StartedRun>> {
    let name = '';
    const feed = new RunFeed(() => this.store.exchanges(name));
    const started = await begin((events) => {
      feed.push(events);
      onEvent?.(events);
    });
    if (!started.ok) return started;
    const run = started.value;
    name = run.id;
    this.feeds.set(run.id, { run, feed });
    this.changed();
    run.done.finally(() => {
      this.feeds.delete(run.id);
      this.changed();
    });
    return started;
  }

  /**
   * The events of a run after number `since`. One that has ended is told as a whole. Fails with `unknown_run`, and with
   * `run_lost` where it has neither an end nor anybody who works on it.
   */
  async follow(
    id: string,
    since: number,
    signal: AbortSignal | undefined,
  ): Promise<Result<AsyncGenerator<FeedBatch, void>>> {
    await this.starting.get(id)?.catch(() => undefined);
    const live = this.feeds.get(id);
    if (live) return ok(live.feed.follow(since, signal));
    const ended = this.store.get(id);
    if (!ended.ok) return ended;
    const run = ended.value;
    if (run.outcome === null)
      return fail(
        'system',
        'run_lost',
        `How the run ${id} ended is not known: the studio that ran it was closed, or another one is running it.`,
      );
    return ok(ending(run));
  }

  cancel(id: string): boolean {
    const live = this.feeds.get(id);
    live?.run.cancel();
    return live !== undefined;
  }

  /** The records of the runs under way, the first started first. */
  list(): readonly RunRecord[] {
    return [...this.feeds.keys()].flatMap((id) => {
      const head = this.store.head(id);
      return head.ok ? [head.value] : [];
    });
  }

  all(): readonly StartedRun[] {
    return [...this.feeds.values()].map(({ run }) => run);
  }

  /** Calls `listener` whenever a run has begun or ended; gives the function that stops it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

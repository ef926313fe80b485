import { randomBytes } from 'node:crypto';
import { runLimits } from '../../shared/limits.ts';
import { fail, ok, type Result, reasonOf } from '../../shared/result.ts';
import type { Finding } from '../../shared/run/finding.ts';
import type { RunDetail, RunEvent, RunRequest } from '../../shared/run/run.ts';
import type { Series, SeriesRequest, SeriesStep } from '../../shared/run/series.ts';
import type { StartedRun } from './launch.ts';

/** Runs many targets of a connector one after another; it goes on when the page that asked is gone (R27). */
export interface SeriesDesk {
  /** Fails with `series_under_way` where the connector has one, and `too_many_steps`. */
  start(request: SeriesRequest): Result<Series>;
  /** Ends the run under way and skips the others; false where there is no such series under way. */
  cancel(id: string): boolean;
  /** The last series of each connector. */
  list(): readonly Series[];
  onChange(listener: () => void): () => void;
  /** Cancels that of a connector, waits for its end and forgets it. */
  forget(connector: string): Promise<void>;
  /** Cancels all and waits for their ends. */
  close(): Promise<void>;
}

interface Entry {
  series: Series;
  /** The run under way. */
  run: string | undefined;
  done: Promise<void>;
}

const waitingStep = ({ target, input }: SeriesRequest['steps'][number]): SeriesStep => ({
  target,
  entity: typeof input?.requestedType === 'string' ? input.requestedType : null,
  state: 'waiting',
  run: null,
  outcome: null,
  rows: null,
  pages: 0,
  requests: 0,
  durationMs: null,
  findings: { error: 0, warning: 0, info: 0 },
});

/** What a run has reported, added to its step. */
function after(step: SeriesStep, events: readonly RunEvent[]): SeriesStep {
  let next = step;
  for (const event of events) {
    if (event.kind === 'page') next = { ...next, pages: event.page, rows: event.rows };
    if (event.kind === 'exchange') next = { ...next, requests: Math.max(next.requests, event.exchange.seq) };
  }
  return next;
}

/** Rows of a result; the choices of `datalist` are none. */
function rowsOf({ target, result }: RunDetail): number | null {
  if (target === 'datalist' || typeof result !== 'object' || result === null || !('items' in result)) return null;
  return Array.isArray(result.items) ? result.items.length : null;
}

const counted = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((one) => one.severity === severity).length;

const ended = (step: SeriesStep, run: RunDetail): SeriesStep => ({
  ...step,
  state: 'done',
  outcome: run.outcome,
  rows: run.outcome?.kind === 'ok' ? rowsOf(run) : step.rows,
  pages: run.pages,
  requests: run.exchangeCount,
  durationMs: run.durationMs,
  findings: {
    error: counted(run.findings, 'error'),
    warning: counted(run.findings, 'warning'),
    info: counted(run.findings, 'info'),
  },
});

/** What a series needs of a runner. */
interface Runs {
  start(request: RunRequest, onEvent: (events: readonly RunEvent[]) => void): Promise<Result<StartedRun>>;
  cancel(run: string): boolean;
}

export function createSeriesDesk(runner: Runs): SeriesDesk {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const put = (entry: Entry, change: Partial<Series>) => {
    entry.series = { ...entry.series, ...change };
    changed();
  };
  const putStep = (entry: Entry, at: number, change: (step: SeriesStep) => SeriesStep) =>
    put(entry, { steps: entry.series.steps.map((step, index) => (index === at ? change(step) : step)) });

  /** What the disk or the keychain throws ends the step, not the series: it would be under way for ever. */
  const begin: Runs['start'] = async (request, onEvent) => {
    try {
      return await runner.start(request, onEvent);
    } catch (error) {
      return fail('system', 'not_started', reasonOf(error));
    }
  };

  async function runStep(entry: Entry, request: SeriesRequest, at: number): Promise<void> {
    const { connector, connection, unsaved, steps } = request;
    const step = steps[at];
    if (!step) return;
    putStep(entry, at, (one) => ({ ...one, state: 'running' }));
    const shared = { connector, ...(connection === undefined ? {} : { connection }), ...(unsaved ? { unsaved } : {}) };
    const started = await begin({ ...shared, ...step }, (events) => putStep(entry, at, (one) => after(one, events)));
    if (!started.ok) {
      const { message } = started.error;
      putStep(entry, at, (one) => ({ ...one, state: 'failed', problem: message }));
      return;
    }
    const { id, done } = started.value;
    entry.run = id;
    putStep(entry, at, (one) => ({ ...one, run: id }));
    // It may have been cancelled before it had an id.
    if (entry.series.cancelled) started.value.cancel();
    const run = await done;
    entry.run = undefined;
    putStep(entry, at, (one) => ended(one, run));
  }

  async function work(entry: Entry, request: SeriesRequest): Promise<void> {
    const began = performance.now();
    for (let at = 0; at < request.steps.length && !entry.series.cancelled; at++) await runStep(entry, request, at);
    put(entry, {
      durationMs: Math.round(performance.now() - began),
      steps: entry.series.steps.map((step) => (step.state === 'waiting' ? { ...step, state: 'skipped' } : step)),
    });
  }

  const cancel = (entry: Entry): boolean => {
    if (entry.series.durationMs !== null) return false;
    put(entry, { cancelled: true });
    if (entry.run !== undefined) runner.cancel(entry.run);
    return true;
  };

  return {
    start(request) {
      const { connector, kind, steps } = request;
      if (entries.get(connector)?.series.durationMs === null)
        return fail(
          'input',
          'series_under_way',
          `A series of ${connector} is under way; wait for it or cancel it first.`,
        );
      if (steps.length > runLimits.seriesSteps)
        return fail(
          'input',
          'too_many_steps',
          `A series takes at most ${runLimits.seriesSteps} runs and this one has ${steps.length}; choose fewer entities.`,
        );
      const series: Series = {
        id: `series_${randomBytes(8).toString('hex')}`,
        connector,
        kind,
        startedAt: new Date().toISOString(),
        durationMs: null,
        cancelled: false,
        steps: steps.map(waitingStep),
      };
      const entry: Entry = { series, run: undefined, done: Promise.resolve() };
      entries.set(connector, entry);
      entry.done = work(entry, request);
      return ok(series);
    },
    cancel(id) {
      const entry = [...entries.values()].find(({ series }) => series.id === id);
      return entry !== undefined && cancel(entry);
    },
    list: () => [...entries.values()].map(({ series }) => series),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async forget(connector) {
      const entry = entries.get(connector);
      if (entry === undefined) return;
      cancel(entry);
      await entry.done;
      if (entries.get(connector) !== entry) return;
      entries.delete(connector);
      changed();
    },
    async close() {
      for (const entry of entries.values()) cancel(entry);
      await Promise.all([...entries.values()].map(({ done }) => done));
    },
  };
}

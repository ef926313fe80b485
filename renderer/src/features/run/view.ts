import type { Failure } from '../../../../shared/result.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { LogLine, Outcome, RunDetail, RunEvent, RunRequest } from '../../../../shared/run/run.ts';

/** Where a run on view stands. `unknown`: nobody works on it and it has no end; its studio was closed. */
export type RunStage = 'starting' | 'running' | 'cancelling' | 'ended' | 'unknown';

/** How far a function says it is. */
export interface RunProgress {
  readonly done: number;
  readonly total?: number | undefined;
  readonly text: string;
}

/** A request waits before its next try, until `until` (ms since the epoch). */
export interface RunRetry {
  readonly attempt: number;
  readonly until: number;
}

/** A run on view in the bottom panel: one under way, or one of the past. */
export interface RunView {
  readonly connector: string;
  readonly target: string;
  readonly stage: RunStage;
  /** Opened from the history. */
  readonly past: boolean;
  /** null until the backend has named it. */
  readonly run: string | null;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly exchanges: readonly Exchange[];
  readonly logs: readonly LogLine[];
  readonly logsDropped: number;
  readonly pages: number;
  /** Rows read so far with "all pages". */
  readonly rows: number;
  readonly progress: RunProgress | null;
  readonly retry: RunRetry | null;
  /** Number of the last event that is in it: what to come back with after the line was lost. */
  readonly seq: number;
  /** What was asked for, where this page asked. */
  readonly request: RunRequest | null;
  readonly detail: RunDetail | null;
  /** Why it did not start. */
  readonly failure: Failure | null;
}

/** A run that is just being asked for. */
export const startingView = (
  connector: string,
  target: string,
  now: number,
  request: RunRequest | null = null,
): RunView => ({
  connector,
  target,
  stage: 'starting',
  past: false,
  run: request?.id ?? null,
  startedAt: now,
  exchanges: [],
  logs: [],
  logsDropped: 0,
  pages: 0,
  rows: 0,
  progress: null,
  retry: null,
  seq: 0,
  request,
  detail: null,
  failure: null,
});

/** A run as it was recorded; one without an outcome is still under way, or its host was killed. */
export const recordedView = (detail: RunDetail, past: boolean): RunView => ({
  connector: detail.connector,
  target: detail.target,
  stage: detail.outcome === null ? 'unknown' : 'ended',
  past,
  run: detail.id,
  startedAt: Date.parse(detail.startedAt),
  exchanges: detail.exchanges,
  logs: detail.logs,
  logsDropped: detail.logsDropped,
  pages: detail.pages,
  rows: 0,
  progress: null,
  retry: null,
  seq: 0,
  request: null,
  detail,
  failure: null,
});

// Where each exchange stands, handed on from one list to the next: building it anew for every batch would make a run
// of ten thousand requests quadratic.
const placesOf = new WeakMap<readonly Exchange[], Map<string, number>>();

/** The exchanges after some have started or ended: an id that is known is replaced where it stands. */
export function mergeExchanges(known: readonly Exchange[], news: readonly Exchange[]): readonly Exchange[] {
  if (news.length === 0) return known;
  const places = placesOf.get(known) ?? new Map(known.map((one, at) => [one.id, at]));
  placesOf.delete(known);
  const merged = [...known];
  for (const exchange of news) {
    const at = places.get(exchange.id);
    if (at === undefined) places.set(exchange.id, merged.push(exchange) - 1);
    else merged[at] = exchange;
  }
  placesOf.set(merged, places);
  return merged;
}

/** The view after one batch of events. */
export function applyEvents(view: RunView, events: readonly RunEvent[]): RunView {
  const exchanges: Exchange[] = [];
  const logs: LogLine[] = [];
  let next = view;
  for (const event of events) {
    switch (event.kind) {
      case 'started':
        next = {
          ...next,
          stage: next.stage === 'cancelling' ? next.stage : 'running',
          run: event.run,
          startedAt: Date.parse(event.startedAt),
        };
        break;
      case 'logs':
        logs.push(...event.lines);
        break;
      case 'exchange':
        exchanges.push(event.exchange);
        break;
      case 'page':
        next = { ...next, pages: event.page, rows: event.rows };
        break;
      case 'progress':
        next = { ...next, progress: { done: event.done, total: event.total, text: event.text } };
        break;
      case 'retry':
        next = { ...next, retry: { attempt: event.attempt, until: next.startedAt + event.atMs } };
        break;
      case 'done': {
        const recorded = { ...recordedView(event.run, false), request: next.request };
        // Of a run of many requests the event carries only the first: the others have come one by one.
        const isWhole = event.run.exchanges.length >= event.run.exchangeCount;
        return isWhole ? recorded : { ...recorded, exchanges: mergeExchanges(next.exchanges, exchanges) };
      }
    }
  }
  return {
    ...next,
    exchanges: mergeExchanges(next.exchanges, exchanges),
    logs: logs.length === 0 ? next.logs : [...next.logs, ...logs],
  };
}

/** A batch of a run that is followed, as the contract gives it. */
export interface FollowBatch {
  readonly seq: number;
  readonly whole: boolean;
  readonly events: readonly RunEvent[];
}

/** The view after some batches: one that begins a whole state takes the place of what was known (R29). */
export function applyBatches(view: RunView, batches: readonly FollowBatch[]): RunView {
  let next = view;
  let events: RunEvent[] = [];
  for (const batch of batches) {
    if (batch.whole) {
      next = { ...next, exchanges: [], logs: [] };
      events = [];
    }
    for (const event of batch.events) events.push(event);
    next = { ...next, seq: batch.seq };
  }
  // Events are applied together: each list is copied once per hand-over.
  return { ...applyEvents(next, events), seq: next.seq };
}

/** Whether the run may still report. */
export const isLive = (view: RunView | null): boolean =>
  view?.stage === 'starting' || view?.stage === 'running' || view?.stage === 'cancelling';

/** How it ended, null while that is not known. */
export const outcomeOf = (view: RunView | null): Outcome | null => view?.detail?.outcome ?? null;

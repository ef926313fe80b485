import type { Failure } from '../../../../shared/result.ts';
import { attempt, useSession, whenOpen } from '../../backend/session.ts';
import { batched } from '../../lib/batched.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { useConnectors } from '../connectors/store.ts';
import { docKey } from '../editor/documents.ts';
import { activeTab, showPlace, useEditor } from '../editor/store.ts';
import { refreshRuns } from '../runs/store.ts';
import { showPanel, useLayout } from '../workbench/layout.ts';
import { rememberedRun } from './memory.ts';
import { setView, updateView, useRun, viewOf } from './state.ts';
import { applyBatches, type FollowBatch, isLive, outcomeOf, type RunView, recordedView, startingView } from './view.ts';

/** Followers by run: each run is followed once. */
const followers = new Map<string, AbortController>();

/** Resolves once the line is open. */
function lineOpens(): Promise<void> {
  if (useSession.getState().state.kind === 'open') return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useSession.subscribe(({ state }) => {
      if (state.kind !== 'open') return;
      stop();
      resolve();
    });
  });
}

/** Whether somebody went on typing into another file since the run began: what they write must not land in the one that failed. */
function isTypingElsewhere({ connector, request }: RunView, file: string): boolean {
  const { docs, tabs } = useEditor.getState();
  const tab = activeTab({ tabs });
  if (tab?.kind !== 'file' || (tab.connector === connector && tab.path === file)) return false;
  const doc = docs.get(docKey(tab.connector, tab.path));
  const ran = request?.unsaved?.find((one) => one.path === tab.path)?.text;
  return doc !== undefined && doc.text !== (ran ?? doc.saved);
}

function afterEnd(run: string): void {
  const view = viewOf(run);
  if (!view) return;
  void refreshRuns(view.connector);
  const outcome = outcomeOf(view);
  // Another connector is worked on: nothing jumps there.
  if (outcome === null || outcome.kind === 'ok' || useRun.getState().view !== view) return;
  // Whoever watches the requests goes on watching them, unless there are none.
  if (useLayout.getState().panel !== 'requests' || view.detail?.exchanges.length === 0) showPanel('result');
  if (outcome.kind !== 'error' && outcome.kind !== 'refused') return;
  if (outcome.place && !isTypingElsewhere(view, outcome.place.file)) showPlace(view.connector, outcome.place, false);
}

async function ended(run: string, failure: Failure): Promise<void> {
  if (failure.code === 'unknown_run') {
    updateView(run, (view) => ({
      ...view,
      stage: 'ended',
      failure: { kind: 'system', code: 'not_started', message: texts.notStarted },
    }));
    return;
  }
  const record = await attempt((api) => api.runs.get({ run }));
  if (record.ok) updateView(run, ({ past }) => recordedView(record.value, past));
  else updateView(run, (view) => ({ ...view, stage: 'unknown', failure }));
}

/** One look at the events of a run, until it ends or the line does; undefined where it has ended. */
async function look(run: string, stop: AbortSignal): Promise<Failure | undefined> {
  // What this look has not handed on when the line breaks is asked for again by the next one, so it must not come later.
  let isCurrent = true;
  const intake = batched<FollowBatch>((batches) => {
    if (isCurrent) updateView(run, (view) => applyBatches(view, batches));
  });
  const result = await attempt(async (api, signal) => {
    const since = viewOf(run)?.seq ?? 0;
    const batches = await api.runs.follow({ run, since }, { signal: AbortSignal.any([signal, stop]) });
    for await (const batch of batches) intake.add([batch]);
  });
  if (result.ok) intake.flush();
  isCurrent = false;
  return result.ok ? undefined : result.error;
}

/** Shows what a run reports until it ends; a lost line is picked up where it broke (R29). */
export async function followRun(run: string): Promise<void> {
  if (followers.has(run)) return;
  const stop = new AbortController();
  followers.set(run, stop);
  try {
    while (viewOf(run)) {
      const failure = await look(run, stop.signal);
      if (failure === undefined) {
        afterEnd(run);
        return;
      }
      if (stop.signal.aborted) return;
      if (failure.code !== 'disconnected') {
        await ended(run, failure);
        return;
      }
      await lineOpens();
    }
  } finally {
    followers.delete(run);
  }
}

// A run that is no longer on view needs no follower: it goes on without, and its record has everything.
useRun.subscribe(({ views }, before) => {
  if (views === before.views) return;
  const shown = new Set([...views.values()].map((view) => view.run));
  for (const [run, stop] of followers) if (!shown.has(run)) stop.abort();
});

/** After the page was loaded: the runs under way come back on view, live (R27). */
function adopt(): void {
  for (const { id, connector, target, startedAt } of useRun.getState().active) {
    if (useRun.getState().views.has(connector)) continue;
    setView({ ...startingView(connector, target, Date.parse(startedAt)), run: id, stage: 'running' });
    void followRun(id);
  }
}

/** Puts the run that was on view of a connector before the page was loaded back on view: it may have ended meanwhile. */
async function recallRun(connector: string): Promise<void> {
  const run = rememberedRun(connector);
  if (run === null || useRun.getState().views.has(connector)) return;
  const record = await attempt((api) => api.runs.get({ run }));
  // It may be gone from the history; then there is nothing to show.
  if (record.ok && !useRun.getState().views.has(connector)) setView(recordedView(record.value, true));
}

async function watchActive(isFirst: boolean): Promise<void> {
  let adopts = isFirst;
  await attempt(async (api, signal) => {
    for await (const active of await api.runs.active(undefined, { signal })) {
      const gone = useRun.getState().active.filter((run) => !active.some((one) => one.id === run.id));
      useRun.setState({ active });
      for (const connector of new Set(gone.map((run) => run.connector))) void refreshRuns(connector);
      if (adopts) {
        adopt();
        const connector = useConnectors.getState().active;
        if (connector !== null) void recallRun(connector);
      }
      adopts = false;
    }
  });
}

/** Knows of the runs under way as long as the page lives; gives the function that stops it. */
export function watchRuns(): () => void {
  let isFirst = true;
  const stop = useConnectors.subscribe(({ active }, before) => {
    if (active !== null && active !== before.active && !isFirst) void recallRun(active);
  });
  const stopWatching = whenOpen(() => {
    void watchActive(isFirst);
    isFirst = false;
    for (const view of useRun.getState().views.values())
      if (isLive(view) && view.run !== null && view.stage !== 'starting') void followRun(view.run);
  });
  return () => {
    stop();
    stopWatching();
  };
}

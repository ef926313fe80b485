import { create } from 'zustand';
import type { Coverage } from '../../../../shared/connector/coverage.ts';
import type { ReadinessCheck } from '../../../../shared/connector/readiness.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';
import { coverageTexts as texts } from '../../texts/overview.ts';
import { connectionsOf, useConnections } from '../connections/store.ts';
import { connectionOf, emptyForm } from '../run/form.ts';
import { useRun } from '../run/store.ts';
import { refreshRuns } from '../runs/store.ts';
import { showError } from '../workbench/toast.ts';
import { nameOf, runnable } from './coverage.ts';

/** How far a run of everything that is missing has come. */
export interface BatchProgress {
  readonly connector: string;
  readonly name: string;
  /** Counts from 1. */
  readonly place: number;
  readonly count: number;
}

/** What ran green of each connector, and what is to be done before it is published. */
interface CoverageState {
  readonly coverage: ReadonlyMap<string, Loadable<readonly Coverage[]>>;
  readonly readiness: ReadonlyMap<string, Loadable<readonly ReadinessCheck[]>>;
  /** null where nothing is run one after another. */
  readonly batch: BatchProgress | null;
}

export const useCoverage = create<CoverageState>(() => ({ coverage: new Map(), readiness: new Map(), batch: null }));

/** What a read gave, over what stood there: a failure does not take away what is on view. */
function next<T>(before: Loadable<T> | undefined, result: Awaited<ReturnType<typeof attempt<T>>>): Loadable<T> {
  if (result.ok) return { kind: 'ready', value: result.value };
  return before?.kind === 'ready' ? before : { kind: 'failed', failure: result.error };
}

/** Reads both again. */
export async function refreshCoverage(connector: string): Promise<void> {
  const before = useCoverage.getState();
  if (!before.coverage.has(connector))
    useCoverage.setState({
      coverage: withEntry(before.coverage, connector, loading),
      readiness: withEntry(before.readiness, connector, loading),
    });
  const [coverage, readiness] = await Promise.all([
    attempt((api) => api.runs.coverage({ connector })),
    attempt((api) => api.connectors.readiness({ id: connector })),
  ]);
  useCoverage.setState((state) => ({
    coverage: withEntry(state.coverage, connector, next<readonly Coverage[]>(state.coverage.get(connector), coverage)),
    readiness: withEntry(
      state.readiness,
      connector,
      next<readonly ReadinessCheck[]>(state.readiness.get(connector), readiness),
    ),
  }));
}

let stopping: AbortController | undefined;

/** Ends the run under way after which no other follows. */
export const stopBatch = (): void => stopping?.abort();

/** Runs one target with the saved files, and waits for its end. The run panel stays as it is. */
async function runOne(connector: string, connection: string | null, one: Coverage, signal: AbortSignal) {
  return attempt(async (api) => {
    const request = {
      connector,
      target: one.target,
      ...(connection === null ? {} : { connection }),
      ...(one.entity === null ? {} : { input: { requestedType: one.entity } }),
    };
    const { run } = await api.runs.start(request);
    const cancel = () => void api.runs.cancel({ run });
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    try {
      for await (const { events } of await api.runs.follow({ run, since: 0 }))
        if (events.some((event) => event.kind === 'done')) break;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  });
}

/** Runs, one after another, every function and table that is not green. */
export async function runMissing(connector: string): Promise<void> {
  if (useCoverage.getState().batch !== null) return;
  const known = useCoverage.getState().coverage.get(connector);
  const missing = known?.kind === 'ready' ? runnable(known.value) : [];
  const mine = new AbortController();
  stopping = mine;
  const form = useRun.getState().forms.get(connector) ?? emptyForm;
  const names = connectionsOf(useConnections.getState(), connector).map((one) => one.name);
  for (const [at, one] of missing.entries()) {
    if (mine.signal.aborted) break;
    useCoverage.setState({ batch: { connector, name: nameOf(one), place: at + 1, count: missing.length } });
    const result = await runOne(connector, connectionOf(form, names), one, mine.signal);
    await refreshCoverage(connector);
    if (result.ok) continue;
    showError(texts.failed, result.error);
    break;
  }
  useCoverage.setState({ batch: null });
  void refreshRuns(connector);
}

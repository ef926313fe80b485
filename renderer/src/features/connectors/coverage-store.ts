import { create } from 'zustand';
import type { Coverage } from '../../../../shared/connector/coverage.ts';
import type { ReadinessCheck } from '../../../../shared/connector/readiness.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';
import { createOnce } from '../../lib/turns.ts';
import { runMissingTargets } from '../runs/series-store.ts';
import { runnable } from './coverage.ts';

/** What ran green of each connector, and what is to be done before it is published. */
interface CoverageState {
  readonly coverage: ReadonlyMap<string, Loadable<readonly Coverage[]>>;
  readonly readiness: ReadonlyMap<string, Loadable<readonly ReadinessCheck[]>>;
}

export const useCoverage = create<CoverageState>(() => ({ coverage: new Map(), readiness: new Map() }));

/** What a read gave, over what stood there: a failure does not take away what is on view. */
function next<T>(before: Loadable<T> | undefined, result: Awaited<ReturnType<typeof attempt<T>>>): Loadable<T> {
  if (result.ok) return { kind: 'ready', value: result.value };
  return before?.kind === 'ready' ? before : { kind: 'failed', failure: result.error };
}

async function readBoth(connector: string): Promise<void> {
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

const once = createOnce();

/** Reads both again; however often it is asked for meanwhile, once more. */
export const refreshCoverage = (connector: string): Promise<void> => once(connector, () => readBoth(connector));

/** Runs, one after another, every function and table that is not green; on the saved files, for only those can be published. */
export async function runMissing(connector: string): Promise<void> {
  const known = useCoverage.getState().coverage.get(connector);
  await runMissingTargets(connector, known?.kind === 'ready' ? runnable(known.value) : []);
}

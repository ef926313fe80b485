import type { RunRecord } from '../../../../shared/run/run.ts';

/** Runs that can be replayed: with requests, ended; those of the same target first. */
export function recordings(runs: readonly RunRecord[], target: string): readonly RunRecord[] {
  const usable = runs.filter((run) => run.exchangeCount > 0 && run.outcome !== null);
  return [...usable.filter((run) => run.target === target), ...usable.filter((run) => run.target !== target)];
}

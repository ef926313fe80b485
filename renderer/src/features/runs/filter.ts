import type { RunRecord } from '../../../../shared/run/run.ts';

/** Which runs of the history are shown; null fits all. */
export interface RunFilter {
  readonly target: string | null;
  /** `failed` is every end but `ok`. */
  readonly outcome: 'ok' | 'failed' | null;
  readonly mode: RunRecord['mode'] | null;
}

export const everyRun: RunFilter = { target: null, outcome: null, mode: null };

/** Whether a filter leaves anything out. */
export const isFiltering = ({ target, outcome, mode }: RunFilter): boolean =>
  target !== null || outcome !== null || mode !== null;

const outcomeFits = (run: RunRecord, wanted: RunFilter['outcome']): boolean =>
  wanted === null || (wanted === 'ok') === (run.outcome?.kind === 'ok');

/** The runs that fit. */
export const filterRuns = (runs: readonly RunRecord[], filter: RunFilter): readonly RunRecord[] =>
  runs.filter(
    (run) =>
      (filter.target === null || run.target === filter.target) &&
      (filter.mode === null || run.mode === filter.mode) &&
      outcomeFits(run, filter.outcome),
  );

/** The targets of runs, in the order of the alphabet. */
export const targetsIn = (runs: readonly RunRecord[]): readonly string[] =>
  [...new Set(runs.map((run) => run.target))].sort();

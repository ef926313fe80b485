import type { SeriesStep } from '../../../../shared/run/series.ts';
import { counted } from '../../texts/counted.ts';

/** What a run of a series is called: its table, else its target. */
export const stepName = ({ entity, target }: SeriesStep): string => entity ?? target;

/** Why a run of a series is not ok; '' where it is, or is not known yet. */
export const stepWhy = ({ problem, outcome }: SeriesStep): string =>
  problem ?? (outcome && 'message' in outcome ? outcome.message : '');

/** What the runs of a series add up to. */
export function seriesSums(steps: readonly SeriesStep[]): {
  readonly ended: number;
  readonly ok: number;
  /** `720 rows, 9 requests`. */
  readonly text: string;
} {
  const sum = (of: (step: SeriesStep) => number) => steps.reduce((total, step) => total + of(step), 0);
  const rows = sum((step) => step.rows ?? 0);
  const requests = sum((step) => step.requests);
  return {
    ended: steps.filter(({ state }) => state === 'done' || state === 'failed').length,
    ok: steps.filter(({ outcome }) => outcome?.kind === 'ok').length,
    text: `${counted.rows(rows)}, ${counted.requests(requests)}`,
  };
}

import type { Outcome } from '../../../../shared/run/run.ts';
import { runsTexts } from '../../texts/runs.ts';

type Tone = 'ok' | 'warn' | 'error' | 'info' | 'dim';

const tones: Readonly<Record<Outcome['kind'], Tone>> = {
  ok: 'ok',
  error: 'error',
  timeout: 'error',
  outOfMemory: 'error',
  cancelled: 'info',
  refused: 'warn',
  engineFault: 'error',
};

/** An outcome in two words; one that is missing belongs to a run that is under way or was cut off. */
export const outcomeLabel = (outcome: Outcome | null): { readonly label: string; readonly tone: Tone } =>
  outcome === null
    ? { label: runsTexts.unfinished, tone: 'dim' }
    : { label: runsTexts.outcomes[outcome.kind], tone: tones[outcome.kind] };

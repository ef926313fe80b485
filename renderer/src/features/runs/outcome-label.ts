import type { Outcome } from '../../../../shared/run/run.ts';

type Tone = 'ok' | 'warn' | 'error' | 'info' | 'dim';

const labels: Record<Outcome['kind'], { readonly label: string; readonly tone: Tone }> = {
  ok: { label: 'ok', tone: 'ok' },
  error: { label: 'error', tone: 'error' },
  timeout: { label: 'timed out', tone: 'error' },
  outOfMemory: { label: 'out of memory', tone: 'error' },
  cancelled: { label: 'cancelled', tone: 'info' },
  refused: { label: 'refused', tone: 'warn' },
  engineFault: { label: 'sandbox failed', tone: 'error' },
};

/** An outcome in two words; one that is missing belongs to a run that is under way or was cut off. */
export const outcomeLabel = (outcome: Outcome | null): { readonly label: string; readonly tone: Tone } =>
  outcome === null ? { label: 'unfinished', tone: 'dim' } : labels[outcome.kind];

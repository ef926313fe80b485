import type { Publication, Stage } from '../../../../shared/contract/publication.ts';

/** Whether nothing of it goes on by itself any more; one that failed can be tried again. */
export const isOver = ({ state }: Pick<Publication, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** Whether it can be given up: something of it is left to do. */
export const canGiveUp = ({ state }: Pick<Publication, 'state'>): boolean => state !== 'done' && state !== 'cancelled';

/** Whether a person can have it go on: one that failed, or one that waits. */
export const canRetry = ({ state }: Pick<Publication, 'state'>): boolean => state === 'failed' || state === 'waiting';

/** The stage that needs somebody: the one that failed, else the one that waits for consent. */
export const stuckStage = ({ stages }: Pick<Publication, 'stages'>): Stage | undefined =>
  stages.find(({ state }) => state === 'failed') ?? stages.find(({ state }) => state === 'authorize');

/** Whether other credentials may help: an installation that failed, or whose secrets are gone. */
export function asksCredentials(publication: Pick<Publication, 'stages' | 'waits' | 'state'>): boolean {
  if (publication.waits?.for === 'secrets') return true;
  return publication.state === 'failed' && stuckStage(publication)?.kind === 'install';
}

/** How many steps there are, and how many are done. */
export const stepsOf = ({ stages }: Pick<Publication, 'stages'>): { readonly done: number; readonly all: number } => ({
  done: stages.filter(({ state }) => state === 'done').length,
  all: stages.length,
});

/** How long a stage took, ms; null while it goes on and where that is not known. */
export function stageMs({ startedAt, endedAt }: Pick<Stage, 'startedAt' | 'endedAt'>): number | null {
  if (startedAt === null || endedAt === null) return null;
  const ms = Date.parse(endedAt) - Date.parse(startedAt);
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

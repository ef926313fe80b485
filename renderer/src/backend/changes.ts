import type { ChangeBatch, ChangePoint } from '../../../shared/contract/changes.ts';
import { attempt, whenOpen } from './session.ts';
import { windowName } from './window-name.ts';

type Listener = (batch: Pick<ChangeBatch, 'reset' | 'changes'>) => void;

const listeners = new Set<Listener>();
/** Where to go on after the line was lost. */
let point: ChangePoint | undefined;
const againMs = 2_000;

let follows: () => void = () => undefined;
const following = new Promise<void>((resolve) => {
  follows = resolve;
});

async function follow(): Promise<void> {
  const window = await windowName();
  const result = await attempt(async (api, signal) => {
    for await (const batch of await api.changes.watch({ window, ...(point ? { since: point } : {}) }, { signal })) {
      point = batch.point;
      follows();
      if (batch.reset || batch.changes.length > 0) for (const listener of [...listeners]) listener(batch);
    }
  });
  // The line is open, yet the host stopped telling: whatever the reason, this window must not stay behind for ever.
  if (result.ok || result.error.code !== 'disconnected') setTimeout(() => void follow(), againMs);
}

/** Follows what changes in the workspace for as long as the page lives, over lost lines too (R29). */
export const startChanges = (): void => void whenOpen(() => void follow());

/** Resolves once changes are followed for the first time: what is read from then on is kept up to date. */
export const changesFollowed = (): Promise<void> => following;

/** Calls `listener` with what other windows, runs and this window changed; gives the function that stops it. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

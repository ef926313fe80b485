import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeBatch, ChangePoint } from '../../shared/contract/changes.ts';
import { viewLimits } from '../../shared/limits.ts';
import type { Studio } from '../studio/index.ts';
import { os } from './handler.ts';

/** Tells what changes until nobody listens; meanwhile the window counts as open. */
async function* watching(
  studio: Studio,
  window: string,
  since: ChangePoint | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChangeBatch, void> {
  const close = studio.windows.open(window);
  // A line that is lost while a batch is on its way asks for no next one.
  signal?.addEventListener('abort', close);
  try {
    let batch = studio.changes.read(since);
    while (signal?.aborted !== true) {
      yield batch;
      const { point } = batch;
      await studio.changes.after(point.sequence, signal);
      // What belongs together travels together.
      await sleep(viewLimits.eventBatchMs);
      batch = studio.changes.read(point);
    }
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}

export const changeProcedures = (studio: Studio) => ({
  watch: os.changes.watch.handler(({ input, signal }) => watching(studio, input.window, input.since, signal)),
});

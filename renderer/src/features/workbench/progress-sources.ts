import { workbenchTexts } from '../../texts/workbench.ts';
import { useImport } from '../import/store.ts';
import { cancelProbe, useProbe } from '../probe/store.ts';
import { openDialog } from './dialogs.ts';
import { beginTask, type TaskHandle, type TaskStart } from './progress.ts';

const texts = workbenchTexts.progress;

/** Shows as a task what a store says is under way, for as long as it says the same. */
function follow(subscribe: (look: () => void) => () => void, current: () => TaskStart | null): () => void {
  let title: string | null = null;
  let handle: TaskHandle | undefined;
  return subscribe(() => {
    const now = current();
    if ((now?.title ?? null) === title) return;
    handle?.end();
    title = now?.title ?? null;
    handle = now === null ? undefined : beginTask(now);
  });
}

function importUnderWay(): TaskStart | null {
  const { stage } = useImport.getState();
  const open = () => openDialog({ kind: 'import' });
  if (stage.kind === 'reading') return { title: texts.reading(stage.fileName), open };
  return stage.kind === 'fetching' ? { title: texts.fetching(stage.address), open } : null;
}

function probeUnderWay(): TaskStart | null {
  const connector = useProbe.getState().running;
  if (connector === null) return null;
  return {
    title: texts.probe(connector),
    cancel: cancelProbe,
    open: () => openDialog({ kind: 'probe', connector }),
  };
}

/** Shows imports and probes in the list of what lasts; gives the function that stops. */
export function watchProgress(): () => void {
  const stops = [follow(useImport.subscribe, importUnderWay), follow(useProbe.subscribe, probeUnderWay)];
  return () => {
    for (const stop of stops) stop();
  };
}

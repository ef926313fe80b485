import { attempt } from '../../backend/session.ts';
import { counted } from '../../texts/counted.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { RemoveQuestion } from '../workbench/remove-question.tsx';
import { showDone } from '../workbench/toast.ts';
import { refreshRuns } from './store.ts';

/** Asks before all runs of a connector are removed: this cannot be undone. */
export const RemoveRunsDialog = ({ connector }: { readonly connector: string }) => (
  <RemoveQuestion
    title={texts.removeAllTitle(connector)}
    text={texts.removeAllText}
    keep={texts.keep}
    remove={texts.removeAll}
    notRemoved={texts.notRemoved}
    onRemove={() => attempt((api) => api.runs.removeAll({ connector }))}
    onRemoved={({ removed }) => {
      showDone(texts.removedAll(counted.runs(removed)));
      void refreshRuns(connector);
    }}
  />
);

import { hasActive, withActive } from '../connectors/active.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { toggleInput } from '../workbench/layout.ts';
import { cancelRun, startRun, useRun } from './store.ts';
import { isLive } from './view.ts';

/** What can be done with runs. */
export const runCommands: readonly AppCommand[] = [
  {
    id: 'run',
    group: 'Run',
    title: 'Run',
    keys: 'F5',
    moreKeys: ['Ctrl+Enter'],
    enabled: hasActive,
    run: withActive((id) => void startRun(id)),
  },
  {
    id: 'cancel-run',
    group: 'Run',
    title: 'Cancel the run',
    enabled: () => isLive(useRun.getState().view),
    run: () => void cancelRun(),
  },
  { id: 'toggle-input', group: 'Run', title: 'Show or hide the input', enabled: hasActive, run: toggleInput },
];

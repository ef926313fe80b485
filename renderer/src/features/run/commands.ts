import { loadedValue } from '../../lib/loadable.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { hasActive, withActive } from '../connectors/active.ts';
import { useConnectors } from '../connectors/store.ts';
import { runAllEntities, runAllFunctions } from '../runs/series-store.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { toggleInput } from '../workbench/layout.ts';
import { targetOf, targetsOf } from './form.ts';
import { resetTarget } from './reset.ts';
import { changeForm, formOf, useRun } from './state.ts';
import { cancelRun, runLast, startRun } from './store.ts';
import { isLive } from './view.ts';

const activeDetail = () => {
  const { active, details } = useConnectors.getState();
  return active === null ? undefined : loadedValue(details.get(active));
};

function resetActive(connector: string): void {
  const detail = activeDetail();
  const target = detail ? targetOf(formOf(useRun.getState(), connector), targetsOf(detail)) : null;
  if (target !== null) resetTarget(connector, target);
}

const { group } = texts;

/** What can be done with runs. */
export const runCommands: readonly AppCommand[] = [
  {
    id: 'run',
    group,
    title: texts.commandRun,
    keys: 'F5',
    moreKeys: ['Ctrl+Enter'],
    enabled: hasActive,
    run: withActive((id) => void startRun(id)),
  },
  {
    id: 'cancel-run',
    group,
    title: texts.commandCancel,
    keys: 'Shift+F5',
    enabled: () => isLive(useRun.getState().view),
    run: () => void cancelRun(),
  },
  {
    id: 'run-last',
    group,
    title: texts.again,
    keys: 'Ctrl+Shift+F5',
    enabled: hasActive,
    run: withActive((id) => void runLast(id)),
  },
  {
    id: 'run-all-pages',
    group,
    title: texts.runAllPages,
    enabled: () => activeDetail()?.manifest?.entities.length !== 0,
    run: withActive((id) => {
      changeForm(id, { target: 'data', allPages: true });
      void startRun(id);
    }),
  },
  {
    id: 'run-all-entities',
    group,
    title: texts.allEntities,
    enabled: hasActive,
    run: withActive((id) => void runAllEntities(id, true)),
  },
  {
    id: 'run-all-entities-first',
    group,
    title: texts.allEntitiesFirst,
    enabled: hasActive,
    run: withActive((id) => void runAllEntities(id, false)),
  },
  {
    id: 'run-all-functions',
    group,
    title: texts.allFunctions,
    enabled: hasActive,
    run: withActive((id) => void runAllFunctions(id)),
  },
  { id: 'toggle-input', group, title: texts.commandToggle, enabled: hasActive, run: toggleInput },
  { id: 'reset-input', group, title: texts.commandReset, enabled: hasActive, run: withActive(resetActive) },
];

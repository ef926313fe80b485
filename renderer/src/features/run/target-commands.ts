import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { useConnectors } from '../connectors/store.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { always } from '../workbench/app-command.ts';
import { targetsOf } from './form.ts';
import { changeForm, startRun } from './store.ts';

/** Runs one function or command of a connector. */
export function runTarget(connector: string, target: string): void {
  changeForm(connector, { target });
  void startRun(connector);
}

/** One command for each function and command of the connector that is worked on. */
export function runTargetCommands(): readonly AppCommand[] {
  const { active, details } = useConnectors.getState();
  const detail = active === null ? undefined : loadedValue(details.get(active));
  if (detail === undefined) return [];
  const { functions, commands } = targetsOf(detail);
  return [...functions, ...commands].map((target) => ({
    id: `run:${target}`,
    group: explorerTexts.runGroup,
    title: explorerTexts.runTarget(visibleText(target)),
    enabled: always,
    run: () => runTarget(detail.id, target),
  }));
}

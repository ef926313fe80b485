import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { useConnectors } from '../connectors/store.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { type RunForm, targetsOf } from './form.ts';
import { changeForm, startRun } from './store.ts';

/** Runs one function or command of a connector. */
export function runTarget(connector: string, target: string): void {
  changeForm(connector, { target });
  void startRun(connector);
}

/** One command for each function, command and entity of the connector that is worked on. */
export function runTargetCommands(): readonly AppCommand[] {
  const { active, details } = useConnectors.getState();
  const detail = active === null ? undefined : loadedValue(details.get(active));
  if (detail === undefined) return [];
  const { functions, commands } = targetsOf(detail);
  const entities = functions.includes('data') ? (detail.manifest?.entities ?? []) : [];
  const command = (id: string, title: string, change: Partial<RunForm>): AppCommand => ({
    id,
    group: texts.group,
    title: visibleText(title),
    enabled: always,
    run: () => {
      changeForm(detail.id, change);
      void startRun(detail.id);
    },
  });
  return [
    ...[...functions, ...commands].map((target) => command(`run:${target}`, texts.commandTarget(target), { target })),
    ...entities.map(({ name }) =>
      command(`run:data:${name}`, texts.commandEntity(name), { target: 'data', entity: name }),
    ),
  ];
}

import { create } from 'zustand';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { batched } from '../../lib/batched.ts';
import { withEntry } from '../../lib/map.ts';
import { connectionsOf, useConnections } from '../connections/store.ts';
import { selectConnector, useConnectors } from '../connectors/store.ts';
import {
  commandOf,
  connectionOf,
  emptyForm,
  entityOf,
  inputSkeleton,
  optionsOf,
  type RunChoice,
  type RunForm,
  targetOf,
  targetsOf,
} from './form.ts';
import { rememberedForm, rememberForm, rememberRun } from './memory.ts';
import type { TargetOptions } from './options.ts';
import type { RunView } from './view.ts';

/** The form of each connector, the runs on view, and those under way. */
interface RunState {
  readonly forms: ReadonlyMap<string, RunForm>;
  /** The run on view of each connector. */
  readonly views: ReadonlyMap<string, RunView>;
  /** That of the connector that is worked on. */
  readonly view: RunView | null;
  /** Runs of this studio under way, whoever started them. */
  readonly active: readonly RunRecord[];
  /** Why the input cannot be sent. */
  readonly inputProblem: string | null;
}

export const useRun = create<RunState>(() => ({
  forms: new Map(),
  views: new Map(),
  view: null,
  active: [],
  inputProblem: null,
}));

const recalled = new Set<string>();
const remember = batched<string>((connectors) => {
  for (const connector of new Set(connectors)) {
    const form = useRun.getState().forms.get(connector);
    if (form) rememberForm(connector, form);
  }
});

/** The form of a connector, as it was left; the same object as long as nothing changes. */
export function formOf(state: Pick<RunState, 'forms'>, connector: string): RunForm {
  return state.forms.get(connector) ?? emptyForm;
}

/** Brings back the form of a connector, once. */
export function recallForm(connector: string): void {
  if (recalled.has(connector)) return;
  recalled.add(connector);
  if (useRun.getState().forms.has(connector)) return;
  useRun.setState((state) => ({ forms: withEntry(state.forms, connector, rememberedForm(connector)) }));
}

/** Changes the form of a connector. */
export function changeForm(connector: string, change: Partial<RunForm>): void {
  recallForm(connector);
  useRun.setState((state) => ({
    inputProblem: null,
    forms: withEntry(state.forms, connector, { ...formOf(state, connector), ...change }),
  }));
  remember.add([connector]);
}

/** Changes how a target is run. */
export function changeOptions(connector: string, target: string, change: Partial<TargetOptions>): void {
  const form = formOf(useRun.getState(), connector);
  changeForm(connector, { options: withEntry(form.options, target, { ...optionsOf(form, target), ...change }) });
}

/** What would run now for a connector; undefined where nothing can be run. */
export function currentChoice(connector: string): RunChoice | undefined {
  const loadable = useConnectors.getState().details.get(connector);
  if (loadable?.kind !== 'ready') return undefined;
  recallForm(connector);
  const detail = loadable.value;
  const form = formOf(useRun.getState(), connector);
  const target = targetOf(form, targetsOf(detail));
  if (target === null) return undefined;
  const names = connectionsOf(useConnections.getState(), connector).map((one) => one.name);
  return {
    target,
    connection: connectionOf(form, names),
    entity: entityOf(form, detail.manifest?.entities ?? []),
    allPages: form.allPages,
    inputText: form.inputs.get(target) ?? inputSkeleton(commandOf(detail.manifest, target)),
    options: optionsOf(form, target),
  };
}

/** Puts a run on view as the one of its connector. */
export function setView(view: RunView): void {
  const { active } = useConnectors.getState();
  const { run, connector } = view;
  if (run !== null && useRun.getState().views.get(connector)?.run !== run) rememberRun(connector, run);
  useRun.setState((state) => ({
    views: withEntry(state.views, view.connector, view),
    ...(active === view.connector ? { view } : {}),
  }));
}

/** The view that shows a run; undefined where none does any more. */
export const viewOf = (run: string): RunView | undefined =>
  [...useRun.getState().views.values()].find((view) => view.run === run);

/** Changes the view of a run as long as there is one. */
export function updateView(run: string, change: (view: RunView) => RunView): void {
  const view = viewOf(run);
  if (view) setView(change(view));
}

/** Puts a run on view and makes its connector the one that is worked on. */
export function showView(view: RunView): void {
  setView(view);
  if (useConnectors.getState().active !== view.connector) selectConnector(view.connector);
}

// The run on view goes with the connector that is worked on.
useConnectors.subscribe(({ active }, before) => {
  if (active === before.active) return;
  if (active !== null) recallForm(active);
  useRun.setState((state) => ({ view: (active === null ? undefined : state.views.get(active)) ?? null }));
});

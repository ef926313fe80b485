import { create } from 'zustand';
import type { RunEvent } from '../../../../shared/run/run.ts';
import { attempt, whenOpen } from '../../backend/session.ts';
import { batched } from '../../lib/batched.ts';
import { withEntry } from '../../lib/map.ts';
import { connectionsOf, useConnections } from '../connections/store.ts';
import { askVault } from '../connections/vault-store.ts';
import { useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { showPlace, useEditor } from '../editor/store.ts';
import { refreshRuns } from '../runs/store.ts';
import { showPanel, useLayout } from '../workbench/layout.ts';
import { showError } from '../workbench/toast.ts';
import {
  commandOf,
  connectionOf,
  emptyForm,
  entityOf,
  inputSkeleton,
  type RunChoice,
  type RunForm,
  runRequest,
  targetOf,
  targetsOf,
} from './form.ts';
import { applyEvents, isLive, outcomeOf, type RunView, recordedView, startingView } from './view.ts';

/** The run bar of each connector, and the run on view. */
interface RunState {
  readonly forms: ReadonlyMap<string, RunForm>;
  readonly view: RunView | null;
  /** Why the input cannot be sent. */
  readonly inputProblem: string | null;
}

export const useRun = create<RunState>(() => ({ forms: new Map(), view: null, inputProblem: null }));

/** Changes the run bar of a connector. */
export function changeForm(connector: string, change: Partial<RunForm>): void {
  useRun.setState((state) => ({
    inputProblem: null,
    forms: withEntry(state.forms, connector, { ...(state.forms.get(connector) ?? emptyForm), ...change }),
  }));
}

/** What would run now for a connector; undefined where nothing can be run. */
export function currentChoice(connector: string): RunChoice | undefined {
  const loadable = useConnectors.getState().details.get(connector);
  if (loadable?.kind !== 'ready') return undefined;
  const detail = loadable.value;
  const form = useRun.getState().forms.get(connector) ?? emptyForm;
  const target = targetOf(form, targetsOf(detail));
  if (target === null) return undefined;
  const names = connectionsOf(useConnections.getState(), connector).map((one) => one.name);
  return {
    target,
    connection: connectionOf(form, names),
    entity: entityOf(form, detail.manifest?.entities ?? []),
    allPages: form.allPages,
    inputText: form.inputs.get(target) ?? inputSkeleton(commandOf(detail.manifest, target)),
  };
}

const setView = (view: RunView): void => useRun.setState({ view });

/** Changes the run on view as long as it is still `view`'s run. */
function update(started: number, change: (view: RunView) => RunView): void {
  const { view } = useRun.getState();
  if (view !== null && generation === started) setView(change(view));
}

let generation = 0;

function afterEnd(view: RunView): void {
  const outcome = outcomeOf(view);
  void refreshRuns(view.connector);
  if (outcome === null || outcome.kind === 'ok') return;
  // Whoever watches the requests goes on watching them, unless there are none.
  if (useLayout.getState().panel !== 'requests' || view.detail?.exchanges.length === 0) showPanel('result');
  if ((outcome.kind === 'error' || outcome.kind === 'refused') && outcome.place)
    showPlace(view.connector, outcome.place, false);
}

/** Runs what the run bar of a connector shows, with the unsaved text of its files. */
export async function startRun(connector: string): Promise<void> {
  const choice = currentChoice(connector);
  if (choice === undefined || isLive(useRun.getState().view)) return;
  const unsaved = dirtyDocs(useEditor.getState().docs, connector);
  const request = runRequest(connector, choice, unsaved);
  if (!request.ok) {
    useRun.setState({ inputProblem: request.error.message });
    useLayout.setState({ inputOpen: true, panelOpen: true });
    return;
  }
  const mine = ++generation;
  useRun.setState({ view: startingView(connector, choice.target, Date.now()), inputProblem: null });
  useLayout.setState((state) => ({ panelOpen: true, panel: state.panel === 'problems' ? 'result' : state.panel }));
  const result = await attempt(async (api, signal) => {
    const intake = batched<RunEvent>((events) => update(mine, (view) => applyEvents(view, events)));
    try {
      for await (const batch of await api.runs.start(request.value, { signal })) intake.add(batch);
    } finally {
      intake.flush();
    }
  });
  if (generation !== mine) return;
  if (!result.ok) {
    if (result.error.code === 'vault_locked')
      void askVault('unlock').then((isOpen) => (isOpen && generation === mine ? startRun(connector) : undefined));
    const lost = result.error.code === 'disconnected';
    update(mine, (view) => ({
      ...view,
      stage: lost && view.run !== null ? 'unknown' : 'ended',
      failure: result.error,
    }));
    return;
  }
  const { view } = useRun.getState();
  if (view?.detail) afterEnd(view);
  else update(mine, (now) => ({ ...now, stage: 'unknown' }));
}

/** Asks the backend to end the run on view. */
export async function cancelRun(): Promise<void> {
  const { view } = useRun.getState();
  const run = view?.run;
  if (!isLive(view) || run === null || run === undefined) return;
  const result = await attempt((api) => api.runs.cancel({ run }));
  if (!result.ok) showError('Not cancelled', result.error);
}

/** Shows a run as it was recorded. */
export async function openRun(run: string, past = true): Promise<void> {
  const mine = ++generation;
  const result = await attempt((api) => api.runs.get({ run }));
  if (generation !== mine) return;
  if (!result.ok) {
    showError('The run cannot be shown', result.error);
    return;
  }
  setView(recordedView(result.value, past));
  showPanel(useLayout.getState().panel === 'problems' ? 'result' : useLayout.getState().panel);
}

const pollMs = 2000;
const polls = 300;

/** Shows how a run ended that went on while the line was lost; asks for a while where it is still under way. */
async function followLostRun(run: string): Promise<void> {
  for (let left = polls; left > 0; left--) {
    await openRun(run, false);
    const { view } = useRun.getState();
    if (view?.run !== run || view.stage !== 'unknown') return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (useRun.getState().view !== view) return;
  }
}

/** A run goes on without the page: once the line is back, its record says how it ended. */
export const watchLostRuns = (): (() => void) =>
  whenOpen(() => {
    const { view } = useRun.getState();
    if (view?.stage === 'unknown' && view.run !== null && !view.past) void followLostRun(view.run);
  });

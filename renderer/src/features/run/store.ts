import type { RunRecord, RunRequest } from '../../../../shared/run/run.ts';
import { attempt } from '../../backend/session.ts';
import { counted } from '../../texts/counted.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { askVault } from '../connections/vault-store.ts';
import { useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { useEditor } from '../editor/store.ts';
import { useSeries } from '../runs/series-store.ts';
import { showPanel, useLayout } from '../workbench/layout.ts';
import { showError } from '../workbench/toast.ts';
import { askToRunAgain } from './busy.ts';
import { followRun } from './follow.ts';
import { runRequest } from './form.ts';
import { inputFields } from './input-fields.ts';
import { fieldProblems } from './input-values.ts';
import { newRunId } from './run-id.ts';
import { currentChoice, formOf, setView, showView, updateView, useRun, viewOf } from './state.ts';
import { isLive, recordedView, startingView } from './view.ts';

export { watchRuns } from './follow.ts';
export { changeForm, currentChoice, useRun } from './state.ts';

/** Starts what is asked for and shows it; the run of the same connector that is on view gives way. */
async function begin(request: RunRequest): Promise<void> {
  const id = newRunId();
  const whole = { ...request, id };
  useSeries.setState({ shown: null });
  setView(startingView(request.connector, request.target, Date.now(), whole));
  useRun.setState({ inputProblem: null });
  useLayout.setState((state) => ({ panelOpen: true, panel: state.panel === 'problems' ? 'result' : state.panel }));
  const result = await attempt((api) => api.runs.start(whole));
  // Where the answer got lost, the run is there or not: following it tells.
  if (!result.ok && result.error.code !== 'disconnected') {
    updateView(id, (view) => ({ ...view, stage: 'ended', failure: result.error }));
    if (result.error.code === 'vault_locked')
      void askVault('unlock').then((isOpen) => (isOpen && viewOf(id) ? begin(request) : undefined));
    return;
  }
  // It was to be cancelled before it had begun.
  if (viewOf(id)?.stage === 'cancelling') void cancelRun(id);
  await followRun(id);
}

/** The problem that keeps a form from being sent; undefined where there is none. */
function formProblem(connector: string, target: string, text: string): string | undefined {
  const form = formOf(useRun.getState(), connector);
  const detail = useConnectors.getState().details.get(connector);
  const manifest = detail?.kind === 'ready' ? detail.value.manifest : null;
  if ((form.shapes.get(target) ?? 'form') === 'json') return undefined;
  const drafts = form.drafts.get(target) ?? new Map<string, string>();
  const problems = fieldProblems(inputFields(manifest, target), { text, drafts });
  const count = problems.size;
  return count === 0 ? undefined : texts.fieldsWrong(counted.fields(count));
}

/** Runs what the form of a connector says, with the unsaved text of its files. Under way already, it asks what to do. */
export async function startRun(connector: string): Promise<void> {
  const choice = currentChoice(connector);
  if (choice === undefined) return;
  const { views } = useRun.getState();
  const now = views.get(connector) ?? null;
  if (isLive(now)) {
    if (now && now.stage !== 'starting') askToRunAgain(now.target, () => void cancelAndRun(connector));
    return;
  }
  const unsaved = dirtyDocs(useEditor.getState().docs, connector);
  const request = runRequest(connector, choice, unsaved);
  const problem = request.ok ? formProblem(connector, choice.target, choice.inputText) : request.error.message;
  if (!request.ok || problem !== undefined) {
    useRun.setState({ inputProblem: problem ?? null });
    useLayout.setState({ inputOpen: true, panelOpen: true });
    return;
  }
  await begin(request.value);
}

/** Runs something else than the form says, such as a replay; the form stays as it is. */
export async function runOnce(request: RunRequest): Promise<void> {
  if (isLive(useRun.getState().views.get(request.connector) ?? null)) {
    askToRunAgain(request.target, () => void cancelAnd(request.connector, () => void runOnce(request)));
    return;
  }
  const unsaved = dirtyDocs(useEditor.getState().docs, request.connector).map(({ path, text }) => ({ path, text }));
  await begin({ ...request, ...(unsaved.length === 0 ? {} : { unsaved }) });
}

/** A recorded run as a request: the same input, options and connection. */
export const requestOf = ({ connector, target, connection, input, options }: RunRecord): RunRequest => ({
  connector,
  target,
  ...(connection === null ? {} : { connection }),
  input,
  ...options,
});

/** Runs the last run of a connector once more, with what stands in the editor now. */
export async function runLast(connector: string): Promise<void> {
  const view = useRun.getState().views.get(connector);
  const { id: _id, unsaved: _unsaved, ...request } = view?.request ?? (view?.detail ? requestOf(view.detail) : {});
  if (!('connector' in request) || !request.connector) return startRun(connector);
  if (isLive(view ?? null)) return cancelAnd(connector, () => void runOnce(request));
  return runOnce(request);
}

/** Asks the backend to end a run, by default the one on view. */
export async function cancelRun(run: string | null | undefined = useRun.getState().view?.run): Promise<void> {
  if (run === null || run === undefined) return;
  const before = viewOf(run)?.stage;
  updateView(run, (view) => (isLive(view) ? { ...view, stage: 'cancelling' } : view));
  const result = await attempt((api) => api.runs.cancel({ run }));
  if (result.ok) return;
  if (before) updateView(run, (view) => (view.stage === 'cancelling' ? { ...view, stage: before } : view));
  showError(texts.notCancelled, result.error);
}

/** Ends the run on view of a connector and does something once it has ended. */
async function cancelAnd(connector: string, act: () => void): Promise<void> {
  const view = useRun.getState().views.get(connector);
  if (!isLive(view ?? null)) return act();
  const stop = useRun.subscribe(({ views }) => {
    if (isLive(views.get(connector) ?? null)) return;
    stop();
    act();
  });
  await cancelRun(view?.run);
}

/** Ends the run on view of a connector and runs what its form says now. */
export const cancelAndRun = (connector: string): Promise<void> => cancelAnd(connector, () => void startRun(connector));

/** Shows a run: live where it is under way, else as it was recorded. */
export async function openRun(run: string, past = true): Promise<void> {
  useSeries.setState({ shown: null });
  showPanel(useLayout.getState().panel === 'problems' ? 'result' : useLayout.getState().panel);
  const known = viewOf(run);
  if (known) return showView(known);
  const live = useRun.getState().active.find((one) => one.id === run);
  if (live) {
    const { connector, target, startedAt } = live;
    showView({ ...startingView(connector, target, Date.parse(startedAt)), run, stage: 'running' });
    return followRun(run);
  }
  const mine = ++generation;
  const result = await attempt((api) => api.runs.get({ run }));
  if (generation !== mine) return;
  if (result.ok) showView(recordedView(result.value, past));
  else showError(texts.notShown, result.error);
}

let generation = 0;

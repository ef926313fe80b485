import { create } from 'zustand';
import type { MergePlan, Resolution } from '../../../../shared/import/merge.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { withEntry } from '../../lib/map.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';
import { refreshConnectors } from '../connectors/store.ts';
import { followInTurn } from '../editor/save.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { undoable } from '../workbench/undo.tsx';
import { type Answers, noAnswers, requestOf } from './model.ts';

/** A newer description on its way into a connector. */
interface MergeState {
  readonly importId: string;
  /** null before the first one. */
  readonly plan: MergePlan | null;
  readonly answers: Answers;
  /** Whether a plan for the answers is being made, or the merge is being saved. */
  readonly busy: 'planning' | 'saving' | null;
  readonly failure: Failure | null;
}

export const useMerge = create<MergeState>(() => ({
  importId: '',
  plan: null,
  answers: noAnswers,
  busy: null,
  failure: null,
}));

/** Starts with a plan that was made for no answers. */
export const startMerge = (importId: string, plan: MergePlan): void =>
  useMerge.setState({ importId, plan, answers: noAnswers, busy: null, failure: null });

let planning = 0;

/** Makes the plan anew for other answers; only the last question counts. */
async function answer(change: (answers: Answers) => Answers): Promise<void> {
  const { importId, answers: before } = useMerge.getState();
  const answers = change(before);
  const mine = ++planning;
  useMerge.setState({ answers, busy: 'planning', failure: null });
  const result = await attempt((api) => api.imports.merge({ importId, ...requestOf(answers), dryRun: true }));
  if (mine !== planning) return;
  if (result.ok) useMerge.setState({ plan: result.value.plan, busy: null });
  else useMerge.setState({ failure: result.error, busy: null });
}

/** Takes something new of the description along, or leaves it out again. */
export const takeNew = (which: 'entities' | 'commands', name: string): Promise<void> =>
  answer((answers) => {
    const names = new Set(answers[which]);
    if (!names.delete(name)) names.add(name);
    return { ...answers, [which]: names };
  });

/** Settles a conflict. */
export const settle = (id: string, resolution: Resolution): Promise<void> =>
  answer((answers) => ({ ...answers, resolutions: withEntry(answers.resolutions, id, resolution) }));

/** Shows a connector as it is now: its lists, and the files in the editor. */
async function showAgain(connector: string): Promise<void> {
  await refreshConnectors();
  await followInTurn(connector);
}

/** Goes back to the state before a merge, where nothing was saved since. */
async function undoMerge(connector: string, revision: number, baseRevision: number): Promise<void> {
  const result = await attempt((api) => api.connectors.restore({ id: connector, revision, baseRevision }));
  if (!result.ok) {
    showError(texts.notUndone, result.error);
    return;
  }
  await showAgain(connector);
  showDone(texts.undone(connector));
}

/** Saves the merge as one revision, and offers to undo it. False where it was not saved; the state then says why. */
export async function saveMerge(): Promise<boolean> {
  const { importId, answers, plan } = useMerge.getState();
  if (plan === null) return false;
  useMerge.setState({ busy: 'saving', failure: null });
  const result = await attempt((api) => api.imports.merge({ importId, ...requestOf(answers), dryRun: false }));
  useMerge.setState({ busy: null });
  if (!result.ok || !result.value.saved) {
    useMerge.setState(result.ok ? { plan: result.value.plan } : { failure: result.error });
    return false;
  }
  const { connector, revision: before } = plan;
  const { revision } = result.value;
  await showAgain(connector);
  undoable(texts.merged(connector), () => void undoMerge(connector, before, revision));
  return true;
}

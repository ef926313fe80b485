import { draftLimits } from '../../../../shared/limits.ts';
import type { Failure } from '../../../../shared/result.ts';
import { leaveBehind, needsToOutlive } from '../../backend/last-request.ts';
import { attempt, useSession, whenOpen } from '../../backend/session.ts';
import { knownWindowName, windowName } from '../../backend/window-name.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { type Doc, dirtyDocs, docKey } from '../editor/documents.ts';
import { useEditor } from '../editor/store.ts';
import { showError } from '../workbench/toast.ts';
import { draftBatches, draftPlan, isTooLarge, outlivingDocs } from './plan.ts';

/** Documents whose unsaved text the workspace has. */
const kept = new Map<string, Doc>();
/** Why text is not kept, told once until it is kept again. */
let trouble: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let sending: Promise<boolean> | null = null;

const keyOf = (doc: Doc): string => docKey(doc.connector, doc.path);
const placeOf = ({ connector, path }: Doc) => ({ connector, path });
const draftOf = (doc: Doc) => ({ ...placeOf(doc), text: doc.text, baseRevision: doc.revision });

function tell(failure: Failure): void {
  if (failure.code === 'disconnected' || trouble === failure.code) return;
  trouble = failure.code;
  showError(draftsTexts.notKept, failure);
}

function tellTooLarge(): void {
  const large = dirtyDocs(useEditor.getState().docs).find(isTooLarge);
  if (large === undefined) return;
  const message = draftsTexts.tooLarge(large.path, draftLimits.textBytes / 1024 / 1024);
  tell({ kind: 'input', code: `draft_too_large ${keyOf(large)}`, message });
}

const homeless: Failure = { kind: 'input', code: 'drafts_homeless', message: draftsTexts.homeless };

/** Sends texts; false where the workspace did not take all of them, which is said. */
async function keep(window: string, batch: readonly Doc[]): Promise<boolean> {
  const drafts = batch.map(draftOf);
  const result = await attempt((api) => api.drafts.save({ window, drafts }));
  if (!result.ok) tell(result.error);
  // Texts of connectors that are gone are left out.
  else if (result.value.kept < batch.length) tell(homeless);
  else for (const doc of batch) kept.set(keyOf(doc), doc);
  return result.ok && result.value.kept === batch.length;
}

/** Sends what is new, one message after another; false where the workspace has not all of it. */
async function send(): Promise<boolean> {
  const window = await windowName();
  const { save, drop } = draftPlan(useEditor.getState().docs, kept);
  let isAll = true;
  // One text that is refused does not keep the others from being kept.
  for (const batch of draftBatches(save)) isAll = (await keep(window, batch)) && isAll;
  for (const batch of draftBatches(drop)) {
    const result = await attempt((api) => api.drafts.drop({ window, places: batch.map(placeOf) }));
    if (!result.ok) return false;
    for (const doc of batch) kept.delete(keyOf(doc));
  }
  if (isAll && save.length > 0) trouble = null;
  tellTooLarge();
  return isAll;
}

/** Sends what is new now; true where the workspace then has all unsaved text. */
export async function keepDrafts(): Promise<boolean> {
  clearTimeout(timer);
  timer = undefined;
  // What is sent while another message is on its way could arrive before it.
  while (sending !== null) await sending;
  sending = send().finally(() => {
    sending = null;
  });
  return sending;
}

/**
 * Sends what the workspace is not known to have, without waiting for the answer to what is on its way: the page may go at any
 * moment. A line keeps the order, so that the newest text arrives last.
 */
export function keepAtOnce(): void {
  const window = knownWindowName();
  if (window === undefined) return;
  const { save, drop } = draftPlan(useEditor.getState().docs, kept);
  for (const batch of draftBatches(save))
    void attempt((api) => api.drafts.save({ window, drafts: batch.map(draftOf) }));
  for (const batch of draftBatches(drop))
    void attempt((api) => api.drafts.drop({ window, places: batch.map(placeOf) }));
}

/** The same as the last thing that the page does, by a way that outlives it where the line does not. */
export function keepLast(): void {
  keepAtOnce();
  const window = knownWindowName();
  const drafts = outlivingDocs(draftPlan(useEditor.getState().docs, kept).save).map(draftOf);
  if (window !== undefined && drafts.length > 0 && needsToOutlive()) leaveBehind({ window, drafts });
}

/** Whether something typed would be lost if this window were left now. */
export function isAnythingUnkept(): boolean {
  const { docs } = useEditor.getState();
  if (dirtyDocs(docs).some(isTooLarge)) return true;
  const { save } = draftPlan(docs, kept);
  if (save.length === 0) return false;
  if (trouble !== null || useSession.getState().state.kind !== 'open') return true;
  return needsToOutlive() && outlivingDocs(save).length < save.length;
}

/** The workspace has no text of a connector that was removed any more. */
export function forgetKept(connector: string): void {
  for (const [key, doc] of kept) if (doc.connector === connector) kept.delete(key);
}

/** Notes that the workspace has this unsaved text already. */
export const noteKept = (doc: Doc): void => void kept.set(keyOf(doc), doc);

/**
 * Keeps unsaved text in the workspace for as long as the page lives: at most half a second after it was typed, also while
 * somebody goes on typing, so that a kill of the window or the host costs less than a second (R3, R36).
 */
export function startKeeping(): () => void {
  const stops = [
    useEditor.subscribe((now, before) => {
      if (now.docs !== before.docs) timer ??= setTimeout(() => void keepDrafts(), draftLimits.everyMs);
    }),
    // Another window may have been given what this one had kept: all of it is sent again.
    whenOpen(() => {
      if (dirtyDocs(useEditor.getState().docs).length === 0) return;
      kept.clear();
      void keepDrafts();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

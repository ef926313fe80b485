import { autosaveLimits } from '../../../../shared/limits.ts';
import { type Doc, dirtyDocs, docKey } from '../editor/documents.ts';
import { saveQuietly } from '../editor/save.ts';
import { useEditor } from '../editor/store.ts';
import { useSettings } from '../settings/store.ts';
import { isAutosaved } from './plan.ts';

/**
 * Texts that the workspace did not take, by document: they are tried again once they differ. Those that a lost line kept from
 * it are saved by `watchUnanswered` once it is back.
 */
const refused = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;

async function saveAll(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const ready = dirtyDocs(useEditor.getState().docs).filter((doc) => isAutosaved(doc, refused));
  for (const [connector, docs] of Map.groupBy(ready, (doc) => doc.connector)) {
    if (await saveQuietly(connector, new Set(docs.map((doc) => doc.path)))) continue;
    for (const doc of docs) refused.set(keyOf(doc), doc.text);
  }
}

const keyOf = (doc: Doc): string => docKey(doc.connector, doc.path);

/** Whether an element is part of a code editor. */
const isInEditor = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.monaco-editor') !== null;

function saveOnLeaving(): void {
  if (useSettings.getState().autosave === 'onFocusChange') void saveAll();
}

/**
 * Saves by itself what the settings say: some time after the last change, or when the keyboard leaves the editor, the tab or
 * the window. What is in conflict is left to the person; an unchanged text makes no revision.
 */
export function startAutosave(): () => void {
  const onFocusOut = (event: FocusEvent) => {
    if (isInEditor(event.target) && event.relatedTarget !== null && !isInEditor(event.relatedTarget)) saveOnLeaving();
  };
  document.addEventListener('focusout', onFocusOut);
  window.addEventListener('blur', saveOnLeaving);
  const stop = useEditor.subscribe((now, before) => {
    if (now.tabs.active !== before.tabs.active) saveOnLeaving();
    if (now.docs === before.docs || useSettings.getState().autosave !== 'afterDelay') return;
    clearTimeout(timer);
    timer = setTimeout(() => void saveAll(), autosaveLimits.delayMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener('focusout', onFocusOut);
    window.removeEventListener('blur', saveOnLeaving);
  };
}

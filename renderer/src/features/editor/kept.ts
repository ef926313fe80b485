import { useConnectors } from '../connectors/store.ts';
import { type Doc, type Docs, docKey, isDirty } from './documents.ts';
import { activeTab, useEditor } from './store.ts';
import { connectorOf, type Tabs } from './tabs.ts';

/** The connectors whose files see each other in the editor: the one that is worked on, and that of the tab on view. */
export function connectorsInUse(tabs: Tabs, active: string | null): ReadonlySet<string> {
  const tab = activeTab({ tabs });
  return new Set([active, tab && connectorOf(tab)].filter((one) => one !== null && one !== undefined));
}

/** Those of now. */
export const inUseNow = (): ReadonlySet<string> =>
  connectorsInUse(useEditor.getState().tabs, useConnectors.getState().active);

/** Calls whenever a connector comes into use that was not. */
export function onceInUse(act: (connector: string) => void): void {
  let known = inUseNow();
  const look = (): void => {
    const now = inUseNow();
    const added = [...now].filter((one) => !known.has(one));
    known = now;
    for (const connector of added) act(connector);
  };
  useConnectors.subscribe((now, before) => now.active !== before.active && look());
  useEditor.subscribe((now, before) => now.tabs.active !== before.tabs.active && look());
}

const holdsText = (doc: Doc): boolean => isDirty(doc) || doc.theirs !== undefined;

/** Whether a document needs its model now. One that has none keeps its text, and gets its model again when it is shown. */
export const needsModel = (doc: Doc, inUse: ReadonlySet<string>): boolean => inUse.has(doc.connector) || holdsText(doc);

/** Frees the documents that no tab shows, that hold nothing unsaved, and whose connector is not in use. */
export function releaseDocs(): void {
  const { tabs, docs } = useEditor.getState();
  const inUse = inUseNow();
  const shown = new Set(tabs.open.flatMap((tab) => (tab.kind === 'file' ? [docKey(tab.connector, tab.path)] : [])));
  const kept = [...docs].filter(([key, doc]) => needsModel(doc, inUse) || shown.has(key));
  if (kept.length < docs.size) useEditor.setState({ docs: new Map(kept) });
}

/** Frees documents whenever there may be some to free. */
export function startReleasing(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    // Later: who has just read a file to change it does so before.
    timer = setTimeout(releaseDocs, 0);
  };
  useConnectors.subscribe((now, before) => now.active !== before.active && soon());
  const isOneToFree = (now: Docs, before: Docs): boolean => {
    for (const [key, doc] of now) if (before.get(key) !== doc && !holdsText(doc)) return true;
    return false;
  };
  useEditor.subscribe((now, before) => {
    if (now.tabs !== before.tabs || (now.docs !== before.docs && isOneToFree(now.docs, before.docs))) soon();
  });
}

import { create } from 'zustand';
import type { SourcePlace } from '../../../../shared/run/run.ts';
import { attempt } from '../../backend/session.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { selectConnector } from '../connectors/store.ts';
import { type Docs, docKey, isDirty, loadedDoc } from './documents.ts';
import {
  closeConnectorTabs,
  closeTab,
  connectorOf,
  noTabs,
  openTab,
  stepTab,
  type Tab,
  type Tabs,
  tabId,
  tabsSchema,
} from './tabs.ts';

/** Where the editor is to go next; a new object each time, so that the same place can be shown twice. */
export interface Reveal {
  readonly key: string;
  readonly line: number;
  readonly column: number;
  readonly focus: boolean;
}

/** Open tabs and the documents behind them. */
interface EditorState {
  readonly tabs: Tabs;
  readonly docs: Docs;
  /** Documents that are being read or could not be read. */
  readonly pending: ReadonlyMap<string, Exclude<Loadable<never>, { kind: 'ready' }>>;
  readonly reveal: Reveal | null;
  readonly cursor: { readonly line: number; readonly column: number } | null;
  /** Names of what is around the cursor, the outermost first. */
  readonly symbols: readonly string[];
}

export const useEditor = create<EditorState>(() => ({
  tabs: readStored('tabs', tabsSchema, noTabs),
  docs: new Map(),
  pending: new Map(),
  reveal: null,
  cursor: null,
  symbols: [],
}));

/** Changes the tabs, and remembers them. */
export function changeTabs(change: (tabs: Tabs) => Tabs): void {
  const tabs = change(useEditor.getState().tabs);
  useEditor.setState({ tabs });
  writeStored('tabs', tabs);
}

/** The tab on view. */
export const activeTab = ({ tabs }: Pick<EditorState, 'tabs'>): Tab | undefined =>
  tabs.open.find((tab) => tabId(tab) === tabs.active);

/** Reads a file unless it is there already. */
export async function loadDoc(connector: string, path: string): Promise<void> {
  const key = docKey(connector, path);
  const state = useEditor.getState();
  if (state.docs.has(key) || state.pending.get(key)?.kind === 'loading') return;
  useEditor.setState({ pending: withEntry(state.pending, key, { kind: 'loading' }) });
  const result = await attempt((api) => api.connectors.readFile({ id: connector, path }));
  useEditor.setState((now) => {
    if (!result.ok) return { pending: withEntry(now.pending, key, { kind: 'failed', failure: result.error }) };
    const pending = withoutEntry(now.pending, key);
    // Whatever came meanwhile, such as unsaved text of before a kill, is not overwritten.
    if (now.docs.has(key)) return { pending };
    return {
      pending,
      docs: withEntry(now.docs, key, loadedDoc(connector, path, result.value.text, result.value.revision)),
    };
  });
}

/** Shows a tab and makes its connector the one that is worked on. A `preview` gives way to the next one. */
export function showTab(tab: Tab, preview = false): void {
  changeTabs((tabs) => openTab(tabs, tab, preview));
  const connector = connectorOf(tab);
  if (connector !== undefined) selectConnector(connector);
  if (tab.kind === 'file') void loadDoc(tab.connector, tab.path);
}

/** Opens a tab without showing it, unless there is none on view. */
export const addTab = (tab: Tab): void =>
  changeTabs((tabs) =>
    tabs.open.some((one) => tabId(one) === tabId(tab))
      ? tabs
      : { ...tabs, open: [...tabs.open, tab], active: tabs.active ?? tabId(tab) },
  );

/** Shows a file. A `preview` gives way to the next one that is only looked at. */
export const showFile = (connector: string, path: string, preview = false): void =>
  showTab({ kind: 'file', connector, path }, preview);

/** Shows a place in a file; `focus` moves the keyboard there too. */
export function showPlace(connector: string, place: SourcePlace, focus: boolean, preview = false): void {
  showFile(connector, place.file, preview);
  const reveal = { key: docKey(connector, place.file), line: place.line, column: place.column, focus };
  useEditor.setState({ reveal });
}

/** Closes a tab without asking; a document without a tab and without unsaved text is kept for its imports. */
export const closeTabNow = (id: string): void => changeTabs((tabs) => closeTab(tabs, id));

/** Shows the next or the previous tab. */
export function stepTabs(step: 1 | -1): void {
  changeTabs((tabs) => stepTab(tabs, step));
  const tab = activeTab(useEditor.getState());
  if (tab) showTab(tab, true);
}

/** Takes over what stands in the editor. */
export function setText(key: string, text: string): void {
  useEditor.setState((state) => {
    const doc = state.docs.get(key);
    return doc === undefined || doc.text === text ? state : { docs: withEntry(state.docs, key, { ...doc, text }) };
  });
}

/** Shows a file with a text that it had, unsaved where that is not what is saved. */
export async function bringBack(connector: string, path: string, text: string): Promise<void> {
  await loadDoc(connector, path);
  showFile(connector, path);
  setText(docKey(connector, path), text);
}

/** Puts the saved text back. */
export function revertDoc(key: string): void {
  const doc = useEditor.getState().docs.get(key);
  if (doc) setText(key, doc.saved);
}

/** Forgets everything of a connector that was removed. */
export function forgetDocs(connector: string): void {
  changeTabs((tabs) => closeConnectorTabs(tabs, connector));
  useEditor.setState((state) => ({
    docs: new Map([...state.docs].filter(([, doc]) => doc.connector !== connector)),
  }));
}

/** Whether the document of that key has unsaved text. */
export const useDirty = (key: string): boolean =>
  useEditor((state) => {
    const doc = state.docs.get(key);
    return doc !== undefined && isDirty(doc);
  });

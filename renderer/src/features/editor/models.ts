import { useConnectors } from '../connectors/store.ts';
import { type Docs, docKey, isDirty } from './documents.ts';
import { inUseNow, needsModel, startReleasing } from './kept.ts';
import { startChecks } from './language/checks.ts';
import { startConnectorTypes } from './language/connector-types.ts';
import { registerScriptProviders } from './language/providers.ts';
import { languageOf } from './languages.ts';
import { monaco } from './monaco.ts';
import { addTab, setText, showPlace, useEditor } from './store.ts';

/** Address of a document's model: `file:///<connector>/<path>`, so that `./utility.js` resolves between models. */
export const modelUri = (key: string): monaco.Uri => monaco.Uri.from({ scheme: 'file', path: `/${key}` });

/** The document of a model's address; undefined for addresses of other things. */
export function docOfUri(uri: monaco.Uri): { readonly connector: string; readonly path: string } | undefined {
  const [, connector, path] = /^\/([^/]+)\/(.+)$/.exec(uri.path) ?? [];
  if (uri.scheme !== 'file' || connector === undefined || path === undefined) return undefined;
  return useEditor.getState().docs.has(docKey(connector, path)) ? { connector, path } : undefined;
}

/** A file that a rename or a fix changes besides the one on view gets a tab, so that nothing unsaved is out of sight. */
function keepIfChanged(key: string): void {
  const doc = useEditor.getState().docs.get(key);
  if (doc !== undefined && isDirty(doc)) addTab({ kind: 'file', connector: doc.connector, path: doc.path });
}

const listeners = new Map<string, monaco.IDisposable>();

function disposeAll(all: readonly monaco.IDisposable[]): void {
  for (const one of all) one.dispose();
}

function syncModel(key: string, text: string, path: string): void {
  const uri = modelUri(key);
  const model = monaco.editor.getModel(uri);
  if (model === null) {
    const made = monaco.editor.createModel(text, languageOf(path, text.length), uri);
    const listening = [
      made.onDidChangeContent(() => {
        setText(key, made.getValue());
        keepIfChanged(key);
      }),
      made.onDidChangeAttached(dropSoon),
    ];
    listeners.set(key, { dispose: () => disposeAll(listening) });
  } else if (model.getValue() !== text) {
    // As an edit, not as a new value: Ctrl+Z brings the old text back.
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
  }
}

function dropModel(key: string): void {
  const model = monaco.editor.getModel(modelUri(key));
  // An editor keeps the place in a text as long as it shows it: React takes the tab away a moment later.
  if (model?.isAttachedToEditor()) return;
  listeners.get(key)?.dispose();
  listeners.delete(key);
  model?.dispose();
}

/** Takes away the models that no document needs any more. Monaco keeps their undo history and takes it up again. */
function dropModels(): void {
  const { docs } = useEditor.getState();
  const inUse = inUseNow();
  for (const key of listeners.keys()) {
    const doc = docs.get(key);
    if (doc === undefined || !needsModel(doc, inUse)) dropModel(key);
  }
}

let dropping: ReturnType<typeof setTimeout> | undefined;
function dropSoon(): void {
  clearTimeout(dropping);
  dropping = setTimeout(dropModels, 0);
}

/** Brings the models to what the documents are; `before` has those that were in step. */
function sync(docs: Docs, before: Docs): void {
  const inUse = inUseNow();
  for (const [key, doc] of docs)
    if ((before.get(key) !== doc || !listeners.has(key)) && needsModel(doc, inUse)) syncModel(key, doc.text, doc.path);
  dropSoon();
}

let started = false;

/** Keeps one model for each document that needs one, and opens other files where a definition leads there. */
export function startModels(): void {
  if (started) return;
  started = true;
  registerScriptProviders();
  startConnectorTypes();
  startChecks();
  sync(useEditor.getState().docs, new Map());
  useEditor.subscribe((now, before) => {
    if (now.docs !== before.docs || now.tabs.active !== before.tabs.active) sync(now.docs, before.docs);
  });
  useConnectors.subscribe((now, before) => {
    const { docs } = useEditor.getState();
    if (now.active !== before.active) sync(docs, docs);
  });
  startReleasing();
  monaco.editor.registerEditorOpener({
    openCodeEditor(source, resource, target) {
      const doc = docOfUri(resource);
      if (doc === undefined) {
        // Declarations of the guest API have no tab; they are read where one stands.
        if (source.getModel()?.uri.toString() === resource.toString()) return false;
        source.trigger('studio', 'editor.action.peekDefinition', null);
        return true;
      }
      const line = target === undefined ? 1 : 'lineNumber' in target ? target.lineNumber : target.startLineNumber;
      const column = target === undefined ? 1 : 'column' in target ? target.column : target.startColumn;
      showPlace(doc.connector, { file: doc.path, line, column }, true);
      return true;
    },
  });
}

import { flattenDiagnosticMessageText } from 'monaco-editor/languages/features/typescript/languageFeatures';
import type { Diagnostic } from 'monaco-editor/languages/features/typescript/register';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { inUseNow, onceInUse } from '../kept.ts';
import { monaco } from '../monaco.ts';
import { useEditor } from '../store.ts';
import { CheckQueue } from './check-queue.ts';
import { connectorOfScript, scriptModels, scriptService } from './service.ts';

const severities: Readonly<Record<Diagnostic['category'], monaco.MarkerSeverity>> = {
  0: monaco.MarkerSeverity.Warning,
  1: monaco.MarkerSeverity.Error,
  2: monaco.MarkerSeverity.Hint,
  3: monaco.MarkerSeverity.Info,
};

function markerOf(model: monaco.editor.ITextModel, diagnostic: Diagnostic): monaco.editor.IMarkerData {
  const start = diagnostic.start ?? 0;
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(start + Math.max(1, diagnostic.length ?? 1));
  return {
    severity: severities[diagnostic.category],
    message: flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
    code: String(diagnostic.code),
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}

/** What was marked last in a model, and in which of its texts. */
const marked = new WeakMap<monaco.editor.ITextModel, string>();

async function check(name: string): Promise<void> {
  const model = monaco.editor.getModel(monaco.Uri.parse(name));
  if (model === null) return;
  const version = model.getVersionId();
  const service = await scriptService();
  const found = await service.getProblems(name);
  // Text that changed meanwhile is checked again soon; these places are those of the text before.
  if (model.isDisposed() || model.getVersionId() !== version) return;
  const markers = found.map((one) => markerOf(model, one));
  // Most checks find what stands there already: marking it anew would list all problems anew.
  const now = `${version} ${JSON.stringify(markers)}`;
  if (marked.get(model) === now) return;
  marked.set(model, now);
  monaco.editor.setModelMarkers(model, model.getLanguageId(), markers);
}

/** Whether a file of a connector in use is on its way to the editor. */
function isReading(): boolean {
  const connectors = inUseNow();
  for (const [key, { kind }] of useEditor.getState().pending)
    if (kind === 'loading' && connectors.has(key.slice(0, key.indexOf('/')))) return true;
  return false;
}

const queue = new CheckQueue({
  check,
  importersOf: async (names) => (await scriptService()).getImporters([...names]),
  onView: () => monaco.editor.getEditors().map((editor) => editor.getModel()?.uri.toString() ?? ''),
  isReading,
});

/** Checks all scripts of a connector in use. Of another one not all files are there, and imports would look wrong. */
function checkConnector(connector: string): void {
  if (inUseNow().has(connector)) queue.add(scriptModels(connector).map((model) => model.uri.toString()));
}

function watch(model: monaco.editor.ITextModel): void {
  const connector = connectorOfScript(model);
  if (connector === undefined) return;
  const name = model.uri.toString();
  const language = model.getLanguageId();
  // Others may import it: that it is there, or gone, changes what is right in them. The last that is read checks all.
  if (isReading()) queue.add([name]);
  else checkConnector(connector);
  model.onDidChangeContent(() => inUseNow().has(connector) && queue.change(name));
  model.onWillDispose(() => {
    queue.remove(name);
    monaco.editor.setModelMarkers(model, language, []);
    checkConnector(connector);
  });
}

/** Keeps the markers of all scripts that have a model and whose connector is in use. */
export function startChecks(): void {
  for (const model of monaco.editor.getModels()) watch(model);
  monaco.editor.onDidCreateModel(watch);
  typescriptDefaults.onDidExtraLibsChange(() => {
    for (const connector of inUseNow()) checkConnector(connector);
  });
  // An unsaved script may have kept its model while its connector was not in use.
  onceInUse(checkConnector);
}

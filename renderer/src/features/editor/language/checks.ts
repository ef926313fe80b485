import { flattenDiagnosticMessageText } from 'monaco-editor/languages/features/typescript/languageFeatures';
import type { Diagnostic } from 'monaco-editor/languages/features/typescript/register';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { monaco } from '../monaco.ts';
import { connectorOfScript, scriptModels, scriptService } from './service.ts';

/** Time without a change after which the file that changed is checked, and all of its connector, ms. */
const quiet = { file: 250, connector: 900 };

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

async function check(model: monaco.editor.ITextModel): Promise<void> {
  if (model.isDisposed()) return;
  const version = model.getVersionId();
  const name = model.uri.toString();
  const service = await scriptService();
  const found = [await service.getSyntacticDiagnostics(name), await service.getSemanticDiagnostics(name)].flat();
  // Text that changed meanwhile is checked again soon; these places are those of the text before.
  if (model.isDisposed() || model.getVersionId() !== version) return;
  monaco.editor.setModelMarkers(
    model,
    model.getLanguageId(),
    found.map((one) => markerOf(model, one)),
  );
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function soon(key: string, ms: number, act: () => Promise<void>): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => {
      timers.delete(key);
      void act();
    }, ms),
  );
}

/** Checks all scripts of a connector once things are quiet: a change in one shows in those that import it. */
export function checkConnectorSoon(connector: string): void {
  soon(connector, quiet.connector, async () => {
    for (const model of scriptModels(connector)) await check(model);
  });
}

function watch(model: monaco.editor.ITextModel): void {
  const connector = connectorOfScript(model);
  if (connector === undefined) return;
  const checkSoon = () => {
    soon(model.uri.toString(), quiet.file, () => check(model));
    checkConnectorSoon(connector);
  };
  checkSoon();
  model.onDidChangeContent(checkSoon);
  model.onWillDispose(() => {
    clearTimeout(timers.get(model.uri.toString()));
    timers.delete(model.uri.toString());
    checkConnectorSoon(connector);
  });
}

/** Keeps the markers of all scripts that have a model. */
export function startChecks(): void {
  for (const model of monaco.editor.getModels()) watch(model);
  monaco.editor.onDidCreateModel(watch);
  typescriptDefaults.onDidExtraLibsChange(() => {
    for (const connector of new Set(scriptModels().map(connectorOfScript)))
      if (connector !== undefined) checkConnectorSoon(connector);
  });
}

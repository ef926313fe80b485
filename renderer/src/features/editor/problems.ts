import { type Problem, useProblems } from '../problems/store.ts';
import { useRun } from '../run/store.ts';
import { outcomeOf, type RunView } from '../run/view.ts';
import { docKey } from './documents.ts';
import { docOfUri, modelUri } from './models.ts';
import { monaco } from './monaco.ts';

const owner = 'run';

function collect(): readonly Problem[] {
  const problems: Problem[] = [];
  for (const marker of monaco.editor.getModelMarkers({})) {
    const doc = docOfUri(marker.resource);
    if (doc === undefined || marker.severity < monaco.MarkerSeverity.Warning) continue;
    problems.push({
      connector: doc.connector,
      path: doc.path,
      line: marker.startLineNumber,
      column: marker.startColumn,
      severity: marker.severity === monaco.MarkerSeverity.Error ? 'error' : 'warning',
      message: marker.message,
      source: marker.owner === owner ? 'run' : marker.owner,
    });
  }
  return problems;
}

/** Marks the place where the run on view failed; a run that did not fail takes the mark away. */
function markRun(view: RunView | null): void {
  monaco.editor.removeAllMarkers(owner);
  const outcome = outcomeOf(view);
  if (view === null || outcome === null || (outcome.kind !== 'error' && outcome.kind !== 'refused')) return;
  const { place } = outcome;
  const model = place ? monaco.editor.getModel(modelUri(docKey(view.connector, place.file))) : null;
  if (place === undefined || model === null) return;
  const line = Math.max(1, Math.min(place.line, model.getLineCount()));
  const word = model.getWordAtPosition({ lineNumber: line, column: Math.max(1, place.column) });
  monaco.editor.setModelMarkers(model, owner, [
    {
      severity: monaco.MarkerSeverity.Error,
      message: outcome.kind === 'error' ? `${outcome.name}: ${outcome.message}` : outcome.message,
      startLineNumber: line,
      startColumn: word?.startColumn ?? place.column,
      endLineNumber: line,
      endColumn: word?.endColumn ?? model.getLineMaxColumn(line),
    },
  ]);
}

let started = false;

/** Keeps the list of problems: what the language services find, and where the last run failed. */
export function startProblems(): void {
  if (started) return;
  started = true;
  const refresh = () => useProblems.setState({ problems: collect() });
  monaco.editor.onDidChangeMarkers(refresh);
  // The file of the failure may be opened only after the run ended.
  monaco.editor.onDidCreateModel(() => markRun(useRun.getState().view));
  markRun(useRun.getState().view);
  useRun.subscribe((now, before) => {
    if (now.view?.detail !== before.view?.detail) markRun(now.view);
  });
}

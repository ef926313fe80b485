import { attempt } from '../../backend/session.ts';
import { visibleText } from '../../lib/text.ts';
import { useRun } from '../run/store.ts';
import { outcomeOf, type RunView } from '../run/view.ts';
import { docKey } from './documents.ts';
import { modelUri } from './models.ts';
import { monaco } from './monaco.ts';
import { isAsItRan } from './ran-text.ts';

/** Owner of the markers of runs; what stands as their source. */
export const runOwner = 'run';

let takeAway = (): void => {};

/** Where and why a run failed, where that is a place in a file. */
function failureOf(view: RunView | null) {
  const outcome = outcomeOf(view);
  if (view === null || outcome === null || (outcome.kind !== 'error' && outcome.kind !== 'refused')) return undefined;
  if (outcome.place === undefined) return undefined;
  const message = outcome.kind === 'error' ? `${outcome.name}: ${outcome.message}` : outcome.message;
  return { connector: view.connector, place: outcome.place, message };
}

async function readRevision(id: string, path: string, revision: number): Promise<string | undefined> {
  const file = await attempt((api) => api.connectors.readFile({ id, path, revision }));
  return file.ok ? file.value.text : undefined;
}

/** Marks the place where the run on view failed, until its file is edited or another run is on view. */
async function markRun(view: RunView | null): Promise<void> {
  takeAway();
  const failure = failureOf(view);
  const model = failure ? monaco.editor.getModel(modelUri(docKey(failure.connector, failure.place.file))) : null;
  if (view === null || failure === undefined || model === null) return;
  const { place, message } = failure;
  let isOver = false;
  takeAway = () => {
    isOver = true;
  };
  const text = model.getValue();
  // A run of the past says nothing of what was written since.
  const stands = await isAsItRan(view, place.file, text, readRevision);
  if (!stands || isOver || model.isDisposed() || model.getValue() !== text) return;
  const line = Math.max(1, Math.min(place.line, model.getLineCount()));
  const word = model.getWordAtPosition({ lineNumber: line, column: Math.max(1, place.column) });
  const range = {
    startLineNumber: line,
    startColumn: word?.startColumn ?? place.column,
    endLineNumber: line,
    endColumn: word?.endColumn ?? model.getLineMaxColumn(line),
  };
  monaco.editor.setModelMarkers(model, runOwner, [{ ...range, severity: monaco.MarkerSeverity.Error, message }]);
  const decorations = model.deltaDecorations(
    [],
    [
      {
        range,
        options: {
          isWholeLine: true,
          className: 'run-failure-line',
          linesDecorationsClassName: 'run-failure-mark',
          // Plain text: what a source or a script says is never markup.
          linesDecorationsTooltip: visibleText(message),
        },
      },
    ],
  );
  const listener = model.onDidChangeContent(() => takeAway());
  takeAway = () => {
    takeAway = () => {};
    listener.dispose();
    if (model.isDisposed()) return;
    model.deltaDecorations(decorations, []);
    monaco.editor.setModelMarkers(model, runOwner, []);
  };
}

/** Keeps the mark of the run on view. */
export function startRunMark(): void {
  void markRun(useRun.getState().view);
  // The file of the failure may be opened only after the run ended.
  monaco.editor.onDidCreateModel(({ uri }) => {
    const failure = failureOf(useRun.getState().view);
    if (failure && uri.path === `/${docKey(failure.connector, failure.place.file)}`)
      void markRun(useRun.getState().view);
  });
  useRun.subscribe((now, before) => {
    if (now.view?.detail !== before.view?.detail) void markRun(now.view);
  });
}

import { isScriptPath } from '../../../../shared/connector/files.ts';
import { useConnectors } from '../connectors/store.ts';
import { type Problem, type Severity, useProblems } from '../problems/store.ts';
import { docOfUri } from './models.ts';
import { monaco } from './monaco.ts';
import { loadDoc, releaseDocs } from './store.ts';

const severityOf = (severity: monaco.MarkerSeverity): Severity | undefined => {
  if (severity === monaco.MarkerSeverity.Error) return 'error';
  if (severity === monaco.MarkerSeverity.Warning) return 'warning';
  return severity === monaco.MarkerSeverity.Info ? 'info' : undefined;
};

const collect = (): readonly Problem[] =>
  monaco.editor.getModelMarkers({}).flatMap((marker) => {
    const doc = docOfUri(marker.resource);
    const severity = severityOf(marker.severity);
    if (doc === undefined || severity === undefined) return [];
    const { startLineNumber: line, startColumn: column, message, owner: source } = marker;
    return [{ ...doc, line, column, severity, message, source }];
  });

/** Files that are checked: whatever else a connector holds has no rules. */
const isChecked = (path: string): boolean => isScriptPath(path) || path === 'connector.json' || path === 'mocks.json';

/** Reads every file of the connector that is worked on: its problems are listed whether they are open or not. */
function readChecked(): void {
  const { active, details } = useConnectors.getState();
  const detail = active === null ? undefined : details.get(active);
  if (detail?.kind !== 'ready') return;
  for (const { path } of detail.value.files) if (isChecked(path)) void loadDoc(detail.value.id, path);
}

/** Keeps the list of problems: what the language services find, and where the last run failed. */
export function startProblems(): void {
  monaco.editor.onDidChangeMarkers(() => useProblems.setState({ problems: collect() }));
  readChecked();
  useConnectors.subscribe((now, before) => {
    if (now.active !== before.active && before.active !== null) releaseDocs(before.active);
    if (now.active !== before.active || now.details !== before.details) readChecked();
  });
}

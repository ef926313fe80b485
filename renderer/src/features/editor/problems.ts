import { isScriptPath } from '../../../../shared/connector/files.ts';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { type Problem, type Severity, useProblems } from '../problems/store.ts';
import { inUseNow, onceInUse } from './kept.ts';
import { docOfUri } from './models.ts';
import { monaco } from './monaco.ts';
import { loadDoc } from './store.ts';

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

/** Reads every file of the connectors in use: the problems of the one that is worked on are listed, open or not. */
function readChecked(): void {
  const { details } = useConnectors.getState();
  for (const connector of inUseNow()) {
    const detail = details.get(connector);
    if (detail === undefined) void refreshConnector(connector);
    if (detail?.kind !== 'ready') continue;
    for (const { path } of detail.value.files) if (isChecked(path)) void loadDoc(connector, path);
  }
}

/** Keeps the list of problems: what the language services find, and where the last run failed. */
export function startProblems(): void {
  monaco.editor.onDidChangeMarkers(() => useProblems.setState({ problems: collect() }));
  readChecked();
  useConnectors.subscribe((now, before) => {
    if (now.details !== before.details) readChecked();
  });
  onceInUse(readChecked);
}

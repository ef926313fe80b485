import type { Change } from '../../../../shared/contract/changes.ts';
import { assertNever } from '../../../../shared/result.ts';
import { onChanges } from '../../backend/changes.ts';
import { createOnce } from '../../lib/turns.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { refreshAppInfo } from '../about/store.ts';
import { refreshConnections, useConnections } from '../connections/store.ts';
import { forgetConnector, refreshConnectors, useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { followInTurn } from '../editor/save.ts';
import { forgetDocs, useEditor } from '../editor/store.ts';
import { refreshHistory, useHistory } from '../history/store.ts';
import { refreshRuns, useRuns } from '../runs/store.ts';
import { showDone } from '../workbench/toast.ts';

const soon = createOnce();
const once = (name: string, work: () => Promise<unknown>): void => void soon(name, work);

function followRemoved(connector: string): void {
  const { list } = useConnectors.getState();
  // This window may have removed it itself.
  const isKnown = list.kind === 'ready' && list.value.some((one) => one.id === connector);
  if (dirtyDocs(useEditor.getState().docs, connector).length > 0) {
    if (isKnown) showDone(draftsTexts.removedElsewhere(connector));
  } else {
    forgetDocs(connector);
    forgetConnector(connector);
  }
}

const isShown = (connector: string): boolean =>
  useConnectors.getState().details.has(connector) ||
  [...useEditor.getState().docs.values()].some((doc) => doc.connector === connector);

function followOne(change: Change): void {
  switch (change.kind) {
    case 'connector': {
      const { connector } = change;
      if (change.change === 'removed') followRemoved(connector);
      else if (isShown(connector)) once(`connector ${connector}`, () => followInTurn(connector));
      if (useHistory.getState().byConnector.has(connector))
        once(`history ${connector}`, () => refreshHistory(connector));
      once('connectors', refreshConnectors);
      return;
    }
    case 'label': {
      const { connector } = change;
      if (useHistory.getState().byConnector.has(connector))
        once(`history ${connector}`, () => refreshHistory(connector));
      return;
    }
    case 'connections': {
      const { connector } = change;
      if (useConnections.getState().byConnector.has(connector))
        once(`connections ${connector}`, () => refreshConnections(connector));
      return;
    }
    case 'run': {
      const { connector } = change;
      if (useRuns.getState().byConnector.has(connector)) once(`runs ${connector}`, () => refreshRuns(connector));
      return;
    }
    case 'vault':
      once('app', refreshAppInfo);
      for (const connector of useConnections.getState().byConnector.keys())
        once(`connections ${connector}`, () => refreshConnections(connector));
      return;
    case 'settings':
      // The settings page reads them whenever it is shown.
      return;
    default:
      assertNever(change);
  }
}

/** Reads everything that is on view again. */
function followAll(): void {
  once('connectors', refreshConnectors);
  once('app', refreshAppInfo);
  const connectors = new Set([
    ...useConnectors.getState().details.keys(),
    ...[...useEditor.getState().docs.values()].map((doc) => doc.connector),
  ]);
  for (const connector of connectors) once(`connector ${connector}`, () => followInTurn(connector));
  for (const connector of useHistory.getState().byConnector.keys())
    once(`history ${connector}`, () => refreshHistory(connector));
  for (const connector of useConnections.getState().byConnector.keys())
    once(`connections ${connector}`, () => refreshConnections(connector));
  for (const connector of useRuns.getState().byConnector.keys())
    once(`runs ${connector}`, () => refreshRuns(connector));
}

/**
 * Keeps what this window shows up to date with what other windows and runs change. The command line is another program, whose
 * changes are not told: so everything is read again when the person comes back to the window.
 */
export function startFollowing(): () => void {
  const stop = onChanges(({ reset, changes }) => {
    if (reset) followAll();
    for (const change of changes) followOne(change);
  });
  window.addEventListener('focus', followAll);
  return () => {
    stop();
    window.removeEventListener('focus', followAll);
  };
}

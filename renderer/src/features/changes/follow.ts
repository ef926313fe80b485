import type { Change } from '../../../../shared/contract/changes.ts';
import { assertNever } from '../../../../shared/result.ts';
import { onChanges } from '../../backend/changes.ts';
import { attempt } from '../../backend/session.ts';
import { createOnce } from '../../lib/turns.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { refreshAppInfo } from '../about/store.ts';
import { refreshConnections, useConnections } from '../connections/store.ts';
import { forgetConnector, refreshConnectors, useConnectors } from '../connectors/store.ts';
import { forgetKept } from '../drafts/keeper.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { forgetRevisions } from '../editor/follow.ts';
import { followInTurn } from '../editor/save.ts';
import { forgetDocs, useEditor } from '../editor/store.ts';
import { refreshHistory, useHistory } from '../history/store.ts';
import { refreshRuns, useRuns } from '../runs/store.ts';
import { showDone } from '../workbench/toast.ts';

const soon = createOnce();
const once = (name: string, work: () => Promise<unknown>): void => void soon(name, work);

function isListed(connector: string): boolean {
  const { list } = useConnectors.getState();
  return list.kind === 'ready' && list.value.some((one) => one.id === connector);
}

/** `isNews`: this window did not remove it itself. */
function followRemoved(connector: string, isNews: boolean): void {
  const dirty = dirtyDocs(useEditor.getState().docs, connector);
  if (dirty.length > 0) {
    if (isNews && dirty.some((doc) => doc.revision > 0)) showDone(draftsTexts.removedElsewhere(connector));
    forgetRevisions(connector, 0);
    forgetKept(connector);
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
      if (change.change === 'removed') followRemoved(connector, isListed(connector));
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

/** Follows what was removed while nobody told this window of it. */
async function followGone(connectors: ReadonlySet<string>): Promise<void> {
  await refreshConnectors();
  for (const id of connectors) {
    if (isListed(id)) continue;
    // The list may be older than a connector that was just made.
    const found = await attempt((api) => api.connectors.get({ id }));
    if (!found.ok && found.error.code === 'unknown_connector') followRemoved(id, true);
  }
}

/** Reads everything that is on view again. */
function followAll(): void {
  once('app', refreshAppInfo);
  const connectors = new Set([
    ...useConnectors.getState().details.keys(),
    ...[...useEditor.getState().docs.values()].map((doc) => doc.connector),
  ]);
  once('connectors', () => followGone(connectors));
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

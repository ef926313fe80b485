import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { attempt } from '../../backend/session.ts';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { refreshConnector } from '../connectors/store.ts';
import { type Doc, docKey, followed, isDirty, ofNoRevision, type Saved } from './documents.ts';
import { closeTabNow, useEditor } from './store.ts';
import { tabId } from './tabs.ts';

/** Takes over what a file is in a revision: a document without unsaved text of a file that is gone is closed. */
function take(connector: string, path: string, newest: Saved): void {
  const key = docKey(connector, path);
  const { docs } = useEditor.getState();
  const doc = docs.get(key);
  if (doc === undefined) return;
  if (newest.text === null && !isDirty(doc)) {
    closeTabNow(tabId({ kind: 'file', connector, path }));
    useEditor.setState({ docs: withoutEntry(docs, key) });
  } else useEditor.setState({ docs: withEntry(docs, key, followed(doc, newest)) });
}

/** Paths that are not the same in the newest revision as in those that the open documents are of; undefined where it is not known. */
async function changedSince(
  connector: string,
  bases: readonly number[],
  newest: number,
): Promise<ReadonlySet<string> | undefined> {
  const pairs = bases.map((from) => ({ from, to: newest }));
  const result = await attempt((api) => api.connectors.compare({ id: connector, pairs }));
  return result.ok ? new Set(result.value.flatMap((diff) => diff.files.map((file) => file.path))) : undefined;
}

/** Documents of later revisions than the newest are of a connector that is gone. */
export function forgetRevisions(connector: string, newest: number): void {
  useEditor.setState((state) => {
    const isOfAnother = (doc: Doc) => doc.connector === connector && doc.revision > newest;
    if (![...state.docs.values()].some(isOfAnother)) return state;
    return { docs: new Map([...state.docs].map(([key, doc]) => [key, isOfAnother(doc) ? ofNoRevision(doc) : doc])) };
  });
}

/**
 * Brings the open documents of a connector to its newest revision, wherever that was saved: those without unsaved text
 * follow, the others are in conflict. Nothing that was typed is lost. Gives the connector as it is now.
 */
export async function followConnector(connector: string): Promise<ConnectorDetail | undefined> {
  const detail = await refreshConnector(connector);
  if (detail === undefined) return undefined;
  const { revision } = detail;
  forgetRevisions(connector, revision);
  const behind = [...useEditor.getState().docs.values()].filter(
    (doc) => doc.connector === connector && doc.revision < revision && doc.theirs?.revision !== revision,
  );
  if (behind.length === 0) return detail;
  const changed = await changedSince(connector, [...new Set(behind.map((doc) => doc.revision))], revision);
  // Behind is safe: a save is then refused. To take a file for unchanged that is not would overwrite it.
  if (changed === undefined) return detail;
  const paths = new Set(detail.files.map((file) => file.path));
  await Promise.all(
    behind.map(async ({ path, saved }) => {
      if (!paths.has(path)) return take(connector, path, { text: null, revision });
      if (!changed.has(path)) return take(connector, path, { text: saved, revision });
      const read = await attempt((api) => api.connectors.readFile({ id: connector, path, revision }));
      if (read.ok) take(connector, path, read.value);
    }),
  );
  return detail;
}

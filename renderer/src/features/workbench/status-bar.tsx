import { useSession } from '../../backend/session.ts';
import { IconDeviceDesktop, IconFolder, IconWifiOff } from '../../icons.ts';
import { formatPlural } from '../../lib/format.ts';
import { useAppInfo } from '../about/store.ts';
import { VaultItem } from '../connections/vault-item.tsx';
import { useActiveDetail, useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { activeTab, useEditor } from '../editor/store.ts';
import { problemsOf, useProblems } from '../problems/store.ts';
import { showPanel } from './layout.ts';

function ProblemCount() {
  const connector = useConnectors((state) => state.active);
  const count = useProblems((state) => problemsOf(state.problems, connector).length);
  return (
    <button type="button" className="status-item" onClick={() => showPanel('problems')}>
      {count === 0 ? 'No problems' : formatPlural(count, 'problem')}
    </button>
  );
}

function Cursor() {
  const cursor = useEditor((state) => state.cursor);
  const file = useEditor((state) => activeTab(state)?.kind === 'file');
  if (!file || cursor === null) return null;
  return (
    <span className="status-item">
      Ln {cursor.line}, Col {cursor.column}
    </span>
  );
}

/** Where the secrets, the host and the workspace are; the connector and the place in its file. */
export function StatusBar() {
  const info = useAppInfo((state) => state.info);
  const open = useSession((state) => state.state.kind === 'open');
  const detail = useActiveDetail();
  const unsaved = useEditor((state) => dirtyDocs(state.docs).length);
  return (
    <footer className="status-bar">
      {open ? null : (
        <span className="status-item status-error">
          <IconWifiOff size={12} aria-hidden /> Offline
        </span>
      )}
      {info ? (
        <span className="status-item">
          <IconDeviceDesktop size={12} aria-hidden />
          {info.host === 'electron' ? 'Desktop' : 'Browser host'}
        </span>
      ) : null}
      <VaultItem />
      {info ? (
        <span className="status-item status-shrink" title={info.workspace}>
          <IconFolder size={12} aria-hidden />
          <span className="ellipsis">{info.workspace}</span>
        </span>
      ) : null}
      <span className="grow" />
      {unsaved > 0 ? <span className="status-item">{unsaved} unsaved</span> : null}
      <ProblemCount />
      <Cursor />
      {detail ? (
        <span className="status-item">
          {detail.id} {detail.version} · revision {detail.revision}
        </span>
      ) : null}
    </footer>
  );
}

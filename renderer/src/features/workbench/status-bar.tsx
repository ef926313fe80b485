import { useShallow } from 'zustand/react/shallow';
import { useSession } from '../../backend/session.ts';
import { IconDeviceDesktop, IconFolder, IconWifiOff } from '../../icons.ts';
import { formatPlural } from '../../lib/format.ts';
import { problemsTexts } from '../../texts/problems.ts';
import { useAppInfo } from '../about/store.ts';
import { VaultItem } from '../connections/vault-item.tsx';
import { useActiveDetail, useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { activeTab, useEditor } from '../editor/store.ts';
import { KindIcon } from '../problems/kind-icon.tsx';
import { countsOf, problemsOf, useProblems } from '../problems/store.ts';
import { showPanel } from './layout.ts';

function ProblemCount() {
  const connector = useConnectors((state) => state.active);
  const counts = useProblems(useShallow((state) => countsOf(problemsOf(state.problems, connector))));
  const errors = formatPlural(counts.error, 'error');
  const warnings = formatPlural(counts.warning, 'warning');
  return (
    <button type="button" className="status-item" onClick={() => showPanel('problems')}>
      <KindIcon severity="error" /> <span aria-hidden>{counts.error}</span>
      <KindIcon severity="warning" /> <span aria-hidden>{counts.warning}</span>
      {counts.info > 0 ? (
        <>
          <KindIcon severity="info" /> <span aria-hidden>{counts.info}</span>
        </>
      ) : null}
      <span className="sr-only">{problemsTexts.status(errors, warnings)}</span>
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

import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useSession } from '../../backend/session.ts';
import { IconDeviceDesktop, IconFolder, IconWifiOff } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { problemsTexts } from '../../texts/problems.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { useAppInfo } from '../about/store.ts';
import { VaultItem } from '../connections/vault-item.tsx';
import { useActiveDetail, useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { activeTab, useEditor } from '../editor/store.ts';
import { openQuick } from '../palette/store.ts';
import { KindIcon } from '../problems/kind-icon.tsx';
import { countsOf, problemsOf, useProblems } from '../problems/store.ts';
import { Elapsed } from '../run/elapsed.tsx';
import { useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { showPanel } from './layout.ts';
import { TaskList, ToastList } from './notice-lists.tsx';

const texts = workbenchTexts.status;

/** A word of the status bar with what it means. */
function Told({
  tip,
  className = '',
  children,
}: {
  readonly tip: string;
  readonly className?: string;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={tip} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={`status-item ${className}`}>
        {children}
        <span className="sr-only">{texts.meaning(tip)}</span>
      </button>
    </Tooltip>
  );
}

const watchNetwork = (look: () => void): (() => void) => {
  window.addEventListener('online', look);
  window.addEventListener('offline', look);
  return () => {
    window.removeEventListener('online', look);
    window.removeEventListener('offline', look);
  };
};

/** Whether the host can be reached, and whether this computer has a network. */
function Reach() {
  const open = useSession((state) => state.state.kind === 'open');
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  if (open && online) return null;
  return (
    <Told tip={open ? texts.noNetworkTip : texts.offlineTip} className={open ? 'status-warn' : 'status-error'}>
      <IconWifiOff size={12} aria-hidden />
      {open ? texts.noNetwork : texts.offline}
    </Told>
  );
}

function RunUnderWay() {
  const view = useRun((state) => (isLive(state.view) ? state.view : null));
  if (view === null) return null;
  return (
    <Tooltip label={texts.runningTip}>
      <button type="button" className="status-item" onClick={() => showPanel('result')}>
        <span className="spinner" aria-hidden />
        {texts.running(visibleText(view.target))} <Elapsed />
      </button>
    </Tooltip>
  );
}

function ProblemCount() {
  const connector = useConnectors((state) => state.active);
  const counts = useProblems(useShallow((state) => countsOf(problemsOf(state.problems, connector))));
  const errors = counted.errors(counts.error);
  const warnings = counted.warnings(counts.warning);
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

/** Where the cursor is, and what language the file is in. */
function Place() {
  const cursor = useEditor((state) => state.cursor);
  const path = useEditor((state) => {
    const tab = activeTab(state);
    return tab?.kind === 'file' ? tab.path : null;
  });
  if (path === null) return null;
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const language = Object.entries(workbenchTexts.languages).find(([one]) => one === extension)?.[1];
  return (
    <>
      {cursor === null ? null : (
        <Tooltip label={texts.goToLine}>
          <button type="button" className="status-item" onClick={() => openQuick(':')}>
            {texts.cursor(cursor.line, cursor.column)}
          </button>
        </Tooltip>
      )}
      {language === undefined ? null : <span className="status-item status-wide">{language}</span>}
    </>
  );
}

/** Where the secrets, the host and the workspace are; what is under way; the place in the file. */
export function StatusBar() {
  const info = useAppInfo((state) => state.info);
  const detail = useActiveDetail();
  const unsaved = useEditor((state) => dirtyDocs(state.docs).length);
  return (
    <footer className="status-bar" data-region="status">
      <Reach />
      {info ? (
        <span className="status-item status-wide">
          <IconDeviceDesktop size={12} aria-hidden />
          {info.host === 'electron' ? texts.desktop : texts.browser}
        </span>
      ) : null}
      <VaultItem />
      {info ? (
        <span className="status-item status-shrink status-wide" title={visibleText(info.workspace)}>
          <IconFolder size={12} aria-hidden />
          <span className="ellipsis">{visibleText(info.workspace)}</span>
        </span>
      ) : null}
      <RunUnderWay />
      <TaskList />
      <span className="grow" />
      {unsaved > 0 ? <span className="status-item">{texts.unsaved(unsaved)}</span> : null}
      <ProblemCount />
      <Place />
      {detail ? (
        <span className="status-item status-shrink">
          <span className="ellipsis">{texts.revision(detail.id, detail.version, detail.revision)}</span>
        </span>
      ) : null}
      <ToastList />
    </footer>
  );
}

import { lazy, Suspense, useEffect } from 'react';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { formatBytes } from '../../lib/format.ts';
import { tabTexts } from '../../texts/tabs.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { Overview } from '../connectors/overview.tsx';
import { useConnectors } from '../connectors/store.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { Welcome } from '../workbench/welcome.tsx';
import { docKey } from './documents.ts';
import { activeTab, loadDoc, useEditor } from './store.ts';
import { TabBar } from './tab-bar.tsx';
import { tabTip } from './tab-title.ts';
import { type Tab, tabId } from './tabs.ts';
import './editor.css';

const CodeEditor = lazy(() => import('./code-editor.tsx'));

function FilePage({ connector, path }: { readonly connector: string; readonly path: string }) {
  const key = docKey(connector, path);
  const loaded = useEditor((state) => state.docs.has(key));
  const readOnly = useEditor((state) => state.docs.get(key)?.readOnly ?? false);
  const chars = useEditor((state) => (readOnly ? (state.docs.get(key)?.text.length ?? 0) : 0));
  const pending = useEditor((state) => state.pending.get(key));
  const detail = useConnectors((state) => state.details.get(connector));

  useEffect(() => {
    if (!loaded && pending === undefined) void loadDoc(connector, path);
  }, [loaded, pending, connector, path]);

  // Imports resolve between models, so every module of the connector is read, on view or not.
  useEffect(() => {
    if (detail?.kind !== 'ready' || !path.endsWith('.js')) return;
    for (const file of detail.value.files) if (file.path.endsWith('.js')) void loadDoc(connector, file.path);
  }, [detail, connector, path]);

  if (!loaded && pending?.kind === 'failed')
    return <Failed failure={pending.failure} onRetry={() => void loadDoc(connector, path, true)} />;
  if (!loaded) return <Loading what={`Opening ${path}…`} />;
  return (
    <>
      <div className="breadcrumb mono">
        <span>{connector}</span>
        {path.split('/').map((part) => (
          <span key={part} className="breadcrumb-part">
            {part}
          </span>
        ))}
        {readOnly ? <span className="breadcrumb-note">read-only, {formatBytes(chars)}</span> : null}
      </div>
      <div className="grow">
        <Suspense fallback={<Loading what="Loading the editor…" />}>
          <CodeEditor docKey={key} path={path} readOnly={readOnly} />
        </Suspense>
      </div>
    </>
  );
}

function TabPage({ tab }: { readonly tab: Tab }) {
  switch (tab.kind) {
    case 'overview':
      return <Overview key={tab.connector} connector={tab.connector} />;
    case 'file':
      return <FilePage connector={tab.connector} path={tab.path} />;
    case 'settings':
      return <SettingsPage />;
  }
}

/** The tabs and what the one on view shows. */
export function EditorArea() {
  const tab = useEditor(activeTab);
  return (
    <section className="editor-area" aria-label={workbenchTexts.regions.editor} data-region="editor" tabIndex={-1}>
      {tab === undefined ? (
        <Welcome />
      ) : (
        <>
          <TabBar />
          <div
            className="editor-page"
            role="tabpanel"
            id="editor-page"
            aria-label={tab.kind === 'file' ? tab.path : tabTexts.page[tab.kind]}
          >
            <ErrorBoundary key={tabId(tab)} what={tabTip(tab)}>
              <TabPage tab={tab} />
            </ErrorBoundary>
          </div>
        </>
      )}
    </section>
  );
}

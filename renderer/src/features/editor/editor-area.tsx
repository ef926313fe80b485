import { lazy, Suspense, useEffect } from 'react';
import { assertNever } from '../../../../shared/result.ts';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { formatBytes } from '../../lib/format.ts';
import { editorTexts } from '../../texts/editor.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { Overview } from '../connectors/overview.tsx';
import { EntitiesPage } from '../entities/entities-page.tsx';
import { ListingPage } from '../gallery/listing-page.tsx';
import { UpdatePage } from '../gallery/update-page.tsx';
import { DiffPage } from '../history/diff-page.tsx';
import { HistoryPage } from '../history/history-page.tsx';
import { RevisionPage } from '../history/revision-page.tsx';
import { PublishPage } from '../publish/publish-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { MarketPage } from '../tenants/market-page.tsx';
import { Welcome } from '../workbench/welcome.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import { docKey } from './documents.ts';
import { activeTab, loadDoc, useEditor } from './store.ts';
import { SymbolPath } from './symbol-path.tsx';
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

  useEffect(() => {
    if (!loaded && pending === undefined) void loadDoc(connector, path);
  }, [loaded, pending, connector, path]);

  if (!loaded && pending?.kind === 'failed')
    return <Failed failure={pending.failure} onRetry={() => void loadDoc(connector, path)} />;
  if (!loaded) return <Loading what={editorTexts.opening(path)} />;
  return (
    <>
      <div className="breadcrumb mono">
        <span>{connector}</span>
        {path.split('/').map((part) => (
          <span key={part} className="breadcrumb-part">
            {part}
          </span>
        ))}
        {readOnly ? (
          <span className="breadcrumb-note">{editorTexts.readOnly(formatBytes(chars))}</span>
        ) : (
          <SymbolPath />
        )}
      </div>
      <ConflictBanner connector={connector} path={path} />
      <div className="grow">
        <Suspense fallback={<Loading what={editorTexts.loading} />}>
          <CodeEditor docKey={key} path={path} readOnly={readOnly} />
        </Suspense>
      </div>
    </>
  );
}

function TabPage({ tab }: { readonly tab: Tab }) {
  switch (tab.kind) {
    case 'entities':
      return <EntitiesPage key={tab.connector} connector={tab.connector} />;
    case 'overview':
      return <Overview key={tab.connector} connector={tab.connector} />;
    case 'file':
      return <FilePage connector={tab.connector} path={tab.path} />;
    case 'publish':
      return <PublishPage key={tab.connector} connector={tab.connector} />;
    case 'update':
      return <UpdatePage key={tab.connector} connector={tab.connector} />;
    case 'market':
      return <MarketPage view={tab.view} />;
    case 'listing':
      return <ListingPage key={tabId(tab)} tenant={tab.tenant} listing={tab.listing} />;
    case 'settings':
      return <SettingsPage />;
    case 'history':
      return <HistoryPage key={tabId(tab)} connector={tab.connector} path={tab.path} />;
    case 'diff':
      return <DiffPage key={tabId(tab)} {...tab} />;
    case 'revision':
      return <RevisionPage key={tabId(tab)} {...tab} />;
    default:
      return assertNever(tab);
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
            aria-label={tab.kind === 'file' ? tab.path : tabTip(tab)}
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

import { lazy, Suspense, useEffect } from 'react';
import { Failed, Loading } from '../../components/states.tsx';
import { formatBytes } from '../../lib/format.ts';
import { editorTexts } from '../../texts/editor.ts';
import { Overview } from '../connectors/overview.tsx';
import { Welcome } from '../workbench/welcome.tsx';
import { docKey } from './documents.ts';
import { activeTab, loadDoc, useEditor } from './store.ts';
import { SymbolPath } from './symbol-path.tsx';
import { TabBar } from './tab-bar.tsx';
import './editor.css';

const loadEditor = () => import('./code-editor.tsx');
const CodeEditor = lazy(loadEditor);

/** Loads the editor once the page has nothing else to do: the first file is then on view at once. */
export function preloadEditor(): () => void {
  const handle = requestIdleCallback(() => void loadEditor(), { timeout: 2000 });
  return () => cancelIdleCallback(handle);
}

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
    return <Failed failure={pending.failure} onRetry={() => void loadDoc(connector, path, true)} />;
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
      <div className="grow">
        <Suspense fallback={<Loading what={editorTexts.loading} />}>
          <CodeEditor docKey={key} path={path} readOnly={readOnly} />
        </Suspense>
      </div>
    </>
  );
}

/** The tabs and what the one on view shows. */
export function EditorArea() {
  const tab = useEditor(activeTab);
  return (
    <section className="editor-area" aria-label={editorTexts.area}>
      {tab === undefined ? (
        <Welcome />
      ) : (
        <>
          <TabBar />
          <div
            className="editor-page"
            role="tabpanel"
            id="editor-page"
            aria-label={tab.kind === 'file' ? tab.path : editorTexts.overview}
          >
            {tab.kind === 'overview' ? (
              <Overview key={tab.connector} connector={tab.connector} />
            ) : (
              <FilePage connector={tab.connector} path={tab.path} />
            )}
          </div>
        </>
      )}
    </section>
  );
}

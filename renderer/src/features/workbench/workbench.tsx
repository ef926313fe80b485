import { useEffect } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import { whenOpen } from '../../backend/session.ts';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { workbenchTexts as texts } from '../../texts/workbench.ts';
import { refreshAppInfo } from '../about/store.ts';
import { ConnectionsView } from '../connections/connections-view.tsx';
import { VaultPrompt } from '../connections/vault-prompt.tsx';
import { Explorer } from '../connectors/explorer.tsx';
import { refreshConnectors, selectConnector, useConnectors } from '../connectors/store.ts';
import { EditorArea } from '../editor/editor-area.tsx';
import { activeTab, useEditor } from '../editor/store.ts';
import { keepChanged } from '../editor/tab-actions.ts';
import { TabSwitcher } from '../editor/tab-switcher.tsx';
import { connectorOf } from '../editor/tabs.ts';
import { DropTarget } from '../import/drop-target.tsx';
import { QuickOpen } from '../palette/quick-open.tsx';
import { watchPublications } from '../publish/publications-store.ts';
import { watchRuns } from '../run/store.ts';
import { RunsView } from '../runs/runs-view.tsx';
import { watchSeries } from '../runs/series-store.ts';
import { SearchView } from '../search/search-view.tsx';
import { useTheme } from '../settings/use-theme.ts';
import { ShellLink } from '../shell/shell-link.tsx';
import { MarketView } from '../tenants/market-view.tsx';
import { ActivityBar } from './activity-bar.tsx';
import { BottomPanel } from './bottom-panel.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DialogHost } from './dialog-host.tsx';
import { keepFocus } from './focus-keeper.ts';
import { useLayout } from './layout.ts';
import { usePanelSizes } from './panel-sizes.ts';
import { watchProgress } from './progress-sources.ts';
import { SkipLinks } from './skip-links.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useKeysAndMenu } from './use-keys.ts';
import './workbench.css';

function SideBar() {
  const activity = useLayout((state) => state.activity);
  switch (activity) {
    case 'connectors':
      return <Explorer />;
    case 'search':
      return <SearchView />;
    case 'connections':
      return <ConnectionsView />;
    case 'runs':
      return <RunsView />;
    case 'marketplace':
      return <MarketView />;
  }
}

/** The editor with the panel below or beside it; one of them alone where that is asked for. */
function EditorAndPanel() {
  const layout = useLayout();
  // Before there is a connector nothing can run: the way to the first one has the room.
  const empty = useConnectors((state) => state.list.kind === 'ready' && state.list.value.length === 0);
  const open = layout.panelOpen && !layout.zen && !empty;
  const side = layout.panelSide;
  const alone = open && layout.panelMax;
  const sizes = usePanelSizes(`rows.${side}`, [...(alone ? [] : ['editor']), ...(open ? ['panel'] : [])]);
  return (
    <PanelGroup key={side} orientation={side === 'bottom' ? 'vertical' : 'horizontal'} {...sizes}>
      {alone ? null : (
        <Panel id="editor" minSize={side === 'bottom' ? '80px' : '240px'}>
          <EditorArea />
        </Panel>
      )}
      {open && !alone ? (
        <Separator className={side === 'bottom' ? 'separator-h' : 'separator-v'} aria-label={texts.resizePanel} />
      ) : null}
      {open ? (
        <Panel id="panel" defaultSize="44%" minSize={side === 'bottom' ? '120px' : '320px'}>
          <BottomPanel />
        </Panel>
      ) : null}
    </PanelGroup>
  );
}

function Panels() {
  const sidebar = useLayout((state) => state.sidebar && !state.zen);
  const resets = useLayout((state) => state.resets);
  const columns = usePanelSizes('columns', sidebar ? ['side', 'main'] : ['main']);
  return (
    <PanelGroup key={resets} orientation="horizontal" className="grow" {...columns}>
      {sidebar ? (
        <>
          <Panel id="side" defaultSize="248px" minSize="170px" maxSize="50%" groupResizeBehavior="preserve-pixel-size">
            <ErrorBoundary what={texts.views}>
              <SideBar />
            </ErrorBoundary>
          </Panel>
          <Separator className="separator-v" aria-label={texts.resizeSide} />
        </>
      ) : null}
      <Panel id="main" minSize="320px">
        <EditorAndPanel />
      </Panel>
    </PanelGroup>
  );
}

/** The whole window. */
export function Workbench() {
  const zen = useLayout((state) => state.zen);
  useKeysAndMenu();
  useTheme();
  useEffect(
    () =>
      whenOpen(() => {
        void refreshAppInfo();
        void refreshConnectors();
        const tab = activeTab(useEditor.getState());
        const connector = tab === undefined ? undefined : connectorOf(tab);
        if (connector !== undefined) selectConnector(connector);
      }),
    [],
  );
  useEffect(() => watchRuns(), []);
  useEffect(() => watchSeries(), []);
  useEffect(() => watchPublications(), []);
  useEffect(() => keepChanged(), []);
  useEffect(() => watchProgress(), []);
  useEffect(() => keepFocus(), []);
  return (
    <div className="workbench">
      <SkipLinks />
      <TitleBar />
      <ConnectionBanner />
      <main className="workbench-body">
        {zen ? null : <ActivityBar />}
        <Panels />
      </main>
      <StatusBar />
      <QuickOpen />
      <TabSwitcher />
      <DialogHost />
      <VaultPrompt />
      <DropTarget />
      <ShellLink />
    </div>
  );
}

import { useEffect } from 'react';
import { Panel, Group as PanelGroup, Separator, useDefaultLayout } from 'react-resizable-panels';
import { whenOpen } from '../../backend/session.ts';
import { textStorage } from '../../lib/storage.ts';
import { refreshAppInfo } from '../about/store.ts';
import { ConnectionsView } from '../connections/connections-view.tsx';
import { VaultPrompt } from '../connections/vault-prompt.tsx';
import { Explorer } from '../connectors/explorer.tsx';
import { refreshConnectors, selectConnector } from '../connectors/store.ts';
import { EditorArea, preloadEditor } from '../editor/editor-area.tsx';
import { activeTab, useEditor } from '../editor/store.ts';
import { DropTarget } from '../import/drop-target.tsx';
import { Palette } from '../palette/palette.tsx';
import { watchRuns } from '../run/store.ts';
import { RunsView } from '../runs/runs-view.tsx';
import { watchSeries } from '../runs/series-store.ts';
import { ShellLink } from '../shell/shell-link.tsx';
import { ActivityBar } from './activity-bar.tsx';
import { BottomPanel } from './bottom-panel.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DialogHost } from './dialog-host.tsx';
import { useLayout } from './layout.ts';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useKeysAndMenu } from './use-keys.ts';
import './workbench.css';

function SideBar() {
  const activity = useLayout((state) => state.activity);
  if (activity === 'connections') return <ConnectionsView />;
  return activity === 'runs' ? <RunsView /> : <Explorer />;
}

function Panels() {
  const sidebar = useLayout((state) => state.sidebar);
  const panelOpen = useLayout((state) => state.panelOpen);
  const columns = useDefaultLayout({
    id: 'studio.columns',
    panelIds: sidebar ? ['side', 'main'] : ['main'],
    storage: textStorage,
  });
  const rows = useDefaultLayout({
    id: 'studio.rows',
    panelIds: panelOpen ? ['editor', 'panel'] : ['editor'],
    storage: textStorage,
  });
  return (
    <PanelGroup
      orientation="horizontal"
      className="grow"
      defaultLayout={columns.defaultLayout}
      onLayoutChanged={columns.onLayoutChanged}
    >
      {sidebar ? (
        <>
          <Panel id="side" defaultSize="236px" minSize="160px" maxSize="50%" groupResizeBehavior="preserve-pixel-size">
            <SideBar />
          </Panel>
          <Separator className="separator-v" aria-label="Resize side view" />
        </>
      ) : null}
      <Panel id="main" minSize="320px">
        <PanelGroup orientation="vertical" defaultLayout={rows.defaultLayout} onLayoutChanged={rows.onLayoutChanged}>
          <Panel id="editor" minSize="80px">
            <EditorArea />
          </Panel>
          {panelOpen ? (
            <>
              <Separator className="separator-h" aria-label="Resize panel" />
              <Panel id="panel" defaultSize="44%" minSize="120px">
                <BottomPanel />
              </Panel>
            </>
          ) : null}
        </PanelGroup>
      </Panel>
    </PanelGroup>
  );
}

/** The whole window. */
export function Workbench() {
  useKeysAndMenu();
  useEffect(
    () =>
      whenOpen(() => {
        void refreshAppInfo();
        void refreshConnectors();
        const tab = activeTab(useEditor.getState());
        if (tab) selectConnector(tab.connector);
      }),
    [],
  );
  useEffect(() => watchRuns(), []);
  useEffect(() => watchSeries(), []);
  useEffect(() => preloadEditor(), []);
  return (
    <div className="workbench">
      <TitleBar />
      <ConnectionBanner />
      <main className="workbench-body">
        <ActivityBar />
        <Panels />
      </main>
      <StatusBar />
      <Palette />
      <DialogHost />
      <VaultPrompt />
      <DropTarget />
      <ShellLink />
    </div>
  );
}

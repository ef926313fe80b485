import { Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { Panel, Group as PanelGroup, Separator, useDefaultLayout } from 'react-resizable-panels';
import { reconnectNow, useSession, whenOpen } from '../../backend/session.ts';
import { refreshAppInfo } from '../about/store.ts';
import { ConnectionsView } from '../connections/connections-view.tsx';
import { VaultPrompt } from '../connections/vault-prompt.tsx';
import { Explorer } from '../connectors/explorer.tsx';
import { refreshConnectors, selectConnector } from '../connectors/store.ts';
import { warnBeforeLeaving } from '../editor/close.ts';
import { EditorArea } from '../editor/editor-area.tsx';
import { activeTab, useEditor } from '../editor/store.ts';
import { DropTarget } from '../import/drop-target.tsx';
import { Palette } from '../palette/palette.tsx';
import { watchLostRuns } from '../run/store.ts';
import { RunsView } from '../runs/runs-view.tsx';
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
  const columns = useDefaultLayout({ id: 'studio.columns', panelIds: sidebar ? ['side', 'main'] : ['main'] });
  const rows = useDefaultLayout({ id: 'studio.rows', panelIds: panelOpen ? ['editor', 'panel'] : ['editor'] });
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

/** What stands until the line to the backend is open for the first time. */
function Connecting() {
  const state = useSession((session) => session.state);
  if (state.kind === 'connecting' && state.attempt === 0)
    return (
      <main className="connecting" aria-busy>
        <Loader size={20} aria-label="Connecting to the studio host" />
      </main>
    );
  return (
    <main className="connecting">
      <h1>The studio host does not answer</h1>
      <p>
        Is it still running? If it was started anew, open the address it printed: an old address is no longer valid.
      </p>
      <Button variant="default" onClick={reconnectNow}>
        Try again
      </Button>
    </main>
  );
}

/** The whole window. */
export function Workbench() {
  const everOpen = useSession((state) => state.everOpen);
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
  useEffect(() => watchLostRuns(), []);
  useEffect(() => warnBeforeLeaving(), []);
  if (!everOpen) return <Connecting />;
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
    </div>
  );
}

import { spotlight } from '@mantine/spotlight';
import { reconnectNow } from '../../backend/session.ts';
import { refreshConnectors, useConnectors } from '../connectors/store.ts';
import { closeActiveTab } from '../editor/close.ts';
import { saveConnector, saveFile } from '../editor/save.ts';
import { activeTab, showTab, stepTabs, useEditor } from '../editor/store.ts';
import { cancelRun, startRun, useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { openDialog } from './dialogs.ts';
import { showActivity, showPanel, toggleInput, togglePanel, toggleSidebar } from './layout.ts';

/** Something that can be asked for: by the palette, a key or the native menu. */
export interface AppCommand {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly keys?: string;
  /** Whether it makes sense now. */
  enabled(): boolean;
  run(): void;
}

const always = () => true;
const active = () => useConnectors.getState().active;
const hasActive = () => active() !== null;
const hasTab = () => activeTab(useEditor.getState()) !== undefined;

const withActive = (act: (connector: string) => void) => () => {
  const id = active();
  if (id !== null) act(id);
};

function save(): void {
  const tab = activeTab(useEditor.getState());
  if (tab?.kind === 'file') void saveFile(tab.connector, tab.path);
}

/** Every command of the workbench but those of the theme, which belong to the kit. */
export const commands: readonly AppCommand[] = [
  { id: 'run', group: 'Run', title: 'Run', keys: 'F5', enabled: hasActive, run: withActive((id) => void startRun(id)) },
  {
    id: 'cancel-run',
    group: 'Run',
    title: 'Cancel the run',
    enabled: () => isLive(useRun.getState().view),
    run: () => void cancelRun(),
  },
  { id: 'toggle-input', group: 'Run', title: 'Show or hide the input', enabled: hasActive, run: toggleInput },
  {
    id: 'import',
    group: 'Connector',
    title: 'Import an API description…',
    enabled: always,
    run: () => openDialog({ kind: 'import' }),
  },
  {
    id: 'import-again',
    group: 'Connector',
    title: 'Import a newer description…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'import', connector })),
  },
  {
    id: 'probe',
    group: 'Connector',
    title: 'Probe every entity…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'probe', connector })),
  },
  {
    id: 'publish',
    group: 'Connector',
    title: 'Publish…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'publish', connector })),
  },
  {
    id: 'new-connection',
    group: 'Connector',
    title: 'New connection…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'connection', connector })),
  },
  {
    id: 'overview',
    group: 'Connector',
    title: 'Show the overview',
    enabled: hasActive,
    run: withActive((connector) => showTab({ kind: 'overview', connector })),
  },
  {
    id: 'remove-connector',
    group: 'Connector',
    title: 'Remove the connector…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'remove', connector })),
  },
  { id: 'save', group: 'File', title: 'Save the file', keys: 'Ctrl+S', enabled: hasTab, run: save },
  {
    id: 'save-all',
    group: 'File',
    title: 'Save all files of the connector',
    enabled: hasActive,
    run: withActive((id) => void saveConnector(id)),
  },
  { id: 'close-tab', group: 'File', title: 'Close the tab', keys: 'Alt+W', enabled: hasTab, run: closeActiveTab },
  { id: 'next-tab', group: 'File', title: 'Next tab', keys: 'Alt+PgDn', enabled: hasTab, run: () => stepTabs(1) },
  {
    id: 'previous-tab',
    group: 'File',
    title: 'Previous tab',
    keys: 'Alt+PgUp',
    enabled: hasTab,
    run: () => stepTabs(-1),
  },
  {
    id: 'show-connectors',
    group: 'View',
    title: 'Connectors',
    enabled: always,
    run: () => showActivity('connectors', true),
  },
  {
    id: 'show-connections',
    group: 'View',
    title: 'Connections',
    enabled: always,
    run: () => showActivity('connections', true),
  },
  { id: 'show-runs', group: 'View', title: 'Runs', enabled: always, run: () => showActivity('runs', true) },
  { id: 'show-result', group: 'View', title: 'Result', enabled: always, run: () => showPanel('result') },
  { id: 'show-requests', group: 'View', title: 'Requests', enabled: always, run: () => showPanel('requests') },
  { id: 'show-logs', group: 'View', title: 'Logs', enabled: always, run: () => showPanel('logs') },
  { id: 'show-problems', group: 'View', title: 'Problems', enabled: always, run: () => showPanel('problems') },
  {
    id: 'toggle-sidebar',
    group: 'View',
    title: 'Show or hide the side view',
    keys: 'Ctrl+B',
    enabled: always,
    run: toggleSidebar,
  },
  {
    id: 'toggle-panel',
    group: 'View',
    title: 'Show or hide the panel',
    keys: 'Ctrl+J',
    enabled: always,
    run: togglePanel,
  },
  {
    id: 'refresh',
    group: 'View',
    title: 'Read the connectors again',
    enabled: always,
    run: () => void refreshConnectors(),
  },
  {
    id: 'about',
    group: 'Help',
    title: 'About Connector Studio',
    enabled: always,
    run: () => openDialog({ kind: 'about' }),
  },
  { id: 'reconnect', group: 'Help', title: 'Reconnect to the studio host', enabled: always, run: reconnectNow },
];

/** Runs a command by its id, where it makes sense now. */
export function runCommand(id: string): void {
  if (id === 'palette') {
    spotlight.open();
    return;
  }
  const command = commands.find((one) => one.id === id);
  if (command?.enabled()) command.run();
}

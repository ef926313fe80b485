import { reconnectNow } from '../../backend/session.ts';
import { type AppCommand, always } from './app-command.ts';
import { openDialog } from './dialogs.ts';
import { showActivity, showPanel, togglePanel, toggleSidebar } from './layout.ts';

/** What the window itself can do. */
export const viewCommands: readonly AppCommand[] = [
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
    id: 'about',
    group: 'Help',
    title: 'About Connector Studio',
    enabled: always,
    run: () => openDialog({ kind: 'about' }),
  },
  { id: 'reconnect', group: 'Help', title: 'Reconnect to the studio host', enabled: always, run: reconnectNow },
];

import { reconnectNow } from '../../backend/session.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { openQuick } from '../palette/store.ts';
import { type AppCommand, always } from './app-command.ts';
import { openDialog, useDialogs } from './dialogs.ts';
import {
  type Activity,
  type Panel,
  resetLayout,
  showActivity,
  showPanel,
  toggleMaximised,
  togglePanel,
  togglePanelSide,
  toggleSidebar,
  toggleZen,
} from './layout.ts';
import { openNotices } from './notices.ts';
import { moveFocus } from './regions.ts';

const { groups, commands: texts, activities, panels } = workbenchTexts;
const noDialog = (): boolean => useDialogs.getState().dialog === null;

const view = (id: string, title: string, run: () => void, keys?: string): AppCommand => ({
  id,
  group: groups.view,
  title,
  enabled: always,
  run,
  ...(keys === undefined ? {} : { keys }),
});
const activity = (id: Activity, keys?: string): AppCommand =>
  view(`show-${id}`, activities[id], () => showActivity(id, true), keys);
const panel = (id: Panel, keys?: string): AppCommand => view(`show-${id}`, panels[id], () => showPanel(id), keys);

/** What the window itself can do. */
export const viewCommands: readonly AppCommand[] = [
  {
    id: 'commands',
    group: groups.go,
    title: texts.palette,
    keys: 'Ctrl+Shift+P',
    moreKeys: ['Ctrl+K', 'F1'],
    inDialog: true,
    enabled: noDialog,
    run: () => openQuick('>'),
  },
  {
    id: 'quick-open',
    group: groups.go,
    title: texts.quickOpen,
    keys: 'Ctrl+P',
    inDialog: true,
    enabled: noDialog,
    run: () => openQuick(''),
  },
  { id: 'go-to-line', group: groups.go, title: texts.goToLine, enabled: noDialog, run: () => openQuick(':') },
  activity('connectors', 'Ctrl+Shift+E'),
  activity('connections'),
  activity('runs'),
  activity('marketplace'),
  panel('result'),
  panel('requests'),
  panel('logs'),
  panel('problems', 'Ctrl+Shift+M'),
  view('toggle-sidebar', texts.toggleSidebar, toggleSidebar, 'Ctrl+B'),
  view('toggle-panel', texts.togglePanel, togglePanel, 'Ctrl+J'),
  view('maximise-panel', texts.maximisePanel, toggleMaximised, 'Ctrl+Shift+J'),
  view('panel-side', texts.panelSide, togglePanelSide),
  view('zen', texts.zen, toggleZen, 'Alt+Shift+Z'),
  view('reset-layout', texts.resetLayout, resetLayout),
  { ...view('next-region', texts.nextRegion, () => moveFocus(1), 'F6') },
  { ...view('previous-region', texts.previousRegion, () => moveFocus(-1), 'Shift+F6') },
  view('notices', texts.notices, openNotices),
  { id: 'about', group: groups.help, title: texts.about, enabled: always, run: () => openDialog({ kind: 'about' }) },
  { id: 'reconnect', group: groups.help, title: texts.reconnect, enabled: always, run: reconnectNow },
];

import { tabTexts } from '../../texts/tabs.ts';
import { hasActive, withActive } from '../connectors/active.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { editorActions } from './actions.ts';
import { closeActiveTab } from './close.ts';
import { saveConnector } from './save.ts';
import { saveOnView } from './save-on-view.ts';
import { activeTab, stepTabs, useEditor } from './store.ts';
import { closeSeveral, pinTab, revealTab, withTab } from './tab-actions.ts';
import { switchTab } from './tab-switcher.tsx';

const { group, ...texts } = tabTexts.commands;
const hasTab = (): boolean => activeTab(useEditor.getState()) !== undefined;
const hasFile = (): boolean => activeTab(useEditor.getState())?.kind === 'file';

/** What can be done with files and tabs. A browser keeps Ctrl+W and Ctrl+Tab for itself: each has a second way. */
export const editorCommands: readonly AppCommand[] = [
  { id: 'save', group, title: texts.save, keys: 'Ctrl+S', enabled: hasFile, run: () => void saveOnView() },
  {
    id: 'save-all',
    group,
    title: texts.saveAll,
    keys: 'Ctrl+Shift+S',
    enabled: hasActive,
    run: withActive((id) => void saveConnector(id)),
  },
  {
    id: 'close-tab',
    group,
    title: texts.close,
    keys: 'Alt+W',
    moreKeys: ['Ctrl+W'],
    enabled: hasTab,
    run: closeActiveTab,
  },
  {
    id: 'close-all-tabs',
    group,
    title: texts.closeAll,
    enabled: hasTab,
    run: withTab((id) => closeSeveral(id, 'all')),
  },
  {
    id: 'close-other-tabs',
    group,
    title: texts.closeOthers,
    enabled: hasTab,
    run: withTab((id) => closeSeveral(id, 'others')),
  },
  { id: 'pin-tab', group, title: texts.pin, enabled: hasTab, run: withTab(pinTab) },
  {
    id: 'next-tab',
    group,
    title: texts.next,
    keys: 'Alt+PgDn',
    moreKeys: ['Ctrl+PgDn'],
    enabled: hasTab,
    run: () => stepTabs(1),
  },
  {
    id: 'previous-tab',
    group,
    title: texts.previous,
    keys: 'Alt+PgUp',
    moreKeys: ['Ctrl+PgUp'],
    enabled: hasTab,
    run: () => stepTabs(-1),
  },
  {
    id: 'switch-tab',
    group,
    title: texts.switch,
    keys: 'Alt+Q',
    moreKeys: ['Ctrl+Tab'],
    enabled: hasTab,
    run: () => switchTab(1),
  },
  {
    id: 'switch-tab-back',
    group,
    title: texts.switchBack,
    keys: 'Alt+Shift+Q',
    moreKeys: ['Ctrl+Shift+Tab'],
    enabled: hasTab,
    run: () => switchTab(-1),
  },
  { id: 'reveal', group, title: texts.reveal, enabled: hasFile, run: withTab((_id, tab) => revealTab(tab)) },
  ...editorActions,
];

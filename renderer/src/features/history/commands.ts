import { historyTexts } from '../../texts/history.ts';
import { hasActive, withActive } from '../connectors/active.ts';
import { activeTab, showTab, useEditor } from '../editor/store.ts';
import type { AppCommand } from '../workbench/app-command.ts';

/** The connector and path of the file on view. */
function fileOnView(): { readonly connector: string; readonly path: string } | undefined {
  const tab = activeTab(useEditor.getState());
  return tab !== undefined && 'path' in tab && tab.path !== undefined
    ? { connector: tab.connector, path: tab.path }
    : undefined;
}

/** What looks back. */
export const historyCommands: readonly AppCommand[] = [
  {
    id: 'history',
    group: historyTexts.commandGroup,
    title: historyTexts.commandConnector,
    enabled: hasActive,
    run: withActive((connector) => showTab({ kind: 'history', connector })),
  },
  {
    id: 'file-history',
    group: historyTexts.commandGroup,
    title: historyTexts.commandFile,
    enabled: () => fileOnView() !== undefined,
    run: () => {
      const file = fileOnView();
      if (file) showTab({ kind: 'history', ...file });
    },
  },
];

import { ContextMenu, type MenuEntry } from '../../components/context-menu.tsx';
import { copyText } from '../../lib/clipboard.ts';
import { explorerTexts as texts } from '../../texts/explorer.ts';
import { showFile, showTab } from '../editor/store.ts';
import { showEntities } from '../entities/store.ts';
import { runTarget } from '../run/target-commands.ts';
import { focusSearch, useSearch } from '../search/store.ts';
import { runCommand } from '../workbench/commands.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showActivity } from '../workbench/layout.ts';
import { exportArchive, removeFile } from './explorer-actions.ts';
import type { ExplorerRow } from './explorer-rows.ts';
import { useExplorer } from './explorer-state.ts';
import { selectConnector } from './store.ts';

const isRemovable = (path: string): boolean => path !== 'connector.json';

/** Files whose name is their meaning cannot have another one. */
const isRenamable = (path: string): boolean => /^(?:functions|spec)\//.test(path);

function searchIn(connector: string, include: string): void {
  showActivity('search', true);
  useSearch.setState(({ form }) => ({ form: { ...form, connector, include } }));
  focusSearch();
}

const onConnector = (connector: string, command: string) => (): void => {
  selectConnector(connector);
  runCommand(command);
};

function connectorEntries(connector: string): readonly MenuEntry[] {
  return [
    { label: texts.openOverview, run: () => showTab({ kind: 'overview', connector }) },
    { label: texts.newFile, run: () => openDialog({ kind: 'new-file', connector }) },
    { label: texts.search, run: () => searchIn(connector, '') },
    'divider',
    { label: texts.importAgain, run: onConnector(connector, 'import-again') },
    { label: texts.publish, run: onConnector(connector, 'publish') },
    { label: texts.exportArchive, run: () => void exportArchive(connector) },
    { label: texts.duplicate, run: () => openDialog({ kind: 'duplicate', connector }) },
    'divider',
    { label: texts.removeConnector, danger: true, run: () => openDialog({ kind: 'remove', connector }) },
  ];
}

function fileEntries(row: Extract<ExplorerRow, { kind: 'file' }>): readonly MenuEntry[] {
  const { connector, path, target } = row;
  return [
    { label: texts.open, keys: 'Enter', run: () => showFile(connector, path) },
    ...(target === null ? [] : [{ label: texts.runTarget(target), run: () => runTarget(connector, target) }]),
    'divider',
    { label: texts.newFile, run: () => openDialog({ kind: 'new-file', connector }) },
    {
      label: texts.rename,
      keys: 'F2',
      disabled: !isRenamable(path),
      run: () => useExplorer.setState({ renaming: row.id }),
    },
    { label: texts.copyPath, run: () => copyText(`${connector}/${path}`, texts.path) },
    'divider',
    {
      label: texts.remove,
      keys: 'Delete',
      danger: true,
      disabled: !isRemovable(path),
      run: () => void removeFile(connector, path),
    },
  ];
}

/** What can be done with a row; the same by mouse and by keyboard. */
function entriesOf(row: ExplorerRow): readonly MenuEntry[] {
  const { connector } = row;
  switch (row.kind) {
    case 'connector':
      return connectorEntries(connector);
    case 'file':
      return fileEntries(row);
    case 'folder':
      return [
        { label: texts.newFile, run: () => openDialog({ kind: 'new-file', connector }) },
        { label: texts.search, run: () => searchIn(connector, `${row.path}/**`) },
      ];
    case 'command':
      return [
        { label: texts.runTarget(row.name), run: () => runTarget(connector, row.name) },
        { label: texts.open, keys: 'Enter', run: () => showFile(connector, row.path) },
      ];
    case 'entity':
      return [
        {
          label: texts.open,
          keys: 'Enter',
          run: () => showEntities(connector, { view: 'tables', text: '', entity: row.name }),
        },
      ];
    case 'entities':
    case 'history':
      return [{ label: texts.openOverview, run: () => showTab({ kind: 'overview', connector }) }];
    case 'note':
      return [];
  }
}

/** Keys on a row beside those of every tree; true where one was understood. */
export function rowKey(key: string, row: ExplorerRow): boolean {
  if (key === 'F2' && row.kind === 'file' && isRenamable(row.path)) useExplorer.setState({ renaming: row.id });
  else if (key === 'Delete' && row.kind === 'file' && isRemovable(row.path)) void removeFile(row.connector, row.path);
  else if (key === 'Delete' && row.kind === 'connector') openDialog({ kind: 'remove', connector: row.connector });
  else return false;
  return true;
}

/** The menu of a row of the explorer. */
export function ExplorerMenu() {
  const menu = useExplorer((state) => state.menu);
  return (
    <ContextMenu
      label={texts.menu}
      at={menu?.at ?? null}
      entries={menu === null ? [] : entriesOf(menu.row)}
      onClose={() => useExplorer.setState({ menu: null })}
    />
  );
}

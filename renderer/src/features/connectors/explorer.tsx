import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { TreeView } from '../../components/tree-view.tsx';
import {
  IconDots,
  IconFileImport,
  IconFilePlus,
  IconFolderOpen,
  IconFoldUp,
  IconPlus,
  IconRefresh,
  IconX,
} from '../../icons.ts';
import { explorerTexts as texts } from '../../texts/explorer.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { activeTab, showFile, showTab, useEditor } from '../editor/store.ts';
import { connectorOf } from '../editor/tabs.ts';
import { showEntities } from '../entities/store.ts';
import { tryDemo } from '../import/demo.ts';
import { chooseArchive } from '../open-request/choose.ts';
import { useSettings } from '../settings/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { focusRegion } from '../workbench/regions.ts';
import { SideView } from '../workbench/side-view.tsx';
import { ExplorerMenu, rowKey } from './explorer-menu.tsx';
import { ExplorerRowView } from './explorer-row.tsx';
import { type ExplorerRow, explorerRows } from './explorer-rows.ts';
import { toggleRow, useExplorer } from './explorer-state.ts';
import './explorer.css';
import { refreshConnector, refreshConnectors, selectConnector, toggleConnector, useConnectors } from './store.ts';

function toggle(row: ExplorerRow): void {
  if (row.kind === 'connector') toggleConnector(row.connector);
  else if (row.expanded !== undefined) toggleRow(row.id);
}

function open(row: ExplorerRow, preview: boolean): void {
  switch (row.kind) {
    case 'connector':
      selectConnector(row.connector);
      showTab({ kind: 'overview', connector: row.connector }, preview);
      break;
    case 'file':
    case 'command':
      showFile(row.connector, row.path, preview);
      break;
    case 'entity':
      showEntities(row.connector, { view: 'tables', text: '', entity: row.name }, preview);
      break;
    case 'history':
      showTab({ kind: 'history', connector: row.connector }, preview);
      break;
    case 'folder':
    case 'entities':
      toggle(row);
      break;
    case 'note':
      break;
  }
}

function useRows(connectors: readonly ConnectorSummary[]): readonly ExplorerRow[] {
  const details = useConnectors((state) => state.details);
  const expanded = useConnectors((state) => state.expanded);
  const toggled = useExplorer((state) => state.toggled);
  const filter = useExplorer((state) => state.filter);
  // What was unfolded in an earlier visit is read now; with a filter everything is.
  useEffect(() => {
    for (const { id } of connectors)
      if ((filter !== '' || expanded.has(id)) && !details.has(id)) void refreshConnector(id);
  }, [connectors, expanded, details, filter]);
  return useMemo(
    () => explorerRows(connectors, details, { connectors: expanded, toggled, filter: filter.trim() }),
    [connectors, details, expanded, toggled, filter],
  );
}

function Filter() {
  const filter = useExplorer((state) => state.filter);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef(filter);
  useEffect(() => {
    // A first letter was typed in the tree: the next ones go on here.
    if (before.current === '' && filter !== '') input.current?.focus();
    before.current = filter;
  }, [filter]);
  return (
    <TextInput
      ref={input}
      className="explorer-filter"
      aria-label={texts.filter}
      placeholder={texts.filterHint}
      value={filter}
      onChange={(event) => useExplorer.setState({ filter: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') useExplorer.setState({ filter: '' });
        if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') focusRegion('side');
      }}
      rightSection={
        filter === '' ? null : (
          <ActionIcon aria-label={texts.clearFilter} onClick={() => useExplorer.setState({ filter: '' })}>
            <IconX size={12} />
          </ActionIcon>
        )
      }
    />
  );
}

function Files({ connectors }: { readonly connectors: readonly ConnectorSummary[] }) {
  const rows = useRows(connectors);
  const active = useConnectors((state) => state.active);
  const filter = useExplorer((state) => state.filter);
  const reveal = useExplorer((state) => state.reveal);
  const previews = useSettings((state) => state.previewTabs);
  const tab = useEditor(activeTab);
  // The same list until another file is unsaved: typing does not draw the tree anew.
  const unsaved = useEditor(
    useShallow((state) => dirtyDocs(state.docs).map((doc) => `file:${doc.connector}/${doc.path}`)),
  );
  const dirty = useMemo(() => new Set(unsaved), [unsaved]);
  useEffect(() => {
    if (reveal > 0) focusRegion('side');
  }, [reveal]);
  const connector = tab === undefined ? undefined : connectorOf(tab);
  const current =
    tab?.kind === 'file'
      ? `file:${tab.connector}/${tab.path}`
      : connector === undefined
        ? null
        : `connector:${connector}`;
  return (
    <>
      <Filter />
      {rows.length === 0 ? <p className="explorer-nothing dim">{texts.nothingFits}</p> : null}
      <TreeView
        label={texts.tree}
        rows={rows}
        selected={current}
        onOpen={(row, how) => open(row, previews && how === 'look')}
        onToggle={toggle}
        onMenu={(row, at) => row.kind !== 'note' && useExplorer.setState({ menu: { row, at } })}
        onKey={(event, row) => !event.ctrlKey && !event.metaKey && rowKey(event.key, row)}
        onType={(letter) => letter.trim() !== '' && useExplorer.setState({ filter: filter + letter })}
      >
        {(row) => (
          <ExplorerRowView
            row={row}
            active={row.kind === 'connector' && row.connector === active}
            unsaved={dirty.has(row.id)}
          />
        )}
      </TreeView>
      <ExplorerMenu />
    </>
  );
}

function Actions() {
  const active = useConnectors((state) => state.active);
  return (
    <>
      <Tooltip label={texts.importTip}>
        <ActionIcon aria-label={texts.import} onClick={() => openDialog({ kind: 'import' })}>
          <IconFileImport size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={texts.newFile}>
        <ActionIcon
          aria-label={texts.newFile}
          disabled={active === null}
          onClick={() => active !== null && openDialog({ kind: 'new-file', connector: active })}
        >
          <IconFilePlus size={15} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={texts.more}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => openDialog({ kind: 'new-connector' })}
          >
            {texts.newConnector}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderOpen size={14} aria-hidden />} onClick={chooseArchive}>
            {texts.openArchive}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFoldUp size={14} aria-hidden />}
            onClick={() => useConnectors.setState({ expanded: new Set() })}
          >
            {texts.foldAll}
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={14} aria-hidden />} onClick={() => void refreshConnectors()}>
            {texts.refreshTip}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** The connectors of the workspace with what they hold. */
export function Explorer() {
  const list = useConnectors((state) => state.list);
  return (
    <SideView title={texts.title} actions={<Actions />}>
      {list.kind === 'loading' ? <Loading what={texts.readingList} /> : null}
      {list.kind === 'failed' ? <Failed failure={list.failure} onRetry={() => void refreshConnectors()} /> : null}
      {list.kind === 'ready' && list.value.length === 0 ? (
        <Empty icon={<IconFileImport size={28} stroke={1.4} aria-hidden />} title={texts.emptyTitle}>
          <p>{texts.emptyText}</p>
          <Button variant="default" onClick={() => openDialog({ kind: 'import' })}>
            {texts.emptyImport}
          </Button>
          <Button variant="default" onClick={() => openDialog({ kind: 'new-connector' })}>
            {texts.newConnector}
          </Button>
          <Button variant="subtle" color="gray" className="quiet-button" onClick={() => void tryDemo()}>
            {texts.demo}
          </Button>
          <Button variant="subtle" color="gray" className="quiet-button" onClick={chooseArchive}>
            {texts.openArchive}
          </Button>
        </Empty>
      ) : null}
      {list.kind === 'ready' && list.value.length > 0 ? (
        <div className="explorer">
          <Files connectors={list.value} />
        </div>
      ) : null}
    </SideView>
  );
}

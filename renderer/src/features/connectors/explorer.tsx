import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { TreeView } from '../../components/tree-view.tsx';
import { IconFileImport, IconRefresh } from '../../icons.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { activeTab, showFile, showTab, useEditor } from '../editor/store.ts';
import { tabId } from '../editor/tabs.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { SideView } from '../workbench/side-view.tsx';
import { type ExplorerRow, explorerRows } from './explorer-rows.ts';
import { refreshConnectors, selectConnector, toggleConnector, useConnectors } from './store.ts';

function openRow(row: ExplorerRow): void {
  if (row.kind === 'connector') {
    selectConnector(row.connector);
    showTab({ kind: 'overview', connector: row.connector });
  } else if (row.kind === 'file') showFile(row.connector, row.path);
  else if (row.kind === 'history') showTab({ kind: 'history', connector: row.connector });
}

function Files({ connectors }: { readonly connectors: readonly ConnectorSummary[] }) {
  const details = useConnectors((state) => state.details);
  const expanded = useConnectors((state) => state.expanded);
  const active = useConnectors((state) => state.active);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set());
  const tab = useEditor(activeTab);
  const docs = useEditor((state) => state.docs);
  const dirty = useMemo(() => new Set(dirtyDocs(docs).map((doc) => `file:${doc.connector}/${doc.path}`)), [docs]);
  const rows = useMemo(
    () => explorerRows(connectors, details, expanded, folded),
    [connectors, details, expanded, folded],
  );
  const toggle = (row: ExplorerRow) => {
    if (row.kind === 'connector') toggleConnector(row.connector);
    else if (row.kind === 'folder') {
      const next = new Set(folded);
      if (!next.delete(row.id)) next.add(row.id);
      setFolded(next);
    }
  };
  const current = tab === undefined ? null : tab.kind === 'overview' ? `connector:${tab.connector}` : tabId(tab);
  return (
    <TreeView
      label="Connectors"
      rows={rows.map((row) => ({
        ...row,
        strong: row.kind === 'connector' && row.connector === active,
        marked: dirty.has(row.id),
      }))}
      selected={current}
      onOpen={(row) => {
        openRow(row);
        if (row.kind === 'folder') toggle(row);
      }}
      onToggle={toggle}
    />
  );
}

/** The connectors of the workspace with their files. */
export function Explorer() {
  const list = useConnectors((state) => state.list);
  return (
    <SideView
      title="Connectors"
      actions={
        <>
          <Tooltip label="Import an API description">
            <ActionIcon aria-label="Import" onClick={() => openDialog({ kind: 'import' })}>
              <IconFileImport size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Read the list again">
            <ActionIcon aria-label="Refresh connectors" onClick={() => void refreshConnectors()}>
              <IconRefresh size={14} />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {list.kind === 'loading' ? <Loading what="Reading the workspace…" /> : null}
      {list.kind === 'failed' ? <Failed failure={list.failure} onRetry={() => void refreshConnectors()} /> : null}
      {list.kind === 'ready' && list.value.length === 0 ? (
        <Empty icon={<IconFileImport size={28} stroke={1.4} aria-hidden />} title="No connectors yet">
          <p>Import an API description: the studio proposes tables and commands and writes the code.</p>
          <Button variant="default" onClick={() => openDialog({ kind: 'import' })}>
            Import a description…
          </Button>
        </Empty>
      ) : null}
      {list.kind === 'ready' && list.value.length > 0 ? <Files connectors={list.value} /> : null}
    </SideView>
  );
}

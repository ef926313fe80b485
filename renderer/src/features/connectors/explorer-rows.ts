import type { ConnectorDetail, ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { historyTexts } from '../../texts/history.ts';
import { type FileNode, fileTree } from './file-tree.ts';

interface RowBase {
  readonly id: string;
  readonly label: string;
  readonly level: number;
  /** Undefined for a row that holds nothing. */
  readonly expanded: boolean | undefined;
  readonly connector: string;
  /** Small text behind the label. */
  readonly note?: string;
}

/** A row of the explorer. */
export type ExplorerRow =
  | (RowBase & { readonly kind: 'connector' })
  | (RowBase & { readonly kind: 'folder' })
  | (RowBase & { readonly kind: 'file'; readonly path: string })
  /** The way to the revisions of the connector. */
  | (RowBase & { readonly kind: 'history' })
  | (RowBase & { readonly kind: 'note' });

/** The rows on view: connectors, and below the unfolded ones their folders and files. `folded` names closed folders. */
export function explorerRows(
  connectors: readonly ConnectorSummary[],
  details: ReadonlyMap<string, Loadable<ConnectorDetail>>,
  expanded: ReadonlySet<string>,
  folded: ReadonlySet<string>,
): readonly ExplorerRow[] {
  const rows: ExplorerRow[] = [];
  const addFiles = (connector: string, nodes: readonly FileNode[], level: number) => {
    for (const node of nodes) {
      const id = `${node.folder ? 'folder' : 'file'}:${connector}/${node.path}`;
      if (!node.folder) {
        rows.push({ kind: 'file', id, label: node.name, level, expanded: undefined, connector, path: node.path });
        continue;
      }
      const open = !folded.has(id);
      rows.push({ kind: 'folder', id, label: node.name, level, expanded: open, connector });
      if (open) addFiles(connector, node.children, level + 1);
    }
  };
  for (const { id: connector, version } of connectors) {
    const open = expanded.has(connector);
    rows.push({
      kind: 'connector',
      id: `connector:${connector}`,
      label: connector,
      level: 1,
      expanded: open,
      connector,
      note: version,
    });
    if (!open) continue;
    const detail = details.get(connector);
    if (detail?.kind === 'ready') {
      addFiles(connector, fileTree(detail.value.files.map((file) => file.path)), 2);
      rows.push({
        kind: 'history',
        id: `history:${connector}/`,
        label: historyTexts.explorer,
        level: 2,
        expanded: undefined,
        connector,
        note: String(detail.value.revision),
      });
    } else
      rows.push({
        kind: 'note',
        id: `note:${connector}`,
        label: detail?.kind === 'failed' ? detail.failure.message : 'Reading the files…',
        level: 2,
        expanded: undefined,
        connector,
      });
  }
  return rows;
}

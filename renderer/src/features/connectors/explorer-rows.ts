import type { ConnectorDetail, ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { explorerTexts } from '../../texts/explorer.ts';
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
  | (RowBase & { readonly kind: 'folder'; readonly path: string })
  /** `target` is the function that the file holds, where it can be run. */
  | (RowBase & { readonly kind: 'file'; readonly path: string; readonly target: string | null })
  | (RowBase & { readonly kind: 'command'; readonly name: string; readonly path: string })
  | (RowBase & { readonly kind: 'entities' })
  | (RowBase & { readonly kind: 'entity'; readonly name: string })
  | (RowBase & { readonly kind: 'history' })
  | (RowBase & { readonly kind: 'note' });

/** What is unfolded: connectors by id, what lies in them by the id of its row. */
export interface Unfolded {
  readonly connectors: ReadonlySet<string>;
  /** Rows that are not as they are at first. */
  readonly toggled: ReadonlySet<string>;
  /** Only files, commands and entities with this in their name; then everything is unfolded. */
  readonly filter: string;
}

/** Folders are open at first, the lists of commands and entities closed: there may be hundreds. */
const openAtFirst = (id: string): boolean => id.startsWith('folder:');

const runnable = /^functions\/(validate|config|schema|data|datalist|resource)\.(?:js|ts)$/;

/** The rows below one connector. */
function connectorRows(detail: ConnectorDetail, { toggled, filter }: Unfolded): readonly ExplorerRow[] {
  const connector = detail.id;
  const wanted = filter.toLowerCase();
  const fits = (text: string): boolean => wanted === '' || text.toLowerCase().includes(wanted);
  const isOpen = (id: string): boolean => wanted !== '' || openAtFirst(id) !== toggled.has(id);
  const commands = Object.keys(detail.manifest?.commands ?? {});
  const entities = detail.manifest?.entities ?? [];
  const rows: ExplorerRow[] = [];

  const addCommands = (file: FileNode) => {
    const id = `file:${connector}/${file.path}`;
    const shown = commands.filter(fits);
    if (!fits(file.name) && shown.length === 0) return;
    const expanded = shown.length === 0 ? undefined : isOpen(id);
    const base = { connector, path: file.path } as const;
    rows.push({
      ...base,
      kind: 'file',
      id,
      label: file.name,
      level: 2,
      expanded,
      target: null,
      note: `${commands.length}`,
    });
    if (expanded)
      for (const name of shown)
        rows.push({
          ...base,
          kind: 'command',
          id: `command:${connector}/${name}`,
          label: name,
          level: 3,
          expanded: undefined,
          name,
        });
  };
  const addNode = (node: FileNode, level: number) => {
    if (!node.folder) {
      if (/^commands\.(?:js|ts)$/.test(node.path) && commands.length > 0) addCommands(node);
      else if (fits(node.name)) {
        const target = runnable.exec(node.path)?.[1] ?? null;
        const id = `file:${connector}/${node.path}`;
        rows.push({
          kind: 'file',
          id,
          label: node.name,
          level,
          expanded: undefined,
          connector,
          path: node.path,
          target,
        });
      }
      return;
    }
    const id = `folder:${connector}/${node.path}`;
    const shown = node.children.filter((child) => fits(child.name));
    if (shown.length === 0) return;
    const expanded = isOpen(id);
    rows.push({ kind: 'folder', id, label: node.name, level, expanded, connector, path: node.path });
    if (expanded) for (const child of shown) addNode(child, level + 1);
  };
  const addEntities = () => {
    const shown = entities.filter((entity) => fits(entity.name));
    if (shown.length === 0) return;
    const id = `entities:${connector}`;
    const expanded = isOpen(id);
    rows.push({
      kind: 'entities',
      id,
      label: explorerTexts.entities,
      level: 2,
      expanded,
      connector,
      note: `${entities.length}`,
    });
    if (expanded)
      for (const { name } of shown)
        rows.push({
          kind: 'entity',
          id: `entity:${connector}/${name}`,
          label: name,
          level: 3,
          expanded: undefined,
          connector,
          name,
        });
  };

  const nodes = fileTree(detail.files.map((file) => file.path));
  const isCode = (node: FileNode): boolean => /^(?:connector\.json|functions|commands\.(?:js|ts))$/.test(node.path);
  for (const node of nodes) if (isCode(node)) addNode(node, 2);
  addEntities();
  for (const node of nodes) if (!isCode(node)) addNode(node, 2);
  if (fits(explorerTexts.history))
    rows.push({
      kind: 'history',
      id: `history:${connector}`,
      label: explorerTexts.history,
      level: 2,
      expanded: undefined,
      connector,
      note: explorerTexts.revision(detail.revision),
    });
  return rows;
}

/** The rows on view: connectors, and below the unfolded ones their files, commands, entities and history. */
export function explorerRows(
  connectors: readonly ConnectorSummary[],
  details: ReadonlyMap<string, Loadable<ConnectorDetail>>,
  unfolded: Unfolded,
): readonly ExplorerRow[] {
  const filtering = unfolded.filter !== '';
  const rows: ExplorerRow[] = [];
  for (const { id: connector, version } of connectors) {
    const detail = details.get(connector);
    const ready = detail?.kind === 'ready' ? connectorRows(detail.value, unfolded) : undefined;
    const named = connector.includes(unfolded.filter.toLowerCase());
    if (filtering && !named && (ready === undefined || ready.length === 0)) continue;
    const open = filtering ? ready !== undefined && ready.length > 0 : unfolded.connectors.has(connector);
    const base = { connector, level: 1, label: connector, note: version };
    rows.push({ ...base, kind: 'connector', id: `connector:${connector}`, expanded: open });
    if (!open) continue;
    if (ready !== undefined) rows.push(...ready);
    else
      rows.push({
        kind: 'note',
        id: `note:${connector}`,
        label: detail?.kind === 'failed' ? detail.failure.message : explorerTexts.reading,
        level: 2,
        expanded: undefined,
        connector,
      });
  }
  return rows;
}

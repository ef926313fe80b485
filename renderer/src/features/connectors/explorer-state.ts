import { z } from 'zod';
import { create } from 'zustand';
import type { Point } from '../../components/tree-view.tsx';
import { readStored, writeStored } from '../../lib/storage.ts';
import type { ExplorerRow } from './explorer-rows.ts';

interface ExplorerState {
  /** Rows that are not folded or unfolded as at first; remembered. */
  readonly toggled: ReadonlySet<string>;
  readonly filter: string;
  /** Row whose name is being changed. */
  readonly renaming: string | null;
  /** The row whose menu is open, and where. */
  readonly menu: { readonly row: ExplorerRow; readonly at: Point } | null;
  /** Counts up to move the keyboard to the row of what is on view. */
  readonly reveal: number;
}

const kept = 500;

export const useExplorer = create<ExplorerState>(() => ({
  toggled: new Set(readStored('explorer', z.array(z.string()).max(kept), [])),
  filter: '',
  renaming: null,
  menu: null,
  reveal: 0,
}));

/** Folds or unfolds a row that is no connector. */
export function toggleRow(id: string): void {
  const toggled = new Set(useExplorer.getState().toggled);
  if (!toggled.delete(id)) toggled.add(id);
  useExplorer.setState({ toggled });
  writeStored('explorer', [...toggled].slice(-kept));
}

/** Unfolds what hides a file, and moves the keyboard to its row. */
export function revealFile(connector: string, path: string): void {
  const folder = `folder:${connector}/${path.slice(0, Math.max(0, path.indexOf('/')))}`;
  if (useExplorer.getState().toggled.has(folder)) toggleRow(folder);
  useExplorer.setState(({ reveal }) => ({ filter: '', reveal: reveal + 1 }));
}

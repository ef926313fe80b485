import { create } from 'zustand';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { useEditor } from '../editor/store.ts';
import { connectorOf } from '../editor/tabs.ts';
import type { InstallSecrets } from '../tenants/install-form.ts';

/** Secrets of the installations of one publish, by the key of their row. */
export type RowSecrets = ReadonlyMap<string, InstallSecrets>;
type Typed = ReadonlyMap<string, RowSecrets>;

const none: RowSecrets = new Map();

/**
 * Secrets that were typed for the publish of each connector, in the memory of this window only. They outlive the look at a file
 * and the closing of the page, and end when they were handed over, when their row is taken off the list, and when no tab of the
 * connector is left (A112).
 */
export const usePublishSecrets = create<{ readonly typed: Typed }>(() => ({ typed: new Map() }));

/** What was typed for a connector. */
export const secretsOf = ({ typed }: { readonly typed: Typed }, connector: string): RowSecrets =>
  typed.get(connector) ?? none;

/** Forgets what was typed for a connector. */
export const forgetSecrets = (connector: string): void =>
  usePublishSecrets.setState(({ typed }) => ({ typed: withoutEntry(typed, connector) }));

/** Keeps what is typed for a row; nothing is left of a row without secrets. */
export const keepSecrets = (connector: string, row: string, secrets: InstallSecrets): void =>
  usePublishSecrets.setState((state) => {
    const rows = secretsOf(state, connector);
    const now = secrets.size === 0 ? withoutEntry(rows, row) : withEntry(rows, row, secrets);
    return { typed: now.size === 0 ? withoutEntry(state.typed, connector) : withEntry(state.typed, connector, now) };
  });

useEditor.subscribe(({ tabs }, before) => {
  if (tabs.open === before.tabs.open) return;
  const open = new Set(tabs.open.map(connectorOf));
  for (const connector of usePublishSecrets.getState().typed.keys()) if (!open.has(connector)) forgetSecrets(connector);
});

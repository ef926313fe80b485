import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';
import { useDialogs } from '../workbench/dialogs.ts';

/** The quick open box: its text while it is open, and what was chosen in it lately. */
interface QuickState {
  /** null while it is closed. */
  readonly query: string | null;
  /** Ids of entries, the last chosen first. */
  readonly recent: readonly string[];
}

const keptRecent = 60;

export const useQuick = create<QuickState>(() => ({
  query: null,
  recent: readStored('recent', z.array(z.string()).max(keptRecent), []),
}));

/** Opens the box with a text; `>` in front lists commands, `:` goes to a line. Over a dialog it stays closed. */
export function openQuick(query: string): void {
  if (useDialogs.getState().dialog === null) useQuick.setState({ query });
}

export const closeQuick = (): void => useQuick.setState({ query: null });

/** Notes what was chosen, so that it comes first next time. */
export function noteChosen(id: string): void {
  const recent = [id, ...useQuick.getState().recent.filter((one) => one !== id)].slice(0, keptRecent);
  useQuick.setState({ recent });
  writeStored('recent', recent);
}

import { create } from 'zustand';

/** The dialogs of the workbench: at most one is open. */
export type Dialog =
  /** `connector` is the one that a newer description is merged into; absent for a new one. */
  | { readonly kind: 'import'; readonly connector?: string }
  /** `entities` are those to look at; all where absent. */
  | { readonly kind: 'probe'; readonly connector: string; readonly entities?: readonly string[] }
  | { readonly kind: 'publish'; readonly connector: string }
  /** `name` is the connection to change; absent for a new one. `allowHost` is offered at once. */
  | { readonly kind: 'connection'; readonly connector: string; readonly name?: string; readonly allowHost?: string }
  | { readonly kind: 'about' }
  | { readonly kind: 'stale'; readonly connector: string; readonly paths: readonly string[]; readonly message: string }
  | { readonly kind: 'close'; readonly tab: string; readonly connector: string; readonly path: string }
  | { readonly kind: 'new-file'; readonly connector: string }
  | { readonly kind: 'duplicate'; readonly connector: string }
  | { readonly kind: 'remove'; readonly connector: string };

export const useDialogs = create<{ readonly dialog: Dialog | null }>(() => ({ dialog: null }));

/** Opens a dialog in place of the one that is open. */
export const openDialog = (dialog: Dialog): void => useDialogs.setState({ dialog });

/** Closes the open dialog. */
export const closeDialog = (): void => useDialogs.setState({ dialog: null });

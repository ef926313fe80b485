import { create } from 'zustand';

/** The dialogs of the workbench: at most one is open. */
export type Dialog =
  /** `connector` is the one that a newer description is merged into; absent for a new one. */
  | { readonly kind: 'import'; readonly connector?: string }
  /** `entities` are those to look at; all where absent. */
  | { readonly kind: 'probe'; readonly connector: string; readonly entities?: readonly string[] }
  /** `name` is the connection to change; absent for a new one, which begins as `like`. `allowHost` is offered at once. */
  | {
      readonly kind: 'connection';
      readonly connector: string;
      readonly name?: string;
      readonly like?: string;
      readonly allowHost?: string;
    }
  /** Two runs, by id, to be compared. */
  | { readonly kind: 'compare-runs'; readonly a: string; readonly b: string }
  | { readonly kind: 'remove-runs'; readonly connector: string }
  /** `section` is the part of the form that is shown first. */
  | {
      readonly kind: 'manifest';
      readonly connector: string;
      readonly section?: 'general' | 'hosts' | 'authentication' | 'settings';
    }
  | { readonly kind: 'new-connector' }
  | { readonly kind: 'about' }
  /** What it asks for stands in the store of features/open-request. */
  | { readonly kind: 'open-request' }
  | { readonly kind: 'conflict'; readonly connector: string; readonly path: string }
  | { readonly kind: 'name-revision'; readonly connector: string; readonly revision: number; readonly label: string }
  | { readonly kind: 'close'; readonly tab: string; readonly connector: string; readonly path: string }
  | { readonly kind: 'new-file'; readonly connector: string }
  | { readonly kind: 'duplicate'; readonly connector: string }
  | { readonly kind: 'remove'; readonly connector: string }
  /** `tenant` is the id of the one to change; a new one may begin with a marketplace. */
  | { readonly kind: 'tenant'; readonly intent: 'add'; readonly marketplace?: string }
  | { readonly kind: 'tenant'; readonly intent: 'rename' | 'replaceKey'; readonly tenant: string }
  | {
      readonly kind: 'forget';
      readonly what: { readonly tenant: string } | { readonly marketplace: string };
      readonly name: string;
    }
  /** An installed connector, by its id in a tenant. */
  | { readonly kind: 'uninstall' | 'swap'; readonly tenant: string; readonly instance: string; readonly name: string }
  /** A version of a listing, to be installed in a tenant. */
  | {
      readonly kind: 'install';
      readonly tenant: string;
      readonly listing: string;
      readonly name: string;
      readonly version: string;
    }
  /** A page that a link of a foreign text leads to. */
  | { readonly kind: 'open-page'; readonly href: string; readonly host: string }
  | { readonly kind: 'give-up'; readonly publication: string };

export const useDialogs = create<{ readonly dialog: Dialog | null }>(() => ({ dialog: null }));

/** Opens a dialog in place of the one that is open. */
export const openDialog = (dialog: Dialog): void => useDialogs.setState({ dialog });

/** Closes the open dialog. */
export const closeDialog = (): void => useDialogs.setState({ dialog: null });

import type { Page } from '@playwright/test';

/** Where the studio runs: a browser on its own host, Electron's main and preload on Chromium, or Electron itself. */
export type HostKind = 'browser' | 'standin' | 'electron';

/** A running studio. */
export interface StudioApp {
  readonly kind: HostKind;
  readonly page: Page;
  /** Runs a function in Electron's main process; it may use nothing but its arguments. Rejects in the browser host. */
  evaluateMain<R, A = undefined>(fn: (electron: typeof Electron, argument: A) => R, argument?: A): Promise<Awaited<R>>;
  /** Exit code of the program, once it has ended. */
  readonly exited: Promise<number | null>;
  /** Ends it as a user would; resolves once nothing of it is left. */
  stop(): Promise<void>;
  /** Ends it at once, without a chance to tidy up: SIGKILL, or SIGTERM as a logout sends it. Resolves once nothing is left. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the workspace. */
  readonly workspace: string;
  /** Folder of the built application, where it is not the checkout; for the stand-in. */
  readonly app?: string;
  /** Further arguments of the desktop shell. */
  readonly args?: readonly string[];
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

export type Launch = (options: LaunchOptions) => Promise<StudioApp>;

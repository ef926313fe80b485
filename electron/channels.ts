/** Names of everything that crosses between preload and main. */
export const channels = {
  /** preload → main: asks for a line to the backend. */
  requestPort: 'backend:request-port',
  /** main → preload: carries the port. */
  port: 'backend:port',
  /** preload → main, answered with a boolean. */
  openExternal: 'shell:open-external',
  /** main → preload: a MenuCommand. */
  menuCommand: 'menu:command',
  /** preload → main, answered with OpenRequests. */
  takeOpenRequests: 'open:take',
  /** main → preload: there are some. */
  openRequests: 'open:waiting',
  /** preload → main: a ShellTheme. */
  setTheme: 'window:theme',
} as const;

/** main → backend. A `client` brings a port with it. */
export type BackendOrder = { readonly kind: 'client' } | { readonly kind: 'stop' };

/** backend → main: the workspace is open, or cannot be used, for this reason. */
export type BackendNotice = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly message: string };

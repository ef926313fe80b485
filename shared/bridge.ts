/** What the Electron preload gives to the page as `window.studio`; absent in the browser host. */
export interface StudioBridge {
  readonly platform: string;
  readonly versions: { readonly electron: string; readonly chrome: string };
  /** Asks the main process for a MessagePort to the backend; it arrives as a `studio:port` message event. */
  requestPort(): void;
  /** Opens an https address in the user's browser; false where it was refused. */
  openExternal(url: string): Promise<boolean>;
  /** Listens to the native menu; gives the function that stops listening. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
}

/** Commands of the native menu and of the command palette. */
export type MenuCommand = 'import' | 'save' | 'run' | 'publish' | 'palette' | 'toggle-theme';

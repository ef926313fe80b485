import type { MenuCommand } from './menu.ts';
import type { OpenRequest } from './open.ts';

export type { MenuCommand } from './menu.ts';

/** Colours of the window: the user's choice, or those of the system. */
export type ShellTheme = 'light' | 'dark' | 'system';

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
  /** Takes what the system asked the studio to open since the last call, in its order. */
  takeOpenRequests(): Promise<readonly OpenRequest[]>;
  /** Tells that there is something to take; gives the function that stops listening. */
  onOpenRequests(listener: () => void): () => void;
  /** Sets the colours of what the system draws: menus, dialogs, the window before its page is there. */
  setTheme(theme: ShellTheme): void;
}

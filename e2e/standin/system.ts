import { EventEmitter } from 'node:events';

interface MessageBox {
  readonly message: string;
  readonly detail?: string;
  readonly signal?: AbortSignal;
}

class NativeTheme extends EventEmitter {
  private source: 'light' | 'dark' | 'system' = 'system';

  get themeSource(): 'light' | 'dark' | 'system' {
    return this.source;
  }

  set themeSource(source: 'light' | 'dark' | 'system') {
    this.source = source;
    this.emit('updated');
  }

  /** The system of this stand-in is light. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

/** Electron's nativeTheme; what it says has no effect on pages. */
export const nativeTheme = new NativeTheme();

/** Native dialogs: kept in a list that a test reads; every message box is answered with its first button. */
export const dialog = {
  standinShown: [] as string[],
  showErrorBox: (title: string, content: string): void => {
    dialog.standinShown.push(`${title}: ${content}`);
    console.error(`${title}: ${content}`);
  },
  showMessageBox: async (
    ...args: readonly [MessageBox] | readonly [unknown, MessageBox]
  ): Promise<{ response: number }> => {
    const options = args.length === 1 ? args[0] : args[1];
    dialog.standinShown.push(options.message);
    return { response: 0 };
  },
  showMessageBoxSync: (_window: unknown, options: MessageBox): number => {
    dialog.standinShown.push(options.message);
    return 0;
  },
};

/** Opens nothing; a test reads what would have been opened. */
export const shell = {
  standinOpened: [] as string[],
  openExternal: async (url: string): Promise<void> => {
    shell.standinOpened.push(url);
  },
};

const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getAllDisplays: () => [display] };

type PermissionCheck = (contents: unknown, permission: string) => boolean;
type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;

/** The default session; keeps the handlers so that a test can ask them. */
class Session {
  standinCheck: PermissionCheck | undefined;
  standinRequest: PermissionRequest | undefined;
  standinDevice: (() => boolean) | undefined;

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.standinCheck = handler;
  }

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.standinRequest = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.standinDevice = handler;
  }
}
export const session = { defaultSession: new Session() };

import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { ipcMain } from './ipc-main.ts';
import { PageSession } from './page-session.ts';
import type { MessagePortMain } from './ports.ts';
import { PreloadLink } from './preload-link.ts';

export interface WebPreferences {
  readonly preload: string;
  readonly contextIsolation?: boolean;
  readonly sandbox?: boolean;
  readonly nodeIntegration?: boolean;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'deny' | 'allow' };

/** Electron's webContents. */
export class WebContents extends EventEmitter {
  private readonly page: Promise<PageSession>;
  private readonly link: PreloadLink;
  private readonly preferences: WebPreferences;
  private url = '';
  private openHandler: OpenHandler | undefined;

  constructor(preferences: WebPreferences) {
    super();
    if (preferences.nodeIntegration || preferences.contextIsolation === false || preferences.sandbox === false) {
      throw new Error('electron stand-in: there are only sandboxed, isolated windows');
    }
    this.preferences = preferences;
    this.link = new PreloadLink(async (batch) => (await this.page).deliver(batch), {
      send: (channel, args) => ipcMain.emit(channel, this.ipcEvent(), ...args),
      invoke: (channel, args) => ipcMain.invoke(channel, this.ipcEvent(), args),
    });
    this.page = PageSession.open(preferences.preload, {
      preloadBegan: () => this.link.begin(),
      preloadEnded: () => this.link.end(),
      preloadSent: (message) => this.link.receive(message),
      navigated: (url) => {
        this.url = url;
      },
      loaded: () => this.emit('did-finish-load'),
      crashed: () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
      gone: () => this.emit('destroyed'),
      windowOpened: (url) => {
        if (this.openHandler?.({ url }).action !== 'deny')
          throw new Error('electron stand-in: windows cannot be opened');
      },
      mayLoad: (url, isMainFrame) => this.mayLoad(url, isMainFrame),
    });
  }

  private mayLoad(url: string, isMainFrame: boolean): boolean {
    // Loading the same page again is no navigation.
    if (isMainFrame && url === this.url) return true;
    let prevented = false;
    const details = {
      url,
      isMainFrame,
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit('will-frame-navigate', details);
    if (isMainFrame) this.emit('will-navigate', details);
    return !prevented;
  }

  /** Only main frames have a preload, so the sender is always one. */
  private ipcEvent() {
    const postMessage = (channel: string, message: unknown, ports: readonly MessagePortMain[] = []): void =>
      this.link.event(channel, [message], ports);
    return { sender: this, senderFrame: { url: this.url, parent: null, postMessage } };
  }

  getURL(): string {
    return this.url;
  }

  /** What the window was made with; Electron has it under this name for tests. */
  getLastWebPreferences(): WebPreferences {
    return this.preferences;
  }

  send(channel: string, ...args: unknown[]): void {
    this.link.event(channel, args);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.page;
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve));
    await page.load(url);
    await loaded;
  }

  reload(): void {
    void this.page.then((page) => page.reload());
  }

  forcefullyCrashRenderer(): void {
    void this.page.then((page) => page.crash());
  }

  /** Not of Electron: the window gives the page its size and closes it. */
  resize(size: { readonly width: number; readonly height: number }): void {
    void this.page.then((page) => page.resize(size));
  }

  closePage(): void {
    if (app.isReady()) void this.page.then((page) => page.close());
  }
}

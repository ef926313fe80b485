import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean;
  readonly title?: string;
  readonly backgroundColor?: string;
  readonly webPreferences: WebPreferences;
}

/** Electron's BrowserWindow: a page, and the state a window manager would keep. */
export class BrowserWindow extends EventEmitter {
  private static readonly open: BrowserWindow[] = [];
  readonly webContents: WebContents;
  private bounds: Bounds;
  private visible: boolean;
  private background: string;
  private maximized = false;
  private destroyed = false;

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.open];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.open.at(-1) ?? null;
  }

  constructor(options: WindowOptions) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences } = options;
    this.bounds = { x, y, width, height };
    this.visible = show;
    this.background = options.backgroundColor ?? '#ffffff';
    this.webContents = new WebContents(webPreferences);
    this.webContents.resize(this.bounds);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.destroy());
    BrowserWindow.open.push(this);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.visible = true;
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    this.show();
  }

  isMinimized(): boolean {
    return false;
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.webContents.resize(this.bounds);
  }

  getNormalBounds(): Bounds {
    return this.bounds;
  }

  setBackgroundColor(color: string): void {
    this.background = color;
  }

  getBackgroundColor(): string {
    return this.background;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  /** False where a `close` listener prevented it. */
  close(): boolean {
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.destroy();
    return !prevented;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    BrowserWindow.open.splice(BrowserWindow.open.indexOf(this), 1);
    app.windows.delete(this);
    this.webContents.closePage();
    this.emit('closed');
    if (BrowserWindow.open.length === 0) app.emit('window-all-closed');
  }
}

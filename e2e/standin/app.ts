import { EventEmitter } from 'node:events';
import { type Chromium, launchChromium } from './chromium.ts';
import { markReady, startSchemes } from './protocol.ts';
import { lockProfile } from './single-instance.ts';

/** What closes when the application quits; windows put themselves in. */
export interface Closable {
  /** False where a `close` listener prevented it. */
  close(): boolean;
}

/** Electron's app; it starts Chromium once the main module has been run. */
class App extends EventEmitter {
  readonly isPackaged = false;
  readonly windows = new Set<Closable>();
  private readonly paths = new Map<string, string>();
  private readonly ready: Promise<void>;
  private started: { chromium: Chromium; initialTarget: string | undefined } | undefined;
  private endSchemes = (): void => undefined;

  constructor() {
    super();
    this.ready = new Promise((resolve, reject) => {
      setImmediate(() => this.start().then(resolve, reject));
    });
  }

  private async start(): Promise<void> {
    const [chromium, endSchemes] = await Promise.all([launchChromium(), startSchemes()]);
    this.endSchemes = endSchemes;
    const { targetInfos } = await chromium.cdp.send('Target.getTargets');
    // The protocol's documented shape.
    const targets = targetInfos as { type: string; targetId: string }[];
    this.started = { chromium, initialTarget: targets.find(({ type }) => type === 'page')?.targetId };
    chromium.cdp.onClosed(() => this.exit(1));
    markReady();
    process.send?.({ kind: 'ready', endpoint: chromium.endpoint });
    this.emit('ready');
  }

  /** Not of Electron: the browser behind the windows. */
  get chromium(): Chromium {
    if (this.started === undefined) throw new Error('the application is not ready');
    return this.started.chromium;
  }

  /** Not of Electron: the tab Chromium starts with, for the first window. A test that attaches finds it at once. */
  takeInitialTarget(): string | undefined {
    const target = this.started?.initialTarget;
    if (this.started) this.started.initialTarget = undefined;
    return target;
  }

  whenReady(): Promise<void> {
    return this.ready;
  }

  isReady(): boolean {
    return this.started !== undefined;
  }

  enableSandbox(): void {
    if (this.isReady()) throw new Error('app.enableSandbox must be called before the application is ready');
  }

  requestSingleInstanceLock(): boolean {
    return lockProfile(this.getPath('userData'), async ({ argv, directory }) => {
      await this.ready;
      this.emit('second-instance', {}, argv, directory);
    });
  }

  getVersion(): string {
    return '0.0.0-standin';
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`electron stand-in: no path ${name} has been set`);
    return path;
  }

  quit(): void {
    let prevented = false;
    const event = {
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit('before-quit', event);
    if (prevented || ![...this.windows].every((window) => window.close())) return;
    this.emit('will-quit', event);
    if (!prevented) this.exit(0);
  }

  exit(code = 0): never {
    this.endSchemes();
    this.started?.chromium.dispose();
    process.exit(code);
  }
}

export const app = new App();
// As Electron does where main has no listener of its own.
process.on('SIGTERM', () => process.listenerCount('SIGTERM') > 1 || app.quit());
// The test has ended: nothing may stay behind.
process.on('disconnect', () => app.exit(0));

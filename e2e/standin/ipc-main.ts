import { EventEmitter } from 'node:events';

type InvokeHandler = (event: unknown, ...args: unknown[]) => unknown;

/** Electron's ipcMain. */
class IpcMain extends EventEmitter {
  private readonly handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.handlers.has(channel)) throw new Error(`the channel ${channel} has a handler already`);
    this.handlers.set(channel, handler);
  }

  /** Not of Electron: the channels of `handle`, for tests that go through all of them. */
  get standinHandled(): readonly string[] {
    return [...this.handlers.keys()];
  }

  /** Not of Electron: answers an `ipcRenderer.invoke`. */
  async invoke(channel: string, event: unknown, args: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

export const ipcMain = new IpcMain();

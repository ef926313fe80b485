import type { InterfaceValue } from '../../shared/contract/interface.ts';
import { changesFollowed, startChanges } from './backend/changes.ts';
import { attempt, whenOpen } from './backend/session.ts';
import { fillStorage, writeThrough } from './lib/storage.ts';

const write = async (values: readonly InterfaceValue[]): Promise<boolean> => {
  const result = await attempt((api) => api.interface.write([...values]));
  // What the workspace refuses it refuses again; only a lost line is worth another try.
  return result.ok || result.error.code !== 'disconnected';
};

/** Takes what the window remembers from the workspace, once the line is open. */
async function readStorage(): Promise<void> {
  for (;;) {
    await changesFollowed();
    const stored = await attempt((api) => api.interface.read());
    if (!stored.ok && stored.error.code === 'disconnected') {
      await nextOpen();
      continue;
    }
    fillStorage(stored.ok ? stored.value : [], write);
    return;
  }
}

const nextOpen = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = whenOpen(() => {
      resolve();
      queueMicrotask(() => stop());
    });
  });

/** Everything before the workbench: its stores read what the window remembers when they are loaded. */
export async function boot(): Promise<typeof import('./app.tsx')> {
  startChanges();
  await readStorage();
  whenOpen(() => void writeThrough());
  const app = await import('./app.tsx');
  await app.startServices();
  return app;
}

import { app } from 'electron';
import type { Backend } from './backend-process.ts';

let ending = false;

/** True once the system or a signal ends the program: nobody can be asked anything any more (R36). */
export const isEnding = (): boolean => ending;

/** Ends the program with its last window, by a signal and by the menu; the backend closes its workspace first. */
export function endWith(backend: Backend): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void backend.stop().then(() => {
      state = 'stopped';
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      ending = true;
      app.quit();
    });
  }
}

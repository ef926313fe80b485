import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { BackendNotice, BackendOrder } from './channels.ts';
import { channels } from './channels.ts';
import { onPageMessage } from './from-page.ts';
import { backendFile } from './paths.ts';
import { createRestartPolicy } from './restart-policy.ts';

/** How the backend ended without being asked to. */
export type BackendEnd =
  /** It cannot open the workspace and says why. */
  | { readonly kind: 'failed'; readonly message: string }
  /** It crashed; the next page that asks gets a new one. */
  | { readonly kind: 'crashed'; readonly code: number }
  /** It crashed so often that it is not started again. */
  | { readonly kind: 'gave-up'; readonly code: number };

export interface Backend {
  /** Allows starts again after it gave up. */
  retry(): void;
  /** Closes the workspace and ends the process; kills it where that takes longer than the grace. */
  stop(): Promise<void>;
}

/** Time the backend has to close its workspace, ms. */
const STOP_GRACE_MS = 3_000;

type State = { readonly kind: 'idle' } | { readonly kind: 'running'; readonly child: UtilityProcess };

const order = (child: UtilityProcess, message: BackendOrder, ports: MessagePortMain[] = []): void =>
  child.postMessage(message, ports);

/**
 * Runs the backend in a process of its own and hands each page that asks a port to it. It starts with the first page
 * and, after a crash, with the page's next request; it never sees anything of Electron but the ports.
 */
export function createBackend(workspace: string, onEnd: (end: BackendEnd) => void): Backend {
  const restarts = createRestartPolicy();
  let state: State = { kind: 'idle' };
  let stopping = false;

  function start(): UtilityProcess {
    const child = utilityProcess.fork(backendFile, ['--workspace', workspace], {
      serviceName: 'Connector Studio backend',
      stdio: 'inherit',
    });
    let failed = false;
    child.on('message', (notice: BackendNotice) => {
      if (notice.kind !== 'failed') return;
      failed = true;
      onEnd({ kind: 'failed', message: notice.message });
    });
    child.once('exit', (code) => {
      state = { kind: 'idle' };
      if (!stopping && !failed) onEnd({ kind: restarts.crashed() ? 'crashed' : 'gave-up', code });
    });
    state = { kind: 'running', child };
    return child;
  }

  onPageMessage(channels.requestPort, (frame) => {
    // A page whose request is not answered asks again.
    if (stopping || !restarts.mayStart()) return;
    const child = state.kind === 'running' ? state.child : start();
    const { port1, port2 } = new MessageChannelMain();
    order(child, { kind: 'client' }, [port1]);
    frame.postMessage(channels.port, null, [port2]);
  });

  return {
    retry: () => restarts.reset(),
    stop: async () => {
      stopping = true;
      if (state.kind === 'idle') return;
      const { child } = state;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => child.kill(), STOP_GRACE_MS);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        order(child, { kind: 'stop' });
      });
    },
  };
}

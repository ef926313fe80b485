import { parseArgs } from 'node:util';
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { createRouter } from '../core/procedures/index.ts';
import { openStudio } from '../core/studio/index.ts';
import type { BackendNotice, BackendOrder } from './channels.ts';

// Entry of the backend process: opens the workspace and serves the procedures on every port that main hands over.

/** Loaded by the first who asks for it. */
const startDemo = async (port: number) => (await import('../resources/demo/index.ts')).createDemoApi({ port });

const notify = (notice: BackendNotice): void => process.parentPort.postMessage(notice);

// A message that is no call must not end the backend of a page that is sound otherwise (A97).
process.on('unhandledRejection', (reason) => console.error(reason));

async function serve(workspace: string): Promise<void> {
  // Ports that arrive while the workspace is being opened wait here.
  const waiting: MessagePortMain[] = [];
  let accept = (port: MessagePortMain): unknown => waiting.push(port);
  let stop = (): void => process.exit(0);
  process.parentPort.on('message', ({ data, ports }) => {
    const order: BackendOrder = data;
    if (order.kind === 'stop') stop();
    else for (const port of ports) accept(port);
  });

  const studio = await openStudio({ workspace, host: 'electron', startDemo });
  if (!studio.ok) {
    notify({ kind: 'failed', message: studio.error.message });
    return;
  }
  stop = () => void studio.value.close().finally(() => process.exit(0));
  const handler = new RPCHandler(createRouter(studio.value));
  accept = (port) => {
    handler.upgrade(port);
    port.start();
  };
  for (const port of waiting) accept(port);
  notify({ kind: 'ready' });
}

const { values } = parseArgs({ options: { workspace: { type: 'string' } }, strict: false });
if (typeof values.workspace !== 'string') throw new Error('the backend is started with --workspace');
await serve(values.workspace);

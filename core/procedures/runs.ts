import path from 'node:path';
import { viewLimits } from '../../shared/limits.ts';
import type { RunEvent } from '../../shared/run/run.ts';
import { compareStoredRuns } from '../exchanges/compare.ts';
import { noBody, saveBody } from '../exchanges/save.ts';
import { saveResource } from '../runs/save-resource.ts';
import type { Studio } from '../studio/index.ts';
import { createEventQueue } from './event-queue.ts';
import { os, unwrap } from './handler.ts';

const DEFAULT_LIST = 50;

/** Text is what decodes as UTF-8 without a NUL; everything else is shown as binary. */
function decode(bytes: Uint8Array, truncated: boolean): { readonly text: string; readonly binary: boolean } {
  try {
    // A cut may fall inside a character: only a whole body must decode to its last byte.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: truncated });
    return text.includes('\0') ? { text: '', binary: true } : { text, binary: false };
  } catch {
    return { text: '', binary: true };
  }
}

export const runProcedures = (studio: Studio) => {
  const { runs } = studio.workspace;
  const bodyOf = (of: { readonly exchange: string; readonly side: 'request' | 'response' }, maxBytes: number) => {
    const exchange = runs.exchange(of.exchange);
    const ref = of.side === 'request' ? exchange?.requestBody : exchange?.responseBody;
    const body = ref && runs.readBody(ref.id, maxBytes);
    return ref && body ? { ref, ...body } : unwrap(noBody());
  };
  return {
    start: os.runs.start.handler(async function* ({ input, signal }) {
      const queue = createEventQueue<RunEvent>(viewLimits.eventQueue, (event) => event.kind === 'logs');
      unwrap(await studio.runner.start(input, (events) => queue.push(events)));
      for await (const events of queue.batches(signal)) {
        yield [...events];
        if (events.some((event) => event.kind === 'done')) return;
      }
    }),
    cancel: os.runs.cancel.handler(({ input }) => ({ cancelled: studio.runner.cancel(input.run) })),
    list: os.runs.list.handler(({ input }) => [...runs.list(input.connector, input.limit ?? DEFAULT_LIST)]),
    get: os.runs.get.handler(({ input }) => unwrap(runs.get(input.run))),
    remove: os.runs.remove.handler(({ input }) => {
      unwrap(runs.remove(input.run));
      return { removed: true };
    }),
    removeAll: os.runs.removeAll.handler(({ input }) => ({ removed: runs.removeAll(input.connector) })),
    compare: os.runs.compare.handler(({ input }) => unwrap(compareStoredRuns(studio.workspace, input.a, input.b))),
    body: os.runs.body.handler(({ input }) => {
      const { ref, bytes, totalBytes } = bodyOf(input, viewLimits.plainBodyBytes);
      const truncated = totalBytes > bytes.byteLength;
      return { ...decode(bytes, truncated), bytes: totalBytes, mimeType: ref.mimeType, truncated };
    }),
    bytes: os.runs.bytes.handler(({ input }) => {
      const { bytes, totalBytes } = bodyOf(input, viewLimits.bodyChunkBytes);
      return { base64: Buffer.from(bytes).toString('base64'), bytes: totalBytes };
    }),
    saveBody: os.runs.saveBody.handler(async ({ input }) =>
      unwrap(await saveBody(studio.workspace, input.exchange, input.side)),
    ),
    saveResource: os.runs.saveResource.handler(async ({ input }) =>
      unwrap(await saveResource(unwrap(runs.get(input.run)), path.join(studio.workspace.directory, 'downloads'))),
    ),
  };
};

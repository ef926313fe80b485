import path from 'node:path';
import { runLimits, viewLimits } from '../../shared/limits.ts';
import { compareStoredRuns } from '../exchanges/compare.ts';
import { noBody, saveBody } from '../exchanges/save.ts';
import { saveResource } from '../runs/save-resource.ts';
import { coverageOfConnector } from '../studio/coverage.ts';
import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';
import { latest } from './latest.ts';

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
    start: os.runs.start.handler(async ({ input }) => ({ run: unwrap(await studio.runner.start(input)).id })),
    follow: os.runs.follow.handler(async function* ({ input, signal }) {
      const batches = unwrap(await studio.runner.live.follow(input.run, input.since, signal));
      for await (const { seq, whole, events } of batches) yield { seq, whole, events: [...events] };
    }),
    active: os.runs.active.handler(async function* ({ signal }) {
      const { live } = studio.runner;
      const changes = latest(
        () => [...live.list()],
        (listener) => live.onChange(listener),
        viewLimits.eventBatchMs,
        signal,
      );
      yield* changes;
    }),
    startSeries: os.runs.startSeries.handler(({ input }) => unwrap(studio.runner.series.start(input))),
    cancelSeries: os.runs.cancelSeries.handler(({ input }) => ({
      cancelled: studio.runner.series.cancel(input.series),
    })),
    series: os.runs.series.handler(async function* ({ signal }) {
      const { series } = studio.runner;
      yield* latest(
        () => [...series.list()],
        (listener) => series.onChange(listener),
        runLimits.seriesMs,
        signal,
      );
    }),
    cancel: os.runs.cancel.handler(({ input }) => ({ cancelled: studio.runner.cancel(input.run) })),
    list: os.runs.list.handler(({ input }) => [...runs.list(input.connector, input.limit ?? DEFAULT_LIST)]),
    coverage: os.runs.coverage.handler(({ input }) => [...unwrap(coverageOfConnector(studio, input.connector))]),
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

import type { z } from 'zod';
import type { resendEditsSchema } from '../../shared/contract/exchanges.ts';
import { exchangeLimits, viewLimits } from '../../shared/limits.ts';
import type { RunEvent } from '../../shared/run/run.ts';
import { compareStoredExchanges } from '../exchanges/compare.ts';
import { copyExchange } from '../exchanges/copy.ts';
import { exportHar } from '../exchanges/har/export.ts';
import { importHar } from '../exchanges/har/import.ts';
import { type ResendEdits, startResend } from '../exchanges/resend/index.ts';
import { saveHar } from '../exchanges/save.ts';
import { searchBodies } from '../exchanges/search.ts';
import type { Studio } from '../studio/index.ts';
import { createEventQueue } from './event-queue.ts';
import { os, unwrap } from './handler.ts';

function editsOf({ body, ...edits }: z.infer<typeof resendEditsSchema>): ResendEdits {
  if (body === undefined || body === null) return body === null ? { ...edits, body } : edits;
  return { ...edits, body: 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64') };
}

export const exchangeProcedures = (studio: Studio) => {
  const { workspace } = studio;
  return {
    resend: os.exchanges.resend.handler(async function* ({ input, signal }) {
      const queue = createEventQueue<RunEvent>(viewLimits.eventQueue, (event) => event.kind === 'logs');
      const request = { ...input, edits: editsOf(input.edits) };
      unwrap(await startResend(studio, request, (events) => queue.push(events)));
      for await (const events of queue.batches(signal)) {
        yield [...events];
        if (events.some((event) => event.kind === 'done')) return;
      }
    }),
    compare: os.exchanges.compare.handler(({ input }) => unwrap(compareStoredExchanges(workspace, input.a, input.b))),
    copy: os.exchanges.copy.handler(({ input }) => {
      const { text, variables, notes } = unwrap(copyExchange(workspace, input.exchange, input.as));
      return { text, variables: [...variables], notes: [...notes] };
    }),
    search: os.exchanges.search.handler(async ({ input, signal }) => {
      const { exchanges, complete } = unwrap(
        await searchBodies(workspace, input.run, input.text, exchangeLimits, signal),
      );
      return { exchanges: [...exchanges], complete };
    }),
    importHar: os.exchanges.importHar.handler(async ({ input }) => unwrap(await importHar(workspace, input))),
    exportHar: os.exchanges.exportHar.handler(({ input }) => ({
      fileName: `${input.run}.har`,
      text: unwrap(exportHar(workspace, input.run)),
    })),
    saveHar: os.exchanges.saveHar.handler(async ({ input }) =>
      unwrap(await saveHar(workspace, input.run, input.exchanges && new Set(input.exchanges))),
    ),
  };
};

import type { AuthorizeEvent } from '../../shared/contract/connections.ts';
import { viewLimits } from '../../shared/limits.ts';
import { type AuthorizeRequest, authorizeConnection } from '../studio/authorize.ts';
import { renameConnection, saveConnection } from '../studio/connections.ts';
import { listConnections } from '../studio/describe.ts';
import type { Studio } from '../studio/index.ts';
import { disconnect, signOut } from '../studio/revoke.ts';
import { testConnection } from '../studio/test-connection.ts';
import { createEventQueue } from './event-queue.ts';
import { os, unwrap } from './handler.ts';

/** Reports an authorization while it is under way; whoever stops listening cancels it. */
async function* authorizing(
  studio: Studio,
  request: AuthorizeRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<AuthorizeEvent, void> {
  const queue = createEventQueue<AuthorizeEvent | { readonly kind: 'ended' }>(viewLimits.eventQueue, () => false);
  const stop = new AbortController();
  const done = authorizeConnection(studio, request, {
    signal: AbortSignal.any(signal ? [stop.signal, signal] : [stop.signal]),
    onStep: (step) => queue.push([step]),
  }).finally(() => queue.push([{ kind: 'ended' }]));
  try {
    for await (const batch of queue.batches(signal)) {
      for (const event of batch) if (event.kind !== 'ended') yield event;
      if (batch.some((event) => event.kind === 'ended')) break;
    }
    yield { kind: 'done', connection: unwrap(await done) };
  } finally {
    stop.abort();
  }
}

export const connectionProcedures = (studio: Studio) => ({
  list: os.connections.list.handler(({ input }) => listConnections(studio, input.connector)),
  save: os.connections.save.handler(async ({ input }) => unwrap(await saveConnection(studio, input))),
  rename: os.connections.rename.handler(async ({ input: { connector, name, to } }) =>
    unwrap(await renameConnection(studio, connector, name, to)),
  ),
  signOut: os.connections.signOut.handler(async ({ input }) =>
    unwrap(await signOut(studio, input.connector, input.name)),
  ),
  authorize: os.connections.authorize.handler(({ input, signal }) => authorizing(studio, input, signal)),
  test: os.connections.test.handler(async ({ input, signal }) =>
    unwrap(await testConnection(studio, input.connector, input.name, signal)),
  ),
  remove: os.connections.remove.handler(async ({ input }) => ({
    removed: await disconnect(studio, input.connector, input.name),
  })),
});

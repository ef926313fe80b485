import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyRouter } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { lastPath, rpcPath } from '../shared/browser-host.ts';
import { browserHostLimits } from '../shared/limits.ts';
import { securityHeaders } from '../shared/security.ts';
import { answerText } from './pages.ts';

/** Answers a request of a page of this host that has a session: who sends it was checked before. */
export type TakeLast = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The one procedure that is carried by HTTP: keeping unsaved text. A WebSocket ends with its page and takes along what was not
 * sent yet; a request may outlive it. No other procedure can be called this way.
 */
export function createLastRequests(router: AnyRouter): TakeLast {
  const handler = new RPCHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: browserHostLimits.lastRequestBytes })],
    filter: ({ path }) => [rpcPath, ...path].join('/') === lastPath,
  });
  return async (request, response) => {
    for (const [name, value] of Object.entries({ ...securityHeaders, 'cache-control': 'no-store' }))
      response.setHeader(name, value);
    const { matched } = await handler.handle(request, response, { prefix: rpcPath });
    if (!matched) answerText(response, 404, 'There is no such procedure.');
  };
}

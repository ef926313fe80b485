import { z } from 'zod';
import type { MarketApp } from '../app.ts';
import { type CallbackEnd, endAuthorization } from '../connectors/callback.ts';
import type { Market } from '../market.ts';

/** Static: nothing of the request is ever in it (A110). */
const pages: Readonly<Record<CallbackEnd, readonly [status: number, text: string]>> = {
  connected: [200, 'The connector is connected. You can close this page.'],
  failed: [400, 'The connector could not be connected; its reason says why. You can close this page.'],
  kept: [400, 'The authorization failed, so the connector keeps the one that it had. You can close this page.'],
  unknown: [400, 'This address was used already, or its time is over: authorize the connector again.'],
  busy: [503, 'The marketplace is busy. Load this page again in a while.'],
};

/** Where authorization servers send browsers back to. No key: the state is the proof, and of use once. */
export function registerOAuth(app: MarketApp, market: Market): void {
  app.route({
    method: 'GET',
    url: '/v1/oauth/callback',
    config: { scope: null },
    schema: {
      operationId: 'endAuthorization',
      summary: 'Ends the authorization of a connector; the address that authorization servers answer to',
      produces: ['text/plain'],
      querystring: z.looseObject({
        state: z.unknown().optional().meta({ type: 'string', description: 'As it was sent to the server.' }),
      }),
    },
    handler: async (request, reply) => {
      const at = request.url.indexOf('?');
      const [status, text] = pages[await endAuthorization(market, at < 0 ? '' : request.url.slice(at))];
      return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
    },
  });
}

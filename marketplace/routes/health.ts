import { z } from 'zod';
import type { MarketApp } from '../app.ts';

/** What needs no key: whether the server is there, and what it can do. */
export function registerHealth(app: MarketApp): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { scope: null },
    schema: {
      summary: 'Whether the server takes requests',
      security: [],
      response: { 200: z.object({ object: z.literal('health'), status: z.literal('ok') }) },
    },
    handler: async () => ({ object: 'health' as const, status: 'ok' as const }),
  });
  app.route({
    method: 'GET',
    url: '/v1/openapi.json',
    config: { scope: null },
    schema: { hide: true },
    handler: async () => app.swagger(),
  });
}

import { z } from 'zod';
import type { MarketApp } from '../app.ts';
import type { Market } from '../market.ts';
import { completeDescription } from '../openapi.ts';

/** What needs no key: whether the server is there, and what it can do. */
export function registerHealth(app: MarketApp, { publicUrl }: Market): void {
  let description: object | undefined;
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { scope: null },
    schema: {
      operationId: 'getHealth',
      summary: 'Whether the server takes requests',
      response: { 200: z.object({ object: z.literal('health'), status: z.literal('ok') }) },
    },
    handler: async () => ({ object: 'health' as const, status: 'ok' as const }),
  });
  app.route({
    method: 'GET',
    url: '/v1/openapi.json',
    config: { scope: null },
    schema: { hide: true },
    handler: async () => {
      description ??= completeDescription(app.swagger(), publicUrl());
      return description;
    },
  });
}

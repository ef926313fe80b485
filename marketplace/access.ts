import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse, sendRefusal } from './errors.ts';
import { type Caller, findCaller, type Scope } from './keys.ts';
import type { Market } from './market.ts';
import { addressCaller, allowanceHeaders, type RateLimit } from './rate-limit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** What a key needs here; null where none is needed. Each route says it, or the server does not start. */
    scope?: Scope | null;
  }
}

/** Sent with every answer: nothing here is a page, to be sniffed, framed, run or kept by a browser (A121). */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const bearer = (request: FastifyRequest): string | undefined =>
  /^Bearer ([\x21-\x7e]{1,500})$/i.exec(request.headers.authorization ?? '')?.[1];

/** 401 without a valid key, 403 without the scope; undefined where the request may go on. */
function checkScope(request: FastifyRequest, reply: FastifyReply): Refusal | undefined {
  const { scope } = request.routeOptions.config;
  if (scope === undefined || scope === null) return undefined;
  if (!request.caller) {
    reply.header('www-authenticate', 'Bearer');
    return refuse(401, 'invalid_key', 'A valid key is needed: send Authorization: Bearer sk_….');
  }
  if (request.caller.scopes.includes(scope)) return undefined;
  return refuse(403, 'missing_scope', `This key lacks the scope ${scope}.`);
}

/**
 * Looks at every request before its body is read: headers of the answer, rate limit per tenant (A123), the key in the
 * header `Authorization` and nowhere else (A114), its scope.
 */
export function registerAccess(app: FastifyInstance, market: Market, allow: RateLimit): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.scope === undefined) throw new Error(`${String(method)} ${url} does not say which scope it needs`);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...securityHeaders, 'x-request-id': request.id });
    const key = bearer(request);
    try {
      request.caller = key === undefined ? null : ((await findCaller(market.store.db, key)) ?? null);
    } catch (error) {
      reply.headers(allowanceHeaders(allow(addressCaller(request.ip))));
      throw error;
    }
    const allowance = allow(request.caller?.tenant ?? addressCaller(request.ip));
    reply.headers(allowanceHeaders(allowance));
    if (allowance.exceeded) {
      const retryAfter = Math.max(1, allowance.reset - Math.floor(Date.now() / 1000));
      const message = `More than ${allowance.limit} requests in a minute: wait ${retryAfter} seconds.`;
      return sendRefusal(request, reply, { ...refuse(429, 'rate_limited', message), retryAfter });
    }
    const refusal = checkScope(request, reply);
    return refusal && sendRefusal(request, reply, refusal);
  });
}

/** The tenant of a request whose route needs a key. */
export function tenantOf(request: FastifyRequest): string {
  if (!request.caller) throw new Error(`${request.routeOptions.url} was reached without a key`);
  return request.caller.tenant;
}

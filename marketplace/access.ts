import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MarketplaceDatabase } from './database.ts';
import { refuse, sendRefusal } from './errors.ts';
import { type Caller, findCaller, type Scope } from './keys.ts';
import { type Allowance, createRateLimit } from './rate-limit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
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

function setAllowance(reply: FastifyReply, allowance: Allowance): void {
  reply.headers({
    'x-ratelimit-limit': String(allowance.limit),
    'x-ratelimit-remaining': String(allowance.remaining),
    'x-ratelimit-reset': String(allowance.reset),
  });
}

/**
 * Looks at every request before its body is read: headers of the answer, rate limit per tenant (A123), the key in the
 * header `Authorization` and nowhere else (A114).
 */
export function registerAccess(app: FastifyInstance, db: MarketplaceDatabase): void {
  const allow = createRateLimit();
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...securityHeaders, 'x-request-id': request.id });
    const key = bearer(request);
    request.caller = key === undefined ? null : ((await findCaller(db, key)) ?? null);
    const allowance = allow(request.caller?.tenant ?? `address ${request.ip}`);
    setAllowance(reply, allowance);
    if (!allowance.exceeded) return;
    const retryAfter = Math.max(1, allowance.reset - Math.floor(Date.now() / 1000));
    const message = `More than ${allowance.limit} requests in a minute: wait ${retryAfter} seconds.`;
    return sendRefusal(request, reply, { ...refuse(429, 'rate_limited', message), retryAfter });
  });
}

/** A hook for routes that need a key with a scope: 401 without a valid key, 403 without the scope. */
export const requireScope = (scope: Scope) => async (request: FastifyRequest, reply: FastifyReply) => {
  if (!request.caller) {
    reply.header('www-authenticate', 'Bearer');
    const message = 'A valid key is needed: send Authorization: Bearer sk_….';
    return sendRefusal(request, reply, refuse(401, 'invalid_key', message));
  }
  if (request.caller.scopes.includes(scope)) return undefined;
  return sendRefusal(request, reply, refuse(403, 'missing_scope', `This key lacks the scope ${scope}.`));
};

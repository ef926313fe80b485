import type { FastifyRequest } from 'fastify';
import { marketplaceLimits } from '../shared/limits.ts';
import { tenantOf } from './access.ts';
import { forgetAnswers, oldestAnswer } from './answers.ts';
import type { Step } from './database/index.ts';
import { type Refusal, refuse } from './errors.ts';
import { type Market, timeOf } from './market.ts';

/**
 * What a request may do about its Idempotency-Key (FC-20…23): it is the first and goes on, it gets the answer of the first,
 * or it is refused.
 */
export type Claim =
  | {
      readonly kind: 'first';
      /** Keeps the answer, in the transaction of the effect: both come to be, or none. */
      finish(step: Step, body: unknown): Promise<void>;
      /** Nothing was done: the key is free for another try. */
      release(): Promise<void>;
    }
  | { readonly kind: 'again'; readonly body: unknown; readonly requestId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const nothing = async (): Promise<void> => undefined;

/** Bodies hold credentials, so that a plain hash could be compared with guesses of them. */
const fingerprintOf = async ({ vault }: Market, tenant: string, request: FastifyRequest): Promise<string> =>
  (await vault.of(tenant)).mark(JSON.stringify([request.params, request.body ?? null]));

const keyOf = (request: FastifyRequest): string | Refusal | undefined => {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  const { idempotencyKeyChars } = marketplaceLimits;
  if (typeof given === 'string' && given.length >= 1 && given.length <= idempotencyKeyChars) return given;
  return refuse(400, 'invalid_parameter', `Idempotency-Key must have 1 to ${idempotencyKeyChars} characters.`);
};

/** Claims the key of a request; without a key every request is a first one. The answer is kept for 24 hours. */
export async function claimAnswer(market: Market, request: FastifyRequest): Promise<Claim> {
  const key = keyOf(request);
  if (key === undefined) return { kind: 'first', finish: nothing, release: nothing };
  if (typeof key === 'object') return { kind: 'refused', refusal: key };
  const tenant = tenantOf(request);
  const route = `${request.method} ${request.routeOptions.url}`;
  const fingerprint = await fingerprintOf(market, tenant, request);
  const now = market.now();
  await forgetAnswers(market.store, now);
  return market.store.transact(`answer ${tenant} ${route} ${key}`, async (step): Promise<Claim> => {
    const mine = { tenant, route, key };
    const there = await step
      .selectFrom('answers')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('route', '=', route)
      .where('key', '=', key)
      .where('created_at', '>=', oldestAnswer(now))
      .executeTakeFirst();
    if (there && there.fingerprint !== fingerprint) {
      const message = 'This Idempotency-Key was used with another body: use a new one.';
      return { kind: 'refused', refusal: refuse(409, 'idempotency_conflict', message) };
    }
    if (there?.body) return { kind: 'again', body: JSON.parse(there.body), requestId: there.request_id };
    if (there && there.locked_until > timeOf(now)) {
      const message = 'The first request with this Idempotency-Key is still under way.';
      return { kind: 'refused', refusal: { ...refuse(409, 'entity_locked', message), retryAfter: 1 } };
    }
    const claim = {
      ...{ request_id: request.id, locked_until: timeOf(now + marketplaceLimits.lockMs) },
      ...{ fingerprint, body: null, created_at: timeOf(now) },
    };
    await step
      .insertInto('answers')
      .values({ ...mine, ...claim })
      .onConflict((conflict) => conflict.columns(['tenant', 'route', 'key']).doUpdateSet(claim))
      .execute();
    return {
      kind: 'first',
      finish: async (last, body) => {
        const kept = await last
          .updateTable('answers')
          .set({ body: JSON.stringify(body) })
          .where('tenant', '=', tenant)
          .where('route', '=', route)
          .where('key', '=', key)
          .where('request_id', '=', request.id)
          .executeTakeFirst();
        if (kept.numUpdatedRows > 0n) return;
        // Another request has taken over what took this one too long: its effect is to stand, this one's is not.
        throw new Error(`${request.id} took longer than its Idempotency-Key was kept for it`);
      },
      release: async () => {
        await market.store.db
          .deleteFrom('answers')
          .where('tenant', '=', tenant)
          .where('route', '=', route)
          .where('key', '=', key)
          .where('request_id', '=', request.id)
          .where('body', 'is', null)
          .execute();
      },
    };
  });
}

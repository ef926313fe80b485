import { marketplaceLimits } from '../shared/limits.ts';
import type { Store } from './database/index.ts';
import { timeOf } from './market.ts';

const swept = new WeakMap<Store, number>();

/** Answers to an Idempotency-Key that were given before this moment count no more (FC-21); `now` in ms since 1970. */
export const oldestAnswer = (now: number): string => timeOf(now - marketplaceLimits.idempotencyHours * 3_600_000);

/**
 * Takes away answers that count no more, at most once in `marketplaceLimits.sweepMs` of a server: nobody reads them, so that no
 * request need wait for it. Called outside of transactions.
 */
export async function forgetAnswers(store: Store, now: number): Promise<void> {
  const last = swept.get(store);
  if (last !== undefined && Math.abs(now - last) < marketplaceLimits.sweepMs) return;
  swept.set(store, now);
  await store.db.deleteFrom('answers').where('created_at', '<', oldestAnswer(now)).execute();
}

import { marketplaceLimits } from '../shared/limits.ts';
import type { Store } from './database/index.ts';
import { allowanceOf, isTenant, minuteMs, type RateLimit } from './rate-limit.ts';

/** A count that the servers of one database share. */
export interface SharedRateLimit {
  readonly allow: RateLimit;
  /** Tells the other servers what was counted here, and hears what they counted. */
  exchange(): Promise<void>;
  close(): void;
}

interface Count {
  /** Requests here, and how many of them the database knows. */
  own: number;
  told: number;
  /** Requests of all servers, as the database had them last. */
  all: number;
}

/** Callers of one statement. */
const BATCH = 500;

/**
 * Counts requests per caller and minute; those of a tenant count on all servers together. No request waits for the database: each
 * server counts by itself, and tells the others every `marketplaceLimits.allowanceShareMs` while requests come. So a tenant may
 * have more than its allowance by what it sends to the others in that time. Asking the database with every request would make
 * each wait for a row that all its requests write to.
 */
export function createSharedRateLimit(
  { db }: Pick<Store, 'db'>,
  limit: number = marketplaceLimits.requestsPerMinute,
  now: () => number = Date.now,
): SharedRateLimit {
  let minute = -1;
  let counts = new Map<string, Count>();
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<void> | undefined;

  const enter = (current: number): void => {
    if (current === minute) return;
    minute = current;
    counts = new Map();
  };

  /** Callers in one order on every server, so that no two wait for each other. */
  async function tell(told: number, batch: readonly (readonly [string, Count])[]): Promise<void> {
    const news = batch.map(([caller, one]) => ({ caller, one, requests: one.own - one.told }));
    const rows = await db
      .insertInto('allowances')
      .values(news.map(({ caller, requests }) => ({ caller, minute: told, requests })))
      .onConflict((conflict) =>
        conflict
          .columns(['caller', 'minute'])
          .doUpdateSet((eb) => ({ requests: eb('allowances.requests', '+', eb.ref('excluded.requests')) })),
      )
      .returning(['caller', 'requests'])
      .execute();
    const all = new Map(rows.map(({ caller, requests }) => [caller, requests]));
    for (const { caller, one, requests } of news) {
      one.told += requests;
      one.all = all.get(caller) ?? one.told;
    }
  }

  async function exchanged(): Promise<void> {
    const told = minute;
    const news = [...counts]
      .filter(([caller, { own, told: known }]) => isTenant(caller) && own > known)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    for (let at = 0; at < news.length; at += BATCH) await tell(told, news.slice(at, at + BATCH));
    if (news.length > 0) await db.deleteFrom('allowances').where('minute', '<', told).execute();
  }

  const exchange = (): Promise<void> => {
    under ??= exchanged().finally(() => {
      under = undefined;
    });
    return under;
  };

  const plan = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // A database that does not answer fails the requests themselves; what is counted meanwhile is told later.
      void exchange().catch(() => undefined);
    }, marketplaceLimits.allowanceShareMs).unref();
  };

  return {
    exchange,
    allow: (caller) => {
      enter(Math.floor(now() / minuteMs));
      const one = counts.get(caller) ?? { own: 0, told: 0, all: 0 };
      counts.set(caller, one);
      one.own++;
      if (isTenant(caller)) plan();
      return allowanceOf(limit, one.all + one.own - one.told, minute);
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

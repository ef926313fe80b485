import { marketplaceLimits } from '../shared/limits.ts';

/** What a caller has left in the current minute (FC-32). */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds of the next full allowance. */
  readonly reset: number;
  readonly exceeded: boolean;
}

/** Counts one request of a caller: a tenant, or an address where there is no key. */
export type RateLimit = (caller: string) => Allowance;

/** The headers that every answer carries (FC-32). */
export const allowanceHeaders = (allowance: Allowance) => ({
  'x-ratelimit-limit': String(allowance.limit),
  'x-ratelimit-remaining': String(allowance.remaining),
  'x-ratelimit-reset': String(allowance.reset),
});

const ADDRESS = 'address ';
/** Who asks where no key says it. */
export const addressCaller = (address: string | undefined): string => `${ADDRESS}${address ?? 'unknown'}`;
/** Whether a caller is a tenant, whose requests count on all servers together. */
export const isTenant = (caller: string): boolean => !caller.startsWith(ADDRESS);

export const minuteMs = 60_000;

/** What is left after so many requests of a minute since 1970. */
export const allowanceOf = (limit: number, count: number, minute: number): Allowance => ({
  limit,
  remaining: Math.max(0, limit - count),
  reset: ((minute + 1) * minuteMs) / 1000,
  exceeded: count > limit,
});

/** Counts requests per caller and minute, in the memory of this server: the only one, or see `createSharedRateLimit`. */
export function createRateLimit(
  limit: number = marketplaceLimits.requestsPerMinute,
  now: () => number = Date.now,
): RateLimit {
  let minute = -1;
  let counts = new Map<string, number>();
  return (caller) => {
    const current = Math.floor(now() / minuteMs);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    return allowanceOf(limit, count, minute);
  };
}

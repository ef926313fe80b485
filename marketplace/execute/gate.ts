import { marketplaceLimits } from '../../shared/limits.ts';

/** Lets go of a place. */
export type Leave = () => void;

/** Places for calls of connectors: so many at once, of one tenant fewer, and so many more may wait for some time. */
export interface Gate {
  /** A place; undefined where too many wait already, or none came free in time. */
  enter(tenant: string): Promise<Leave | undefined>;
}

type GateLimits = Pick<typeof marketplaceLimits, 'calls' | 'tenantCalls' | 'waitingCalls' | 'callWaitMs'>;

interface Waiting {
  readonly tenant: string;
  take(): void;
}

/** One tenant that calls slow sources leaves places for the others (A123). */
export function createGate(limits: { readonly [Name in keyof GateLimits]: number } = marketplaceLimits): Gate {
  const counts = new Map<string, number>();
  const waiting: Waiting[] = [];
  let taken = 0;
  const isFree = (tenant: string): boolean => taken < limits.calls && (counts.get(tenant) ?? 0) < limits.tenantCalls;
  const change = (tenant: string, by: 1 | -1): void => {
    taken += by;
    const count = (counts.get(tenant) ?? 0) + by;
    if (count === 0) counts.delete(tenant);
    else counts.set(tenant, count);
  };
  const next = (): void => {
    const index = waiting.findIndex(({ tenant }) => isFree(tenant));
    if (index < 0) return;
    waiting.splice(index, 1)[0]?.take();
    next();
  };
  const occupy = (tenant: string): Leave => {
    change(tenant, 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      change(tenant, -1);
      next();
    };
  };
  return {
    enter: (tenant) => {
      if (isFree(tenant)) return Promise.resolve(occupy(tenant));
      if (waiting.length >= limits.waitingCalls) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const one: Waiting = {
          tenant,
          take: () => {
            clearTimeout(timer);
            resolve(occupy(tenant));
          },
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(one), 1);
          resolve(undefined);
        }, limits.callWaitMs);
        waiting.push(one);
      });
    },
  };
}

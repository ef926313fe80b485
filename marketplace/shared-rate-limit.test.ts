import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import type { Store } from './database/index.ts';
import { addressCaller, type RateLimit } from './rate-limit.ts';
import { createSharedRateLimit } from './shared-rate-limit.ts';
import { behind, call, databases, furtherKey, runningMarketplace } from './testing/running.ts';

const noon = Date.parse('2026-03-01T12:00:30Z');
const times = (allow: RateLimit, caller: string, count: number) =>
  Array.from({ length: count }, () => allow(caller)).at(-1);

/** Two servers of one database, whose time a test sets. */
function twoServers(store: Store) {
  let time = noon;
  const server = () => createSharedRateLimit(store, 10, () => time);
  const [one, two] = [server(), server()];
  const rows = () => store.db.selectFrom('allowances').selectAll().execute();
  return {
    ...{ one, two, rows },
    later: (ms: number) => {
      time += ms;
    },
    stop: () => {
      for (const each of [one, two]) each.close();
    },
  };
}

const shared = async (
  kind: Store['kind'],
  work: (servers: ReturnType<typeof twoServers>) => Promise<void>,
): Promise<void> => {
  const marketplace = await runningMarketplace(kind);
  await behind(marketplace, async (store) => {
    const servers = twoServers(store);
    await work(servers).finally(servers.stop);
  });
};

describe.each(databases)('A123: servers that share a database on %s', (kind) => {
  it('count the requests of a tenant together once they have told each other', () =>
    shared(kind, async ({ one, two }) => {
      expect(times(one.allow, 't_a', 6)).toMatchObject({ remaining: 4, exceeded: false });
      expect(times(two.allow, 't_a', 1)).toMatchObject({ remaining: 9 });
      await one.exchange();
      await two.exchange();
      expect(times(two.allow, 't_a', 1)).toMatchObject({ remaining: 2 });
      expect(times(two.allow, 't_a', 3)).toMatchObject({ remaining: 0, exceeded: true });
      await two.exchange();
      expect(times(one.allow, 't_a', 1)).toMatchObject({ remaining: 3 });
      await one.exchange();
      expect(times(one.allow, 't_a', 1)).toMatchObject({ exceeded: true });
      expect(times(one.allow, 't_b', 1)).toMatchObject({ remaining: 9 });
    }));

  it('forget a minute that is over, and say nothing of addresses', () =>
    shared(kind, async ({ one, two, later, rows }) => {
      times(one.allow, 't_a', 10);
      times(one.allow, addressCaller('192.0.2.1'), 10);
      await one.exchange();
      await one.exchange();
      expect(await rows()).toEqual([{ caller: 't_a', minute: Math.floor(noon / 60_000), requests: 10 }]);
      later(60_000);
      expect(times(two.allow, 't_a', 1)).toMatchObject({ remaining: 9 });
      await two.exchange();
      expect(await rows()).toMatchObject([{ caller: 't_a', requests: 1 }]);
      expect(times(one.allow, addressCaller('192.0.2.1'), 1)).toMatchObject({ remaining: 9 });
    }));

  it('agree on what many tenants sent to both at once', () =>
    shared(kind, async ({ one, two, rows }) => {
      for (let n = 0; n < 600; n++) for (const each of [one, two]) times(each.allow, `t_${n}`, 3);
      await Promise.all([one.exchange(), two.exchange()]);
      expect((await rows()).map(({ requests }) => requests)).toEqual(Array.from({ length: 600 }, () => 6));
    }));
});

it.runIf(databases.includes('postgres'))(
  'A123: a server hears within some seconds what another one counted',
  async () => {
    const first = await runningMarketplace('postgres', { requestsPerMinute: 1_000_000 });
    const second = await runningMarketplace(first.place, { requestsPerMinute: 1_000_000 });
    const key = await furtherKey(first);
    const left = async (url: string) =>
      Number((await call({ url, key }, 'GET', '/v1/operators')).headers.get('x-ratelimit-remaining'));
    const counted = async (url: string) => 1_000_000 - (await left(url));
    const seen: number[] = [];
    await expect
      .poll(
        async () => {
          await counted(first.url);
          await counted(first.url);
          seen.push(await counted(second.url));
          return (seen.at(-1) ?? 0) > seen.length;
        },
        { timeout: 10 * marketplaceLimits.allowanceShareMs, interval: 50 },
      )
      .toBe(true);
  },
);

import { expect, it } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { forgetAnswers } from './answers.ts';
import { timeOf } from './market.ts';
import { behind, call, databases, runningMarketplace } from './testing/running.ts';

const { idempotencyHours, sweepMs } = marketplaceLimits;
const hour = 3_600_000;

it.each(databases)('FC-23: answers on %s that count no more are taken away, not by every request', async (kind) => {
  await behind(await runningMarketplace(kind), async (store) => {
    const now = Date.now();
    const keep = (key: string, hours: number) =>
      store.db
        .insertInto('answers')
        .values({
          ...{
            tenant: 't_one',
            route: 'POST /x',
            key,
            fingerprint: '',
            request_id: 'req_1',
            body: '{}',
            locked_until: '',
          },
          created_at: timeOf(now - hours * hour),
        })
        .execute();
    const kept = async () =>
      (await store.db.selectFrom('answers').select('key').orderBy('key').execute()).map(({ key }) => key);
    await keep('new', idempotencyHours - 1);
    await keep('old', idempotencyHours + 1);
    await forgetAnswers(store, now);
    expect(await kept()).toEqual(['new']);
    await keep('old', idempotencyHours + 1);
    await forgetAnswers(store, now + sweepMs - 1);
    expect(await kept()).toEqual(['new', 'old']);
    await forgetAnswers(store, now + sweepMs);
    expect(await kept()).toEqual(['new']);
  });
});

it.each(databases)(
  'FC-23: a key on %s whose answer counts no more is free, also while that stands there',
  async (kind) => {
    const marketplace = await runningMarketplace(kind);
    const make = (name: string) =>
      call(marketplace, 'POST', '/v1/operators', { name, capabilities: [] }, { 'idempotency-key': 'k' });
    const [first, other] = [await make('one'), await make('two')];
    expect([first.status, other.status]).toEqual([201, 409]);
    const created_at = timeOf(Date.now() - (idempotencyHours + 1) * hour);
    await behind(marketplace, ({ db }) => db.updateTable('answers').set({ created_at }).execute());
    const [second, again] = [await make('two'), await make('two')];
    expect([second.status, again.status, again.body]).toEqual([201, 200, second.body]);
  },
);

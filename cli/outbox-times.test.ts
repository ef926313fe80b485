import { describe, expect, it } from 'vitest';
import { startPublication } from '../core/studio/outbox/begin.ts';
import { createOutbox } from '../core/studio/outbox/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { runningMarketplace } from '../marketplace/testing/running.ts';
import { marketplaceLimits, publicationLimits } from '../shared/limits.ts';
import { marketStudio, tenantOf, testClock } from './testing/market-studio.ts';

/** A publication to a marketplace that is gone. */
async function stranded() {
  const marketplace = await runningMarketplace('sqlite');
  const test = await marketStudio();
  const tenant = await tenantOf(test, marketplace, 'publisher');
  await marketplace.close();
  const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs: [] }));
  return { ...test, id, publications: test.studio.workspace.publications };
}

describe('the outbox', () => {
  it('waits twice as long after each try that met nobody, up to a longest wait', async () => {
    const { clock, outbox, publications, id } = await stranded();
    const { retryMs, maxRetryMs } = publicationLimits;
    const waits: number[] = [];
    while (waits.at(-1) !== maxRetryMs || waits.at(-2) !== maxRetryMs) {
      await outbox.drive();
      const { waits: held } = unwrap(publications.get(id));
      const wait = Date.parse(held?.nextTryAt ?? '') - clock.now();
      waits.push(wait);
      expect(held?.attempts).toBe(waits.length);
      // One ms before it is not due.
      clock.tick(wait - 1);
      await outbox.drive();
      expect(unwrap(publications.get(id)).waits?.attempts).toBe(waits.length);
      clock.tick(1);
    }
    const doubled = waits.map((_, n) => Math.min(maxRetryMs, retryMs * 2 ** n));
    expect(waits).toEqual(doubled);
  });

  it('looks now and then where nothing is due, and never at once again', async () => {
    const { studio, publications, id } = await stranded();
    const asked: number[] = [];
    const clock = testClock();
    const outbox = createOutbox(studio, {
      now: clock.now,
      after: (ms, call) => {
        asked.push(ms);
        return clock.after(ms, call);
      },
    });
    outbox.start();
    await outbox.drive();
    const first = publicationLimits.retryMs;
    expect(asked.at(-1)).toBe(first);
    clock.tick(first - 1);
    await outbox.drive();
    expect(asked.at(-1)).toBe(publicationLimits.leastMs);
    publications.remove(id);
    await outbox.drive();
    expect(asked.at(-1)).toBe(publicationLimits.lookMs);
    await outbox.close();
  });

  it('asks now and then whether a person has given consent, as long as that may take', async () => {
    const marketplace = await runningMarketplace('sqlite', { allowedHosts: ['127.0.0.1'] });
    const place = 'http://127.0.0.1:9';
    const test = await marketStudio({
      authentication: [
        { id: 'o', name: 'O', type: 'oauth2', authorizationUrl: `${place}/authorize`, tokenUrl: `${place}/token` },
      ],
    });
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const auth = { type: 'oauth2', client_id: 'me' } as const;
    const installs = [{ mode: 'install', tenant, auth, config: { baseUrl: place } } as const];
    const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs }));
    const stage = () => unwrap(test.studio.workspace.publications.get(id)).stages[2];
    await test.outbox.drive();
    expect(stage()).toMatchObject({ state: 'authorize', authorizeUrl: expect.stringContaining(place) });
    const { waits } = unwrap(test.studio.workspace.publications.get(id));
    expect(Date.parse(waits?.nextTryAt ?? '') - test.clock.now()).toBe(publicationLimits.authorizeMs);
    const begun = Date.parse(stage()?.startedAt ?? '');
    test.clock.tick(begun + marketplaceLimits.authorizationMs - test.clock.now());
    await test.outbox.drive();
    expect(stage()?.state).toBe('authorize');
    test.clock.tick(publicationLimits.authorizeMs);
    await test.outbox.drive();
    expect(stage()?.state).toBe('failed');
  });

  it('forgets what never got ready, once whoever wrote it down is long gone', async () => {
    const { clock, outbox, publications, id } = await stranded();
    const { readyMs } = publicationLimits;
    unwrap(
      publications.change(id, (one) => ({ ...one, ready: false, createdAt: new Date(clock.now()).toISOString() })),
    );
    clock.tick(readyMs - 1);
    await outbox.drive();
    expect(publications.list()).toHaveLength(1);
    clock.tick(1);
    await outbox.drive();
    expect(publications.list()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { open } from '../core/auth/testing/browser.ts';
import { testProvider } from '../core/auth/testing/provider.ts';
import { listInstances } from '../core/publish/index.ts';
import { authorizeAgain, changeCredentials } from '../core/studio/outbox/consent.ts';
import { retryPublication } from '../core/studio/outbox/control.ts';
import { startInstall } from '../core/studio/outbox/installs.ts';
import { installedInstance, tenantAccess } from '../core/studio/tenants.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { crmMarketplace, crmSource, goodKey, installed, keySource } from '../marketplace/testing/crm.ts';
import { type Fault, faultyProxy } from '../marketplace/testing/faulty-proxy.ts';
import { behind, type RunningMarketplace } from '../marketplace/testing/running.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import { marketStudio, tenantOf } from './testing/market-studio.ts';

/** What is told of a publication: `state: stage state, …`. */
type Studio = Awaited<ReturnType<typeof marketStudio>>;
const told = ({ studio }: Studio, id: string): string => {
  const { state, stages } = unwrap(studio.workspace.publications.get(id));
  return `${state}: ${stages.map((one) => `${one.kind} ${one.state}`).join(', ')}`;
};
const dayMs = marketplaceLimits.idempotencyHours * 3_600_000;

/** A day and an hour go by, for the studio and for what the marketplace remembers. */
async function aDayLater({ clock }: Studio, marketplace: RunningMarketplace): Promise<void> {
  clock.tick(dayMs + 3_600_000);
  await behind(marketplace, ({ db }) =>
    db
      .updateTable('answers')
      .set({ created_at: new Date(Date.now() - dayMs - 3_600_000).toISOString() })
      .execute(),
  );
}

describe('an installation whose answer was lost', () => {
  /** A marketplace behind a way that breaks as it is told, and an installation that is written down. */
  async function scene(name?: string) {
    const [marketplace, source, test] = [await crmMarketplace('sqlite'), await keySource(), await marketStudio()];
    let fault: Fault = 'none';
    const url = await faultyProxy(marketplace.url, () => fault);
    const tenant = await tenantOf(test, { ...marketplace, url }, 'publisher');
    const start = async () =>
      unwrap(
        await startInstall(test.studio, {
          ...{ tenant, listing: 'cn-crm', name },
          ...{ auth: { type: 'api_key', key: goodKey }, config: { baseUrl: source.url } },
        }),
      );
    return {
      ...{ marketplace, source, test, start },
      breaks: (next: Fault) => {
        fault = next;
      },
      there: async () => unwrap(await listInstances(unwrap(await tenantAccess(test.studio, tenant)))).instances,
    };
  }

  it('R5: is found by its name when its marketplace remembers the request no more, and is not installed twice', async () => {
    const { marketplace, test, start, breaks, there } = await scene('Main');
    const id = await start();
    breaks('lose reply');
    await test.outbox.drive();
    expect(told(test, id)).toBe('waiting: install waiting, test waiting');
    breaks('none');
    const [first, ...others] = await there();
    expect([first?.name, others]).toEqual(['Main', []]);
    await aDayLater(test, marketplace);
    await test.outbox.drive();
    expect(told(test, id)).toBe('done: install done, test done');
    const { stages } = unwrap(test.studio.workspace.publications.get(id));
    expect(stages.map(({ instance }) => instance)).toEqual([first?.id, first?.id]);
    expect(await there()).toHaveLength(1);
    expect(Object.keys(test.vault.all()).filter((key) => key.startsWith('publication/'))).toEqual([]);
  });

  it('is not taken for one of that name that stood there before, a day later or not', async () => {
    const { marketplace, source, test, start, breaks, there } = await scene('Main');
    const old = await installed(marketplace, source, { name: 'Main' });
    await behind(marketplace, ({ db }) =>
      db
        .updateTable('connectors')
        .set({ created_at: new Date(Date.now() - dayMs).toISOString() })
        .execute(),
    );
    const id = await start();
    breaks('cut request');
    await test.outbox.drive();
    breaks('none');
    await aDayLater(test, marketplace);
    await test.outbox.drive();
    expect(told(test, id)).toBe('failed: install failed, test waiting');
    const [stage] = unwrap(test.studio.workspace.publications.get(id)).stages;
    expect([stage?.instance, stage?.failure]).toMatchObject([null, { code: 'name_taken' }]);
    expect((await there()).map((one) => one.id)).toEqual([old]);
  });
});

describe('a consent', () => {
  /** An installation that waits for its consent. */
  async function waiting() {
    const provider = await testProvider({ redirectUri: 'http://127.0.0.1/v1/oauth/callback' });
    const source = await crmSource((headers) =>
      provider.accepts(/^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? ''),
    );
    const oauth: Manifest['authentication'][number] = {
      ...{ id: 'oauth', name: 'OAuth 2', type: 'oauth2', issuer: provider.issuer, scopes: ['openid', 'read'] },
      flows: ['authorizationCode'],
    };
    const [marketplace, test] = [
      await crmMarketplace('sqlite', { authentication: [oauth] }),
      await marketStudio({ authentication: [oauth] }),
    ];
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const asked = { tenant, listing: 'cn-crm', config: { baseUrl: source.url } };
    const auth = { type: 'oauth2', client_id: 'studio' } as const;
    const id = unwrap(await startInstall(test.studio, { ...asked, auth }));
    await test.outbox.drive();
    const stages = () => unwrap(test.studio.workspace.publications.get(id)).stages;
    return { marketplace, test, tenant, id, stages, instance: stages()[0]?.instance ?? '' };
  }

  it('that nobody gave in time is said, and mended by authorizing again', async () => {
    const { marketplace, test, tenant, id, stages, instance } = await waiting();
    expect(told(test, id)).toBe('waiting: install done, test authorize');
    const first = stages()[1]?.authorizeUrl ?? '';
    expect(unwrap(test.studio.workspace.publications.get(id)).waits).toMatchObject({
      for: 'authorization',
      message: 'cn-crm in publisher waits for consent: open its address and grant it.',
    });
    test.clock.tick(marketplaceLimits.authorizationMs + 1_000);
    await behind(marketplace, ({ db }) =>
      db
        .updateTable('authorizations')
        .set({ expires_at: new Date(0).toISOString() })
        .execute(),
    );
    await test.outbox.drive();
    expect(told(test, id)).toBe('failed: install done, test failed');
    expect(stages()[1]?.failure).toMatchObject({
      code: 'authorization_expired',
      message: 'Nobody gave consent for cn-crm in publisher in time: authorize it again.',
    });
    expect((await open(first)).status).toBe(400);
    // To try again changes nothing: there is no address at which it could be given.
    unwrap(await retryPublication(test.studio, id));
    await test.outbox.drive();
    expect(told(test, id)).toBe('failed: install done, test failed');
    const again = unwrap(await authorizeAgain(test.studio, tenant, instance));
    expect(again).toMatchObject({ id: instance, status: 'pending_auth' });
    expect(again.authorizeUrl).not.toBe(first);
    await test.outbox.drive();
    expect(told(test, id)).toBe('waiting: install done, test authorize');
    expect(stages()[1]?.authorizeUrl).toBe(again.authorizeUrl);
    expect((await open(again.authorizeUrl ?? '')).status).toBe(200);
    test.clock.tick(10_000);
    await test.outbox.drive();
    expect(told(test, id)).toBe('done: install done, test done');
  });

  it('that is begun anew while it is waited for has its whole time, at its new address', async () => {
    const { test, tenant, id, stages, instance } = await waiting();
    test.clock.tick(marketplaceLimits.authorizationMs - 1_000);
    const again = unwrap(await authorizeAgain(test.studio, tenant, instance));
    await test.outbox.drive();
    test.clock.tick(marketplaceLimits.authorizationMs - 1_000);
    await test.outbox.drive();
    expect([told(test, id), stages()[1]?.authorizeUrl]).toEqual([
      'waiting: install done, test authorize',
      again.authorizeUrl,
    ]);
  });

  it('is not for credentials that nobody consents to; those are changed', async () => {
    const [marketplace, source, test] = [await crmMarketplace('sqlite'), await keySource(), await marketStudio()];
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const instance = await installed(marketplace, source);
    expect(await authorizeAgain(test.studio, tenant, instance)).toMatchObject({
      ok: false,
      error: { code: 'needs_no_consent', message: expect.stringContaining('Change its credentials instead') },
    });
    const change = (key: string) => changeCredentials(test.studio, tenant, instance, { type: 'api_key', key });
    expect(await change('crm_live_wrong')).toMatchObject({ ok: false, error: { code: 'auth_failed' } });
    expect(await change(goodKey)).toMatchObject({ ok: true, value: { id: instance, status: 'connected' } });
    expect(unwrap(await installedInstance(test.studio, tenant, instance)).authorizeUrl).toBe(null);
    const other = await changeCredentials(test.studio, tenant, instance, { type: 'none' });
    expect(other).toMatchObject({ ok: false, error: { code: 'bad_installation' } });
  });
});

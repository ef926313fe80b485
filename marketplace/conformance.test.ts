import { describe, expect, it } from 'vitest';
import { type ConformanceReport, checkMarketplace } from '../core/publish/conformance/index.ts';
import { alterations } from './testing/alterations.ts';
import { alteringProxy } from './testing/altering-proxy.ts';
import { behind, call, databases, furtherKey, type RunningMarketplace, runningMarketplace } from './testing/running.ts';

async function marketplaceFor(kind: (typeof databases)[number]) {
  const marketplace = await runningMarketplace(kind, { allowedHosts: ['127.0.0.1'] });
  const { tenant } = await behind(marketplace, ({ db }) =>
    db.selectFrom('keys').select('tenant').executeTakeFirstOrThrow(),
  );
  const otherKey = await furtherKey(marketplace);
  const readKey = await furtherKey(marketplace, { tenant, scopes: ['connectors:read'] });
  return { marketplace, otherKey, readKey };
}

async function check(...options: Parameters<typeof checkMarketplace>): Promise<ConformanceReport> {
  const checked = await checkMarketplace(...options);
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
}

const idsOf = ({ results }: ConformanceReport, outcome: string): string[] =>
  results
    .filter((one) => one.outcome === outcome)
    .map(({ id, reason }) => `${id}${reason === null ? '' : `: ${reason}`}`);

const installed = async (marketplace: RunningMarketplace) => (await call(marketplace, 'GET', '/v1/connectors')).body;

describe.each(databases)('a check of our own marketplace on %s', (kind) => {
  it('FC-1…59: finds no failure, and takes away what it installed', async () => {
    const { marketplace, ...keys } = await marketplaceFor(kind);
    const { url, key } = marketplace;
    const report = await check({ marketplace: url, key, ...keys });
    expect(idsOf(report, 'failed')).toEqual([]);
    expect(idsOf(report, 'skipped')).toEqual([expect.stringMatching(/^FC-6: it is a promise/)]);
    expect(report.results).toHaveLength(37);
    expect(await installed(marketplace)).toMatchObject({ data: [] });
  });
});

describe('a marketplace that does one thing wrong', () => {
  it.each(Object.entries(alterations))('%s is what a check finds', async (id, alteration) => {
    const { marketplace, ...keys } = await marketplaceFor('sqlite');
    const url = await alteringProxy(marketplace.url, alteration());
    const report = await check({ marketplace: url, key: marketplace.key, ...keys, only: [id] });
    expect(report.results).toEqual([expect.objectContaining({ id, outcome: 'failed', reason: expect.any(String) })]);
  });

  it('is looked at whole: every statement but FC-6 has its own fault', async () => {
    const { marketplace, ...keys } = await marketplaceFor('sqlite');
    const { url, key } = marketplace;
    const unknown = await checkMarketplace({ marketplace: url, key, ...keys, only: ['FC-999'] });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'unknown_statement' } });
    expect(
      unknown.ok
        ? []
        : unknown.error.message
            .match(/FC-\d+/g)
            ?.filter((id) => !(id in alterations))
            .sort(),
    ).toEqual(['FC-6', 'FC-999']);
  });
});

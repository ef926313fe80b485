import { describe, expect, it } from 'vitest';
import { faultyHttp, type HttpFault, httpFaults } from './testing/faulty-http.ts';
import { allVersions, publishSample } from './testing/publishing.ts';
import { databases, runningMarketplace } from './testing/running.ts';
import { atOnce, size, soakMs } from './testing/soak.ts';

const publishes = size(60, 1_000);
const faultRate = 0.3;
const perListing = 100;

/** What the client says where a publish may be tried again by whoever asked for it. */
const passing = new Set(['unreachable', 'too_many_requests', 'marketplace_failed', 'bad_answer', 'conflict']);

describe.each(databases)('publishing to %s over a bad network', (kind) => {
  it(`R18: ${publishes} publishes, of which 3 in 10 requests meet a fault, make as many versions: none lost, none doubled`, {
    timeout: soakMs,
  }, async () => {
    const marketplace = await runningMarketplace(kind, { requestsPerMinute: 1_000_000 });
    // Each fault comes as often as the others, and none is left out by chance.
    let next = 0;
    const choose = (): HttpFault | undefined =>
      Math.random() < faultRate ? httpFaults[next++ % httpFaults.length] : undefined;
    const way = await faultyHttp(marketplace.url, choose, size(200, 5_000));
    const wanted = Array.from({ length: publishes }, (_, n) => ({
      id: `weather-x${Math.floor(n / perListing)}`,
      version: `1.0.${n % perListing}`,
    }));
    const created: string[] = [];
    await atOnce(20, wanted, async (sample) => {
      for (;;) {
        const published = await publishSample({ ...way, key: marketplace.key }, sample);
        if (published.ok) {
          expect(published.value).toMatchObject({ listing: `cn-${sample.id}`, version: sample.version });
          if (published.value.created) created.push(`${sample.id} ${sample.version}`);
          return;
        }
        if (!passing.has(published.error.code)) throw new Error(published.error.message);
      }
    });
    const listings = [...new Set(wanted.map(({ id }) => id))];
    const stored = await Promise.all(
      listings.map(async (id) => (await allVersions(marketplace, `cn-${id}`)).map(({ version }) => `${id} ${version}`)),
    );
    expect(stored.flat().sort()).toEqual(wanted.map(({ id, version }) => `${id} ${version}`).sort());
    // Of an answer that was lost the client may not learn that it was the first; of no version twice.
    expect(new Set(created).size).toBe(created.length);
    expect([...way.met.keys()].sort()).toEqual([...httpFaults].sort());
  });
});

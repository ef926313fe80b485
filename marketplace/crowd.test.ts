import { describe, expect, it } from 'vitest';
import { downloadVersion, getListing, listListings } from '../core/publish/index.ts';
import { serverProcess } from './testing/processes.ts';
import { allVersions, publishSample } from './testing/publishing.ts';
import { call, databases, emptyPlace, runningMarketplace, samplePackage, upload } from './testing/running.ts';
import { atOnce, size, soakMs } from './testing/soak.ts';

const clients = size(40, 200);

function right<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe.each(databases)('many clients of a marketplace on %s', (kind) => {
  it(`${clients} at once publish, list, read and download without an error`, { timeout: soakMs }, async () => {
    const { url, key } = await runningMarketplace(kind, { requestsPerMinute: 1_000_000 });
    const access = { marketplace: url, key };
    await Promise.all(
      Array.from({ length: clients }, async (_, n) => {
        const sample = { id: `client-x${n}`, description: `Client ${n}` };
        const listing = `cn-${sample.id}`;
        const { created, digest, version } = right(await publishSample({ url, key }, sample));
        expect(created).toBe(true);
        right(await listListings({ ...access, limit: 100 }));
        expect(right(await getListing({ ...access, listing }))).toMatchObject({ description: sample.description });
        const bytes = right(await downloadVersion({ ...access, listing, version, digest }));
        expect(bytes).toEqual((await samplePackage(sample)).bytes);
        expect(right(await publishSample({ url, key }, sample)).created).toBe(false);
      }),
    );
    const ids = new Set<string>();
    const page = async (cursor?: string): Promise<void> => {
      const { data, next_cursor: next } = right(
        await listListings({ ...access, limit: 100, ...(cursor ? { cursor } : {}) }),
      );
      for (const { id } of data) ids.add(id);
      if (next !== null) await page(next);
    };
    await page();
    expect(ids.size).toBe(clients);
  });
});

describe.each(databases)('two server processes on one %s', (kind) => {
  const versions = size(20, 100);

  it(`agree: of ${versions} versions that are sent to both at once each is created once`, {
    timeout: soakMs,
  }, async () => {
    const place = await emptyPlace(kind);
    const { key } = await runningMarketplace(place);
    const servers = [await serverProcess(place), await serverProcess(place)];
    const outcomes: string[] = [];
    await atOnce(
      10,
      Array.from({ length: versions }, (_, n) => `1.0.${n}`),
      async (version) => {
        const archive = await samplePackage({ version });
        const headers = { 'idempotency-key': `publish-${version}` };
        const answers = await Promise.all(
          servers.map(({ url }) => upload({ url, key }, 'cn-weather', archive, headers)),
        );
        outcomes.push(
          answers
            .map(({ status }) => status)
            .sort()
            .join(' '),
        );
      },
    );
    expect(new Set(outcomes)).toEqual(new Set(['200 201']));
    const [one, two] = await Promise.all(servers.map(({ url }) => allVersions({ url, key }, 'cn-weather')));
    expect(one).toHaveLength(versions);
    expect(two).toEqual(one);
  });

  it('agree: of two contents of one version one is published, and what one changes the other shows at once', {
    timeout: soakMs,
  }, async () => {
    const place = await emptyPlace(kind);
    const { key } = await runningMarketplace(place);
    const [first, second] = [await serverProcess(place), await serverProcess(place)];
    const [one, two] = [
      await samplePackage({}, { 'README.md': 'one' }),
      await samplePackage({}, { 'README.md': 'two' }),
    ];
    const answers = await Promise.all([
      upload({ url: first.url, key }, 'cn-weather', one),
      upload({ url: second.url, key }, 'cn-weather', two),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const change = { status: 'early_access', price: { amount: 2_900, currency: 'USD', per: 'month' } };
    expect(await call({ url: first.url, key }, 'PATCH', '/v1/listings/cn-weather', change)).toMatchObject({
      status: 200,
    });
    expect(await call({ url: second.url, key }, 'GET', '/v1/listings/cn-weather')).toMatchObject({ body: change });
  });
});

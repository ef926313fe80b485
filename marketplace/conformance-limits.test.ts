import { expect, it, vi } from 'vitest';
import { checkMarketplace } from '../core/publish/conformance/index.ts';
import { conformanceLimits } from '../shared/limits.ts';
import { alteringProxy } from './testing/altering-proxy.ts';
import { type RunningMarketplace, runningMarketplace } from './testing/running.ts';

const reaching = { allowedHosts: ['127.0.0.1'] };

async function check({ url, key }: Pick<RunningMarketplace, 'url' | 'key'>, only: string, fetch = globalThis.fetch) {
  const checked = await checkMarketplace({ marketplace: url, key, only: [only], fetch });
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value.results[0];
}

it('a check installs so many connectors, and so many of them at once', async () => {
  const marketplace = await runningMarketplace('sqlite', reaching);
  const counts = { all: 0, now: 0, most: 0 };
  const counting: typeof fetch = async (input, init) => {
    const isInstall = init?.method === 'POST' && String(input).endsWith('/v1/connectors');
    if (!isInstall) return fetch(input, init);
    counts.all++;
    counts.now++;
    counts.most = Math.max(counts.most, counts.now);
    try {
      return await fetch(input, init);
    } finally {
      counts.now--;
    }
  };
  expect(await check(marketplace, 'FC-11', counting)).toMatchObject({ outcome: 'passed' });
  expect(counts).toEqual({ all: conformanceLimits.installs, now: 0, most: conformanceLimits.installsAtOnce });
});

it('a check follows so many pages of a list that does not end', async () => {
  const marketplace = await runningMarketplace('sqlite', reaching);
  let pages = 0;
  const url = await alteringProxy(marketplace.url, (passing) => {
    if (passing.method !== 'GET' || !/^\/v1\/connectors\?.*limit=8/.test(passing.url)) return;
    pages++;
    passing.status = 200;
    passing.body = { object: 'list', data: [], has_more: true, next_cursor: `cur_${pages}` };
  });
  expect(await check({ ...marketplace, url }, 'FC-11')).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('do not end'),
  });
  expect(pages).toBe(conformanceLimits.pages + 1);
});

it('a check ends after its time: what is left is not asked any more', async () => {
  const marketplace = await runningMarketplace('sqlite');
  const start = performance.now();
  let passed = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => start + passed);
  try {
    expect(await check(marketplace, 'FC-2')).toMatchObject({ outcome: 'passed' });
    const results: unknown[] = [];
    const checked = await checkMarketplace({
      ...{ marketplace: marketplace.url, key: marketplace.key, only: ['FC-1', 'FC-2', 'FC-3'] },
      onResult: (result) => {
        results.push([result.id, result.outcome]);
        passed += results.length === 1 ? conformanceLimits.totalMs : 1;
      },
    });
    expect(results).toEqual([
      ['FC-1', 'passed'],
      ['FC-2', 'passed'],
      ['FC-3', 'failed'],
    ]);
    expect(checked.ok ? checked.value.results[2]?.reason : '').toContain(
      `${conformanceLimits.totalMs / 60_000} minutes`,
    );
  } finally {
    clock.mockRestore();
  }
});

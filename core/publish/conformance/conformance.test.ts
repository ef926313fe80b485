import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { conformanceLimits, marketplaceLimits } from '../../../shared/limits.ts';
import { answeringServer, closedPort, sendJson } from '../testing/server.ts';
import { checkMarketplace } from './index.ts';

const key = 'sk_live_0123456789abcdef';

async function check(marketplace: string, options: Partial<Parameters<typeof checkMarketplace>[0]> = {}) {
  const checked = await checkMarketplace({ marketplace, key, ...options });
  if (!checked.ok) throw new Error(checked.error.message);
  const { results } = checked.value;
  const passed = results.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
  return { results, passed, failed: results.filter(({ outcome }) => outcome === 'failed') };
}

const reasonsOf = (results: Awaited<ReturnType<typeof check>>['results']): string =>
  results.map(({ reason }) => reason).join('\n');

/** Sends without end, as fast as it is taken. */
function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(' '.repeat(65_536))) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

const hostile: readonly (readonly [string, (response: ServerResponse) => unknown, RegExp])[] = [
  ['a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello'), /not with JSON/],
  ['another place', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), /sends on to/],
  ['an answer without end', endless, new RegExp(`more than ${marketplaceLimits.responseBytes} bytes`)],
  ['silence', () => undefined, /did not finish in time/],
  ['a broken connection', (response) => response.destroy(), /the connection broke/],
  ['JSON that is none', (response) => sendJson(response, 200, '{"object":'), /not with JSON/],
  ['null', (response) => sendJson(response, 200, null), /Invalid input/],
  [
    'nested JSON',
    (response) => sendJson(response, 200, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    /Invalid input/,
  ],
  [
    'a list that never ends',
    (response) => sendJson(response, 200, { object: 'list', data: [], has_more: true, next_cursor: 'cur_1' }),
    /answered 200, not/,
  ],
  [
    'text of a terminal',
    (response) => sendJson(response, 400, { error: { code: '\u001b[2J', message: `\u001b[31m${key}` } }),
    /\*\*\*\*/,
  ],
];

describe('A116: a check of a hostile server ends in failures', () => {
  it.each(hostile)('%s', async (what, answer, reason) => {
    const { url } = await answeringServer((response) => void answer(response));
    // Whoever says nothing is waited for as long as whoever sends without end.
    const { results, failed } = await check(url, { requestMs: what === 'silence' ? 300 : 30_000 });
    expect(results).toHaveLength(37);
    expect(failed.length).toBeGreaterThan(4);
    const reasons = reasonsOf(results);
    expect(reasons).toMatch(reason);
    expect(reasons).not.toContain(key);
    expect(reasons).not.toContain('\u001b');
  });

  it('nothing that listens: it stops asking after some answers that do not come', async () => {
    const { failed, passed } = await check(`http://127.0.0.1:${await closedPort()}`);
    expect(passed).toEqual([]);
    expect(failed.at(-1)?.reason).toContain(`${conformanceLimits.brokenInARow} answers in a row did not come`);
  });
});

describe('what a check needs', () => {
  it('a marketplace, a key, and statements that there are', async () => {
    const of = async (options: Partial<Parameters<typeof checkMarketplace>[0]>) => {
      const checked = await checkMarketplace({ marketplace: 'https://market.example.com', key, ...options });
      return checked.ok ? '' : checked.error.code;
    };
    expect(await of({ marketplace: 'http://market.example.com' })).toBe('insecure_marketplace');
    expect(await of({ otherKey: 'two words' })).toBe('bad_key');
    expect(await of({ only: ['FC-7'] })).toBe('unknown_statement');
  });

  it('a named listing: nothing is published, and what needs a source of its own is skipped', async () => {
    const { url, seen } = await answeringServer((response) =>
      sendJson(response, 404, { error: { code: 'x', message: 'y' } }),
    );
    const target = { listing: 'cn-crm', auth: { type: 'api_key', key: 'crm_1234' }, config: {} };
    const { results } = await check(url, { target });
    const skipped = results.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id);
    expect(skipped).toEqual(expect.arrayContaining(['FC-23', 'FC-46', 'FC-54', 'FC-58']));
    expect(seen.filter((one) => one.url.startsWith('/v1/listings'))).toEqual([]);
  });
});

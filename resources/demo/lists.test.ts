import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemoApi, type DemoApi } from './index.ts';

let demo: DemoApi;
beforeAll(async () => {
  demo = await createDemoApi();
});
afterAll(() => demo.close());

interface Row {
  readonly id?: unknown;
}

async function get(url: string): Promise<{ body: unknown; headers: Headers }> {
  const response = await fetch(url, { headers: { 'x-api-key': demo.key } });
  expect(response.status, url).toBe(200);
  return { body: await response.json(), headers: response.headers };
}

/** Reads pages until `next` gives no further address; each page is given as its rows. */
async function readAll<B>(first: string, read: (body: B, headers: Headers, url: URL) => [readonly Row[], URL | null]) {
  const rows: Row[] = [];
  let url: URL | null = new URL(first, demo.url);
  for (let pages = 0; url !== null; pages++) {
    expect(pages, 'pages of one list').toBeLessThan(200);
    const { body, headers } = await get(url.href);
    // The shape each list declares; the description test checks that the answers keep to it.
    const [found, next] = read(body as B, headers, url);
    rows.push(...found);
    url = next;
  }
  const keys = rows.map((row) => row.id);
  expect(new Set(keys).size, 'every row once').toBe(rows.length);
  return rows;
}

function withQuery(url: URL, name: string, value: string | number): URL {
  const next = new URL(url);
  next.searchParams.set(name, String(value));
  return next;
}

interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly page: number; readonly total: number; readonly total_pages: number };
}

const readPages = (path: string) =>
  readAll<Page>(path, ({ data, meta }, _headers, url) => [
    data,
    meta.page < meta.total_pages ? withQuery(url, 'page', meta.page + 1) : null,
  ]);

test('numbered pages: companies', async () => {
  expect(await readPages('/companies?per_page=33')).toHaveLength(240);
});

test('offset and limit: contacts', async () => {
  const rows = await readAll<{ items: readonly Row[]; total: number }>('/contacts?limit=50', (body, _headers, url) => {
    const offset = Number(url.searchParams.get('offset') ?? 0) + 50;
    return [body.items, offset < body.total ? withQuery(url, 'offset', offset) : null];
  });
  expect(rows).toHaveLength(420);
});

test('cursor: deals, and those of one stage only', async () => {
  const read = (path: string) =>
    readAll<{ results: readonly Row[]; next_cursor: string | null }>(path, (body, _headers, url) => [
      body.results,
      body.next_cursor === null ? null : withQuery(url, 'cursor', body.next_cursor),
    ]);
  expect(await read('/deals?limit=7')).toHaveLength(360);
  const won = await read('/deals?limit=7&stage=won');
  expect(won.length).toBeGreaterThan(7);
  expect(won.every((row) => 'stage' in row && row.stage === 'won')).toBe(true);
});

test('Link header: activities', async () => {
  const rows = await readAll<readonly Row[]>('/activities?per_page=100', (body, headers) => {
    const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    return [body, next === undefined ? null : new URL(next)];
  });
  expect(rows).toHaveLength(900);
});

test('address of the next page: products', async () => {
  const rows = await readAll<{ products: readonly Row[]; links: { next: string | null } }>('/products', (body) => [
    body.products,
    body.links.next === null ? null : new URL(body.links.next),
  ]);
  expect(rows).toHaveLength(25);
});

test('nested: the notes of a contact that has more than one page of them', async () => {
  for (let contact = 1; contact <= 420; contact++) {
    const { body } = await get(`${demo.url}/contacts/${contact}/notes?per_page=1`);
    const { total } = (body as Page).meta; // the declared shape of this list
    if (total <= 10) continue;
    expect(await readPages(`/contacts/${contact}/notes`)).toHaveLength(total);
    return;
  }
  expect.unreachable('no contact has more than ten notes');
});

test('incremental: updated_since answers only rows changed since', async () => {
  const rows = await readPages('/companies?updated_since=2026-05-01T00:00:00Z&per_page=100');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(240);
  expect(rows.every((row) => 'updated_at' in row && String(row.updated_at) >= '2026-05-01')).toBe(true);
});

test('the same seed gives the same rows and key, another seed others', async () => {
  const [same, other] = await Promise.all([createDemoApi(), createDemoApi({ seed: 7 })]);
  const deals = (api: DemoApi) =>
    fetch(`${api.url}/deals`, { headers: { 'x-api-key': api.key } }).then((response) => response.text());
  const [a, b, c] = await Promise.all([deals(demo), deals(same), deals(other)]);
  await Promise.all([same.close(), other.close()]);
  expect(b).toBe(a);
  expect(same.key).toBe(demo.key);
  expect(c).not.toBe(a);
  expect(other.key).not.toBe(demo.key);
});

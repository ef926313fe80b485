import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MockApi } from './index.ts';
import { follow, valueAt } from './place.ts';
import { pagingDescription } from './testing/paging.ts';
import { ask, startMock } from './testing/start.ts';

let mock: MockApi;
beforeAll(async () => {
  mock = await startMock(pagingDescription);
});
afterAll(() => mock.close());

/** One page as a test follows it. */
interface Seen {
  readonly body: unknown;
  readonly rows: readonly unknown[];
  /** Rows so far, these included. */
  readonly count: number;
  /** Pages so far, this one included. */
  readonly pages: number;
  readonly link: string;
}

const get = async (path: string) => ask(mock, 'GET', path);
const textAt = (value: unknown, name: string): string | undefined => {
  const found = valueAt(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** Follows a list from a path until `next` gives no further one. */
async function walk(path: string, rowsAt: string, next: (seen: Seen) => string | undefined) {
  const rows: unknown[] = [];
  const sizes: number[] = [];
  let body: unknown;
  for (let at: string | undefined = path; at !== undefined; ) {
    if (sizes.length > 60) throw new Error('this list does not end');
    const answer = await get(at);
    expect(answer.status, at).toBe(200);
    body = answer.body;
    const found = rowsAt === '' ? body : follow(body, [rowsAt]);
    if (!Array.isArray(found)) throw new Error(`no rows in ${JSON.stringify(body)}`);
    rows.push(...found);
    sizes.push(found.length);
    at = next({ body, rows: found, count: rows.length, pages: sizes.length, link: answer.headers.get('link') ?? '' });
  }
  return { rows, sizes, body };
}

const token =
  (path: string, name: string, at: string) =>
  ({ body }: Seen) => {
    const found = textAt(body, at);
    return found === undefined ? undefined : `${path}&${name}=${encodeURIComponent(found)}`;
  };

describe('every way of paging gives every row once', () => {
  it.each<[string, string, string, (seen: Seen) => string | undefined]>([
    [
      'by_page',
      '/by-page?per_page=8',
      '',
      ({ rows, pages }) => (rows.length < 8 ? undefined : `/by-page?per_page=8&page=${pages + 1}`),
    ],
    [
      'by_page_of_a_time',
      '/by-page-of-a-time?per_page=8',
      '',
      ({ rows, pages }) => (rows.length < 8 ? undefined : `/by-page-of-a-time?per_page=8&page=${pages + 1}`),
    ],
    [
      'by_page_from_zero',
      '/by-page-from-zero?per_page=8',
      'data',
      ({ body, pages }) =>
        pages >= Number(valueAt(body, 'meta.total_pages')) ? undefined : `/by-page-from-zero?per_page=8&page=${pages}`,
    ],
    [
      'by_offset',
      '/by-offset?limit=8',
      'rows',
      ({ body, count }) => (count >= Number(valueAt(body, 'total')) ? undefined : `/by-offset?limit=8&offset=${count}`),
    ],
    [
      'by_open_offset',
      '/by-open-offset?limit=8',
      'data',
      ({ body, count }) => (valueAt(body, 'has_more') === true ? `/by-open-offset?limit=8&offset=${count}` : undefined),
    ],
    ['by_cursor', '/by-cursor?limit=8', 'data', token('/by-cursor?limit=8', 'cursor', 'meta.next_cursor')],
    [
      'by_required_cursor',
      '/by-required-cursor?limit=8',
      'data',
      token('/by-required-cursor?limit=8', 'cursor', 'next_cursor'),
    ],
    [
      'by_last',
      '/by-last?limit=8',
      'data',
      ({ body, rows }) =>
        valueAt(body, 'has_more') === true
          ? `/by-last?limit=8&starting_after=${valueAt(rows.at(-1), 'id')}`
          : undefined,
    ],
    ['by_url', '/by-url?limit=8', 'data', ({ body }) => textAt(body, 'links.next')],
    ['by_link', '/by-link?per_page=8', '', ({ link }) => /<([^>]+)>; rel="next"/.exec(link)?.[1]],
  ])('%s', async (entity, path, rowsAt, next) => {
    const { rows, sizes } = await walk(path, rowsAt, next);
    expect(rows).toEqual(mock.rows(entity));
    expect(new Set(rows.map((row) => valueAt(row, 'id'))).size).toBe(23);
    expect(sizes).toEqual([8, 8, 7]);
  });

  it('a list of which nothing is known comes whole', async () => {
    const { body } = await get('/unknown');
    expect(body).toEqual(mock.rows('unknown'));
    expect(body).toHaveLength(40);
  });
});

describe('the end of a list', () => {
  const lastOf = async (path: string, name: string, at: string) =>
    (await walk(path, 'data', token(path, name, at))).body;

  it('is null where the description allows it, and an empty text where it has to be one', async () => {
    expect(valueAt(await lastOf('/by-cursor?limit=8', 'cursor', 'meta.next_cursor'), 'meta.next_cursor')).toBeNull();
    expect(valueAt(await lastOf('/by-required-cursor?limit=8', 'cursor', 'next_cursor'), 'next_cursor')).toBe('');
  });

  it('is nothing at all where the field need not be there', async () => {
    const [board] = mock.rows('boards') ?? [];
    const path = `/boards/${board?.id}/cards?limit=8`;
    const body = await lastOf(path, 'cursor', 'meta.next_cursor');
    expect(valueAt(body, 'meta')).toEqual({});
  });
});

describe('the size of a page', () => {
  it('is what was asked for up to the maximum, and the default where nothing was asked', async () => {
    const length = async (path: string) => {
      const { body } = await get(path);
      return Array.isArray(body) ? body.length : -1;
    };
    expect(await length('/by-page')).toBe(5);
    expect(await length('/by-page?per_page=3')).toBe(3);
    expect(await length('/by-page?per_page=500')).toBe(8);
    expect(await length('/by-page?per_page=8&page=4')).toBe(0);
  });

  it.each(['per_page=0', 'per_page=many', 'page=-1'])('%s is refused by name', async (query) => {
    const { status, body } = await get(`/by-page?${query}`);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(query.split('=')[0]);
  });

  it('stands in the answer with the true totals', async () => {
    const { body } = await get('/by-offset?limit=4&offset=8');
    expect(body).toMatchObject({ total: 23, offset: 8, limit: 4 });
    const { body: other } = await get('/by-page-from-zero?per_page=4&page=2');
    expect(valueAt(other, 'meta')).toEqual({ page: 2, total_pages: 6, total_count: 23 });
  });
});

describe('addresses and cursors', () => {
  it('an address of the next page is one of this mock, with the path of the API and what was asked', async () => {
    const { body } = await get('/by-url?limit=3');
    const next = new URL(String(valueAt(body, 'links.next')));
    expect(`${next.origin}${next.pathname}`).toBe(`${mock.url}/by-url`);
    expect(next.searchParams.get('limit')).toBe('3');
  });

  it('a cursor that the list has not given is refused', async () => {
    const { body } = await get('/by-cursor?limit=3');
    const cursor = String(valueAt(body, 'meta.next_cursor'));
    expect((await get(`/by-cursor?limit=3&cursor=${cursor}`)).status).toBe(200);
    expect((await get(`/by-cursor?cursor=${cursor}0`)).status).toBe(422);
    // That of another list.
    expect((await get(`/by-required-cursor?cursor=${cursor}`)).status).toBe(422);
    expect((await get('/by-last?starting_after=999999')).status).toBe(422);
  });
});

describe('lists below others', () => {
  it('hold the rows of their parent alone, and all of them together are those of the entity', async () => {
    const cards: unknown[] = [];
    for (const board of mock.rows('boards') ?? []) {
      const path = `/boards/${board.id}/cards?limit=8`;
      const { rows } = await walk(path, 'data', token(path, 'cursor', 'meta.next_cursor'));
      cards.push(...rows.map((row) => Object.assign({ board_id: board.id }, row)));
    }
    expect(cards).toEqual(mock.rows('cards'));
    expect(cards.length).toBeGreaterThan(20);
  });

  it('also two levels down; rows name what they belong to', async () => {
    const note = mock.rows('notes')?.[0];
    const { body } = await get(`/boards/${note?.board_id}/cards/${note?.card_id}/notes`);
    expect(body).toContainEqual(expect.objectContaining({ slug: note?.slug, card_id: note?.card_id }));
  });

  it('an unknown parent is 404 and named', async () => {
    for (const path of ['/boards/nope/cards', '/boards/nope/cards/1/notes']) {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(JSON.stringify(body)).toContain('nope');
    }
  });

  it('a place that only the user knows is among the filters, and any other is unknown', async () => {
    const { zone, state } = mock.filters('hosts');
    expect((await get(`/zones/${zone}/hosts?state=${state}`)).body).toHaveLength(40);
    const { status, body } = await get(`/zones/elsewhere/hosts?state=${state}`);
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain(zone);
  });
});

describe('rows changed since a moment', () => {
  it('are those that the parameter asks for', async () => {
    const rows = mock.rows('changed') ?? [];
    const since = String(rows[12]?.updated_at);
    const { body } = await get(`/changed?per_page=8&updated_since=${encodeURIComponent(since)}`);
    expect(body).toEqual(rows.filter((row) => String(row.updated_at) >= since).slice(0, 8));
    expect((await get('/changed?updated_since=2100-01-01T00:00:00Z')).body).toEqual([]);
  });
});

describe('what the seed decides', () => {
  const dump = async (seed: number, rows?: number) => {
    const one = await startMock(pagingDescription, { seed, ...(rows === undefined ? {} : { rows }) });
    const all = ['by_page', 'boards', 'cards', 'notes', 'hosts'].map((entity) => one.rows(entity));
    await one.close();
    return { all, credentials: one.credentials, filters: one.filters('hosts') };
  };

  it('the same seed gives the same rows and values, another one others', async () => {
    expect(await dump(7)).toEqual(await dump(7));
    expect(await dump(7)).not.toEqual(await dump(8));
  });

  it('the number of rows can be set', async () => {
    const { all } = await dump(7, 60);
    expect(all[0]).toHaveLength(60);
    expect((await dump(7, 0)).all).toEqual([[], [], [], [], []]);
  });
});

import { describe, expect, it } from 'vitest';
import { runLimits } from '../../shared/limits.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { httpServer } from '../network/testing/server.ts';
import { type ReadPage, type RunLimits, readAllPages } from './pages.ts';
import { testRunner } from './testing/studio.ts';

const ok: Outcome = { kind: 'ok' };

/** Reads from results given in order, noting what each was asked with. */
function reader(results: readonly unknown[]) {
  const asked: unknown[] = [];
  const read = async (pagination: { readonly value: unknown } | undefined): Promise<ReadPage> => {
    asked.push(pagination?.value);
    const result = results[Math.min(asked.length, results.length) - 1];
    const items =
      typeof result === 'object' && result !== null && 'items' in result && Array.isArray(result.items)
        ? result.items
        : [];
    return { outcome: ok, result, maskedItems: items, bytes: 100 };
  };
  return { read, asked };
}

const page = (items: readonly unknown[], next?: unknown) => ({
  items,
  pagination: next === undefined ? { hasNext: false } : { hasNext: true, nextPageConfig: next },
});

describe('readAllPages', () => {
  it('FB-42, FB-43: passes nextPageConfig on unchanged until hasNext is false', async () => {
    const { read, asked } = reader([
      page([1], { cursor: 'a', deep: [null] }),
      page([2], 'text'),
      page([], 7),
      page([3]),
    ]);
    const seen: unknown[] = [];
    const all = await readAllPages(read, undefined, (number, rows) => seen.push([number, rows]));
    expect(all).toEqual({ outcome: ok, result: { items: [1, 2, 3], pages: 4, rows: 3 }, pages: 4 });
    expect(asked).toEqual([undefined, { cursor: 'a', deep: [null] }, 'text', 7]);
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
    ]);
  });

  it.each([[{ items: [1] }], [{ items: [1], pagination: null }], [{ items: [1], pagination: {} }]])(
    'FB-43: %j ends',
    async (result) => {
      expect((await readAllPages(reader([result]).read, undefined, () => {})).result).toMatchObject({
        rows: 1,
        pages: 1,
      });
    },
  );

  it('FB-48, A65: the same page again, or two in turn, is a loop', async () => {
    const same = await readAllPages(reader([page([1], { cursor: 'a' })]).read, undefined, () => {});
    expect(same.outcome).toEqual({
      kind: 'error',
      name: 'PaginationLoop',
      message:
        'Page 2 asks for a page that was read before, nextPageConfig {"cursor":"a"}: the pagination is an endless loop (FB-48).',
    });
    const turns = await readAllPages(
      reader([page([1], 'a'), page([2], 'b'), page([3], 'a')]).read,
      undefined,
      () => {},
    );
    expect(turns.outcome).toMatchObject({ name: 'PaginationLoop' });
    const first = await readAllPages(reader([page([1], 'start')]).read, 'start', () => {});
    expect(first).toMatchObject({ outcome: { name: 'PaginationLoop' }, pages: 1 });
  });

  it('A65: rows that keep coming back are a loop, however the cursor changes', async () => {
    const turning = async (...rows: readonly (readonly unknown[])[]) =>
      readAllPages(reader([...rows.map((items, index) => page(items, index)), page([99])]).read, undefined, () => {});
    const same = await turning([1], [1], [1], [1]);
    expect(same).toMatchObject({ pages: 3, result: null });
    expect(same.outcome).toEqual({
      kind: 'error',
      name: 'PaginationLoop',
      message:
        'Page 3 has the same rows as page 1, as the page before it repeated an earlier one: the source ignores how the page is asked for, and the pagination is an endless loop (FB-48).',
    });
    expect(await turning([1], [2], [1], [2], [3])).toMatchObject({ pages: 4, outcome: { name: 'PaginationLoop' } });
    // One page like an earlier one may be chance, and empty pages say nothing.
    expect(await turning([1], [1], [2], [1], [3])).toMatchObject({ outcome: ok, pages: 6 });
    expect(await turning([], [], [], [1], [])).toMatchObject({ outcome: ok, pages: 6 });
  });

  it('the same rows from another address are other rows', async () => {
    let n = 0;
    const read = async (): Promise<ReadPage> => {
      n++;
      const result = n < 5 ? page([1], n) : page([1]);
      return { outcome: ok, result, maskedItems: [1], bytes: 9, origin: `GET /parents/${n}/children` };
    };
    expect(await readAllPages(read, undefined, () => {})).toMatchObject({ outcome: ok, pages: 5 });
  });

  it('hasNext without a nextPageConfig is an error', async () => {
    const all = await readAllPages(reader([{ items: [], pagination: { hasNext: true } }]).read, undefined, () => {});
    expect(all.outcome).toMatchObject({ message: 'Page 1 says hasNext: true but gives no nextPageConfig (FB-42).' });
  });

  it('limits say their number', async () => {
    let n = 0;
    const endless = async (): Promise<ReadPage> => {
      const items = [++n, -n];
      return { outcome: ok, result: page(items, n), maskedItems: items, bytes: 100 };
    };
    const run = (part: Partial<RunLimits>) => readAllPages(endless, undefined, () => {}, { ...runLimits, ...part });
    expect(await run({ pages: 3 })).toMatchObject({
      pages: 3,
      outcome: { name: 'LimitError', message: 'There are more than 3 pages, which is the limit of one run.' },
    });
    expect((await run({ rows: 5 })).outcome).toMatchObject({
      message: 'There are more than 5 rows, which is the limit of one run.',
    });
    expect((await run({ resultBytes: 250 })).outcome).toMatchObject({
      message: 'The pages hold more than 250 bytes of JSON, which is the limit of one run.',
    });
    const last = await readAllPages(reader([page([1, 2, 3])]).read, undefined, () => {}, {
      ...runLimits,
      rows: 2,
    });
    expect(last.outcome).toMatchObject({ message: 'There are more than 2 rows, which is the limit of one run.' });
  });
});

describe('a run over all pages', () => {
  it('A65: ends where the source ignores the offset', async () => {
    const server = await httpServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('[{"id":1},{"id":2}]');
    });
    const studio = testRunner({
      files: {
        'functions/data.js': `export async function data({ account, pagination }) {
  const offset = pagination?.offset ?? 0;
  const { body } = await http.get(account.baseUrl + '/things?offset=' + offset);
  return { items: body, pagination: { hasNext: body.length === 2, nextPageConfig: { offset: offset + 2 } } };
}`,
      },
    });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const detail = await studio.run({ target: 'data', allPages: true });
    expect(detail).toMatchObject({ outcome: { name: 'PaginationLoop' }, pages: 3, result: null });
    expect(server.requests.map((request) => request.url)).toEqual([
      '/things?offset=0',
      '/things?offset=2',
      '/things?offset=4',
    ]);
  });

  const source = `let calls = 0;
export async function data({ pagination }) {
  calls++;
  const page = pagination?.page ?? 1;
  log.info('page', page, 'call', calls);
  return { items: [{ page }], pagination: { hasNext: page < 4, nextPageConfig: { page: page + 1 } } };
}`;

  it('is one run, with a fresh instance for each page', async () => {
    const studio = testRunner({ files: { 'functions/data.js': source } });
    const detail = await studio.run({ target: 'data', allPages: true });
    expect(detail).toMatchObject({
      outcome: ok,
      pages: 4,
      result: { items: [{ page: 1 }, { page: 2 }, { page: 3 }, { page: 4 }], pages: 4, rows: 4 },
    });
    expect(detail.logs.map((line) => line.text)).toEqual([
      'page 1 call 1',
      'page 2 call 1',
      'page 3 call 1',
      'page 4 call 1',
    ]);
    expect(detail.events.filter((event) => event.kind === 'page')).toEqual(
      [1, 2, 3, 4].map((n) => ({ kind: 'page', page: n, rows: n })),
    );
    expect(studio.workspace.runs.list('crm', 9)).toMatchObject([{ pages: 4 }]);
    expect((await studio.run({ target: 'data' })).result).toMatchObject({
      items: [{ page: 1 }],
      pagination: { hasNext: true },
    });
  });

  it('begins where it is told, stops at an error, and keeps no half result', async () => {
    const studio = testRunner({
      files: {
        'functions/data.js': source.replace(
          "log.info('page'",
          "if (page === 3) throw new Error('broken');\n  log.info('page'",
        ),
      },
    });
    const detail = await studio.run({ target: 'data', allPages: true, input: { pagination: { page: 2 } } });
    expect(detail).toMatchObject({
      pages: 2,
      result: null,
      outcome: { kind: 'error', message: 'broken', place: { file: 'functions/data.js' } },
    });
  });

  it('masks rows but hands a secret cursor on as it is', async () => {
    const studio = testRunner({
      files: {
        'functions/data.js': `export function data({ account, pagination }) { return { items: [{ token: account.token, same: pagination?.t === account.token }], pagination: pagination ? undefined : { hasNext: true, nextPageConfig: { t: account.token } } }; }`,
      },
    });
    await studio.connect({ auth: 'token' }, { token: 'tok-1234567890' });
    expect((await studio.run({ target: 'data', allPages: true })).result).toEqual({
      items: [
        { token: '***', same: false },
        { token: '***', same: true },
      ],
      pages: 2,
      rows: 2,
    });
  });
});

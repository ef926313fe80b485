import { describe, expect, it } from 'vitest';
import type { Field, Pagination } from '../../shared/connector/manifest.ts';
import { failedChecks, number, param, probeOne, source } from './testing.ts';

const offset: Pagination = { kind: 'offset', params: { offset: 'offset', size: 'limit' }, start: 0 };
const field = (name: string, type: Field['type'], nullable = false): Field => ({ name, type, nullable });

/** A source of these rows, paged by an offset. */
const pagesOf = (rows: readonly unknown[]) =>
  source(({ query }) => {
    const at = number(query, 'offset', 0);
    return { body: { data: rows.slice(at, at + number(query, 'limit', 10)) } };
  });

const checksOf = async (rows: readonly unknown[], part: object = {}) => {
  const verdict = await probeOne(await pagesOf(rows), { pagination: offset, ...part });
  return { verdict: verdict.verdict, failed: failedChecks(verdict), names: verdict.checks.map((check) => check.name) };
};

describe('the primary key', () => {
  it('is there and unique', async () => {
    const { failed, names } = await checksOf([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
    expect(names).toContain('key');
    expect(failed).toEqual({});
  });

  it.each([
    ['missing', [{ id: 1 }, { no: 2 }, { id: 3 }, { id: 4 }], '1 of 4 rows have no id.'],
    ['null', [{ id: 1 }, { id: null }, { id: 3 }, { id: 4 }], '1 of 4 rows have no id.'],
    ['not unique', [{ id: 1, n: 1 }, { id: 1, n: 2 }, { id: 3 }, { id: 4 }], 'Two rows have the same id, 1.'],
  ])('may be %s; the pages are told apart all the same', async (_, rows, note) => {
    expect(await checksOf(rows)).toMatchObject({ verdict: 'proven', failed: { key: note } });
  });

  it('may stand inside an object', async () => {
    const rows = [1, 2, 3, 4].map((id) => ({ owner: { id } }));
    const { failed, names } = await checksOf(rows, { primaryKey: ['owner.id'] });
    expect([names.includes('key'), failed]).toEqual([true, {}]);
  });

  it('that is shared by other rows of the next page is no repetition of rows', async () => {
    const rows = [1, 2, 1, 2].map((id, index) => ({ id, text: `row ${index}` }));
    const shared = [rows[0], rows[1], rows[3], { id: 9, text: 'row 9' }];
    expect(await checksOf(shared)).toMatchObject({
      verdict: 'proven',
      failed: { key: 'Two rows have the same id, 2.' },
    });
  });
});

describe('the types of fields', () => {
  const rows = [1, 2, 3, 4].map((id) => ({
    id,
    price: `${id}.50`,
    at: '2026-01-02T03:04:05Z',
    day: '2026-01-02',
    tags: [],
  }));

  it('fit', async () => {
    const fields = [field('id', 'integer'), field('at', 'datetime'), field('day', 'date'), field('tags', 'array')];
    expect((await checksOf(rows, { fields })).failed).toEqual({});
  });

  it('drift', async () => {
    const fields = [
      field('id', 'string'),
      field('price', 'number'),
      field('tags', 'object'),
      field('missing', 'string'),
    ];
    expect((await checksOf(rows, { fields })).failed.fields).toBe(
      'id is declared string and is integer; price is declared number and is string; tags is declared object and is array.',
    );
  });

  it('are null only where they may be', async () => {
    const nulls = rows.map((row) => ({ ...row, price: null, day: null }));
    const fields = [field('price', 'string'), field('day', 'date', true)];
    expect((await checksOf(nulls, { fields })).failed.fields).toBe(
      'price is null although it is declared never to be.',
    );
  });
});

describe('the size', () => {
  it('that is ignored is told, and no whole page is expected of it', async () => {
    const rows = Array.from({ length: 40 }, (_, id) => ({ id }));
    const server = await source(({ query }) => {
      const at = number(query, 'offset', 0);
      return { body: { data: rows.slice(at, at + 15) } };
    });
    const verdict = await probeOne(server, { pagination: { ...offset, pageSize: 100 } });
    expect(verdict).toMatchObject({
      verdict: 'refuted',
      pagination: { kind: 'offset', params: { offset: 'offset' }, start: 0 },
    });
    expect(failedChecks(verdict).size).toBe('The size is ignored: 15 came where 2 were asked for with limit.');
  });

  it('may be refused where it is too small', async () => {
    const rows = Array.from({ length: 40 }, (_, id) => ({ id }));
    const server = await source(({ query }) => {
      const size = number(query, 'limit', 10);
      const at = number(query, 'offset', 0);
      return size < 5 ? { status: 422 } : { body: { data: rows.slice(at, at + size) } };
    });
    const verdict = await probeOne(server, { pagination: { ...offset, pageSize: 10 } });
    expect(verdict).toMatchObject({ verdict: 'proven', saw: expect.arrayContaining(['page 1: 10 rows, ids 0…9']) });
    expect(failedChecks(verdict)).toEqual({ size: '2 rows per page are refused (422).' });
  });
});

describe('the incremental parameter', () => {
  const rows = [1, 2, 3, 4, 5, 6].map((id) => ({ id, updated_at: `2026-01-0${id}T00:00:00Z` }));
  const incremental = { param: 'updated_since', field: 'updated_at' };
  const since = (honoured: 'yes' | 'ignored' | 'refused') =>
    source(({ query }) => {
      const moment = query.get('updated_since');
      if (moment !== null && honoured === 'refused') return { status: 400 };
      const from = moment !== null && honoured === 'yes' ? Date.parse(moment) : 0;
      const at = number(query, 'offset', 0);
      const kept = rows.filter((row) => Date.parse(row.updated_at) >= from);
      return { body: { data: kept.slice(at, at + number(query, 'limit', 10)) } };
    });
  const probed = async (honoured: 'yes' | 'ignored' | 'refused') =>
    probeOne(await since(honoured), { pagination: offset, incremental });

  it('is honoured', async () => {
    const verdict = await probed('yes');
    expect(verdict.checks).toContainEqual({
      name: 'incremental',
      ok: true,
      note: 'With updated_since=2026-01-03T00:00:00.000Z the older rows are gone.',
    });
  });

  it.each([
    ['seconds', { type: 'integer' }, (id: number) => 1_767_225_600 + id * 86_400],
    ['a day', { type: 'string', format: 'date' }, (id: number) => `2026-01-0${id}T10:00:00Z`],
  ])('is written as the source wants it: %s', async (_, parameter, momentOf) => {
    const list = [1, 2, 3, 4, 5, 6].map((id) => ({ id, updated_at: momentOf(id) }));
    const server = await source(({ query }) => {
      const asked = query.get('updated_since');
      const isSince = (row: (typeof list)[number]) =>
        asked === null ||
        (typeof row.updated_at === 'number' ? row.updated_at >= Number(asked) : row.updated_at >= asked);
      const at = number(query, 'offset', 0);
      return { body: { data: list.filter(isSince).slice(at, at + number(query, 'limit', 10)) } };
    });
    const params = [param('updated_since', parameter)];
    const verdict = await probeOne(server, { pagination: offset, incremental }, { params });
    expect(verdict.checks).toContainEqual(expect.objectContaining({ name: 'incremental', ok: true }));
    const sent = server.requests.map((one) => new URL(one.url, server.url).searchParams.get('updated_since'));
    expect(sent.at(-1)).toMatch(parameter.type === 'integer' ? /^\d{10}$/ : /^2026-01-03$/);
  });

  it('that the source always wants asks for everything at first', async () => {
    const server = await since('yes');
    const params = [param('updated_since', { type: 'string', format: 'date-time', required: true })];
    await probeOne(server, { pagination: offset, incremental }, { params });
    expect(server.requests[0]?.url).toBe('/things?updated_since=1970-01-01T00%3A00%3A00.000Z&offset=0&limit=2');
  });

  it('is ignored, or refused', async () => {
    expect(failedChecks(await probed('ignored')).incremental).toBe(
      'With updated_since=2026-01-03T00:00:00.000Z 2 of 6 rows are older by updated_at.',
    );
    expect(failedChecks(await probed('refused')).incremental).toBe(
      'updated_since=2026-01-03T00:00:00.000Z is refused (400).',
    );
  });
});

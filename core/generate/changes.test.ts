import { describe, expect, it } from 'vitest';
import type { ImportReport, Parameter, ReportEntity } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { bench, serve } from './testing/bench.ts';
import { entity, field, param, reportOf } from './testing/reports.ts';

const { run, read } = bench();

const report = (server: TestServer, entities: readonly ReportEntity[]): ImportReport =>
  reportOf({ baseUrl: server.url, entities: [...entities] });

const schemaOf = async (from: ImportReport, types: readonly string[]): Promise<unknown> =>
  (await run(from, 'schema', { types })).value;

describe('changes', () => {
  const at = '2026-03-05T12:00:00.000Z';
  const changed = (more: Partial<Parameter>, extra: Partial<ReportEntity> = {}): ReportEntity =>
    entity({
      name: 'rows',
      incremental: { param: 'since', field: 'updated_at' },
      params: [param('since', more)],
      fields: [field('id'), field('updated_at')],
      ...extra,
    });

  it.each([
    ['a moment', {}, '2026-03-05T06:00:00.000Z', null],
    ['seconds', { type: 'integer' }, '1772690400', null],
    ['seconds said in words', { description: 'Unix timestamp' }, '1772690400', null],
    ['seconds by format', { type: 'number', format: 'unix-time' }, '1772690400', null],
    ['milliseconds', { type: 'integer', description: 'in milliseconds' }, '1772690400000', null],
    ['a day', { format: 'date' }, '2026-03-05', null],
    ['a day said in words', { description: 'As YYYY-MM-DD' }, '2026-03-05', null],
    ['a moment said in words', { description: 'As YYYY-MM-DDTHH:mm:ss' }, '2026-03-05T06:00:00.000Z', null],
    ['a required moment', { required: true }, '2026-03-05T06:00:00.000Z', '1970-01-01T00:00:00Z'],
    ['required seconds', { required: true, type: 'integer' }, '1772690400', '0'],
  ])('are asked for since %s, six hours early (FB-46)', async (_, more, sent, full) => {
    const server = await serve(({ url }) => [{ id: url.searchParams.get('since') }]);
    const from = report(server, [changed(more)]);
    const delta = await read(from, 'rows', { lastSynchronizedAt: at });
    expect(delta.items[0]?.id).toBe(sent);
    expect([...delta.types]).toEqual(['delta']);
    const all = await read(from, 'rows');
    expect(server.requests.at(-1)?.url).toBe(full === null ? '/rows' : `/rows?since=${encodeURIComponent(full)}`);
    expect([...all.types]).toEqual(['full']);
  });

  it('are asked for in a body, below all parents, and are no delta for tables that cannot ask (FB-47)', async () => {
    const server = await serve(({ url, body }) =>
      url.pathname === '/shops' ? [{ id: 's1' }, { id: 's2' }] : [{ id: `${url.pathname} ${body}` }],
    );
    const shops = entity({
      name: 'shops',
      incremental: { param: 'since', field: 'updated_at' },
      params: [param('since')],
    });
    const rows = changed(
      { in: 'body' },
      {
        operation: 'POST /shops/{shop}/rows',
        parent: { entity: 'shops', bindings: { shop: 'id' } },
        incremental: { param: 'filter.since', field: 'updated_at' },
        params: [param('filter', { in: 'body', type: 'object', default: { open: true } })],
      },
    );
    const plain = entity({
      name: 'plain',
      operation: 'GET /shops/{shop}/plain',
      parent: { entity: 'shops', bindings: { shop: 'id' } },
    });
    const from = report(server, [shops, rows, plain]);
    const found = await read(from, 'rows', { lastSynchronizedAt: at });
    expect([...found.types]).toEqual(['delta']);
    expect(server.requests[0]?.url).toBe('/shops');
    expect(found.items.map((item) => item.id)).toEqual(
      ['s1', 's2'].map((shop) => `/shops/${shop}/rows {"filter":{"open":true,"since":"2026-03-05T06:00:00.000Z"}}`),
    );
    expect([...(await read(from, 'plain', { lastSynchronizedAt: at })).types]).toEqual(['full']);
  });

  it('say which rows are gone where the source marks them (FB-31, FB-45)', async () => {
    const server = await serve(() => [
      { id: 1, deleted_at: null },
      { id: 2, deleted_at: '2026-03-01T00:00:00Z' },
    ]);
    const marked = changed({}, { fields: [field('id'), { name: 'deleted_at', type: 'datetime', nullable: true }] });
    const from = report(server, [marked]);
    expect((await read(from, 'rows', { lastSynchronizedAt: at })).items).toEqual([
      { id: '1', name: '1', deleted_at: null },
      { id: '2', name: '2', deleted_at: '2026-03-01T00:00:00Z', __syncAction: 'REMOVE' },
    ]);
    expect((await read(from, 'rows')).items.map((item) => item.id)).toEqual(['1']);
    expect(await schemaOf(from, ['rows'])).toMatchObject({ rows: { __syncAction: { type: 'text' } } });
  });
});

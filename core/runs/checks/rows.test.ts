import { describe, expect, it } from 'vitest';
import { findingLimits } from '../../../shared/limits.ts';
import { findingsOf, short, things } from './testing/check.ts';

type Given = Parameters<typeof findingsOf>[1];

const said = async (items: readonly unknown[], given: Given = {}) =>
  short(await findingsOf('data', { pages: [{ items }], ...given }));
const delta = (items: readonly unknown[]): Given => ({
  pages: [{ items, synchronizationType: 'delta' }],
  request: { lastSynchronizedAt: '2026-01-01T00:00:00Z' },
});

describe('keys of rows', () => {
  it('missing, null, empty, and no plain value', async () => {
    expect(await said([{ id: 1 }, {}, { id: null }, { id: '' }, { id: ' ' }, { id: [1] }, { id: true }])).toEqual([
      'key_missing $.items[1].id ×4',
      'key_not_scalar $.items[5].id ×2',
    ]);
  });
  it('FB-44: twice with different rows, within a page and over pages', async () => {
    const items = [
      { id: 1, a: 1 },
      { id: 1, a: 2 },
    ];
    const findings = await findingsOf('data', { pages: [{ items }, { items: [{ id: 1, a: 3 }, { id: 9 }] }] });
    expect(short(findings)).toEqual(['key_twice $.items[1].id ×2']);
    expect(findings[0]?.message).toBe(
      'Two different rows have the id 1, twice on page 1, so that one replaces the other; choose a key that is unique.',
    );
  });
  it('A65: twice with the same row is an overlap', async () => {
    const page = { items: [{ id: 1 }, { id: 2 }] };
    expect(await said([], { pages: [page, { items: [{ id: 2 }, { id: 3 }] }] })).toEqual(['row_twice $.items[2]']);
  });
  it('A65: a page of which every row was seen', async () => {
    const page = { items: [{ id: 1 }, { id: 2 }] };
    expect(await said([], { pages: [page, { items: [{ id: 2 }, { id: 1 }] }] })).toEqual([
      'row_twice $.items[2] ×2',
      'page_repeats_rows',
    ]);
  });
  it('ids that differ only in type or case', async () => {
    expect(await said([{ id: 1 }, { id: '1' }, { id: 'a' }, { id: 'A' }, { id: 'A' }])).toEqual([
      'row_twice $.items[4]',
      'key_alike $.items[1].id ×2',
    ]);
  });
  it('a delta may have a row twice, and needs ids all the same (FB-45)', async () => {
    expect(await said([], delta([{ id: 1 }, { id: 1, __syncAction: 'REMOVE' }, {}]))).toEqual([
      'key_missing $.items[2].id',
    ]);
  });
  it('an id that was masked says nothing', async () => {
    expect(await said([{ id: '***' }, { id: '***' }])).toEqual([]);
  });
  it('the key of connector.json, also inside an object', async () => {
    const entity = things([], { primaryKey: ['owner.login', 'no'] });
    const items = [
      { id: 'a', owner: { login: 'ada' }, no: 1 },
      { id: 'b', owner: {}, no: 2 },
    ];
    expect(await said(items, { entities: [entity] })).toEqual(['source_key_missing $.items[1]["owner.login"]']);
  });
  it('A10: rows with odd keys', async () => {
    expect(await said([JSON.parse('{"id":"__proto__","__proto__":{"id":2}}'), { id: 'constructor' }])).toEqual([]);
  });
});

describe('rows', () => {
  it('FB-41: what is no object', async () => {
    expect(await said([1, null, [2], { id: 1 }])).toEqual(['row_not_object $.items[0] ×3']);
  });
  it('FB-31, FB-44, FB-45: __syncAction', async () => {
    const schema = { things: { id: { name: 'Id', type: 'id' } } };
    const given = { entities: [things()], schema };
    expect(await said([{ id: 1, __syncAction: 'REMOVE' }], given)).toEqual([
      'sync_action_in_full $.items[0].__syncAction',
      'sync_action_undeclared $.items[0].__syncAction',
    ]);
    expect(
      await said(
        [],
        delta([
          { id: 1, __syncAction: 'DELETE' },
          { id: 2, __syncAction: 'SET' },
        ]),
      ),
    ).toEqual(['sync_action_unknown $.items[0].__syncAction']);
  });
});

describe('fields', () => {
  const fields = [
    { name: 'id', type: 'integer', nullable: false },
    { name: 'title', type: 'string', nullable: false },
    { name: 'size', type: 'number' },
    { name: 'born', type: 'date' },
  ] as const;
  const entities = [things(fields)];
  const good = { id: 1, name: 'A', title: 'T', size: 1.5, born: '2026-02-28' };

  it('as declared', async () => {
    expect(await said([good, { ...good, id: 2, size: null, born: undefined }], { entities })).toEqual([]);
  });
  it('never there, undeclared, null', async () => {
    const [never, unseen, extra] = await findingsOf('data', {
      entities,
      pages: [{ items: [{ id: 1, name: 'A', size: 1, colour: 'red', '"\n"': 1 }] }],
    });
    expect(never?.message).toBe(
      'Fields that every row should have are nowhere in the one row of "things": title; return them, or correct connector.json.',
    );
    expect(unseen).toMatchObject({ code: 'field_not_seen', severity: 'info', count: 1 });
    expect(extra).toMatchObject({ code: 'field_undeclared', severity: 'info', count: 2 });
    expect(extra?.message).toContain(': colour, "\\"\\n\\"";');
    expect(await said([{ ...good, title: null }], { entities })).toEqual(['field_null $.items[0].title']);
  });
  it('drift, with its count and the first place', async () => {
    const items = [good, { ...good, id: 2, size: 'big' }, { ...good, id: 3, size: 'small', born: '31.12.2026' }];
    const findings = await findingsOf('data', { entities, pages: [{ items }] });
    expect(short(findings)).toEqual(['field_type $.items[1].size ×2', 'field_date $.items[2].born']);
    expect(findings[0]?.message).toBe(
      'The field "size" should be a number, and is a text, "big"; convert it, or correct what is declared.',
    );
  });
  it('a row that is removed has nothing but its id', async () => {
    expect(await said([], { ...delta([{ id: 1, __syncAction: 'REMOVE' }]), entities })).toEqual([]);
  });
  it.each([
    ['integer', 1.5, 'field_type'],
    ['integer', '12345678901234567890', undefined],
    ['number', '12', 'field_type'],
    ['boolean', 'checked', undefined],
    ['boolean', 'maybe', 'field_boolean'],
    ['string', 7, 'field_type'],
    ['datetime', '2026-01-22T01:02:23.977Z', undefined],
    ['datetime', '22/01/2026', 'field_date'],
    ['datetime', 1_700_000_000, 'field_date'],
    ['date', '2026-02-30', 'field_date'],
    ['array', '[1]', undefined],
    ['array', 7, 'field_type'],
    ['object', 7, 'field_type'],
    ['unknown', 7, undefined],
    ['integer', '***', undefined],
  ] as const)('a manifest field of type %s with %j: %s', async (type, value, code) => {
    const found = await said([{ id: 1, name: 'A', x: value }], { entities: [things([{ name: 'x', type }])] });
    expect(found).toEqual(code === undefined ? [] : [`${code} $.items[0].x`]);
  });
  it('choices of the manifest, and numbers that count time', async () => {
    const field = { name: 'x', type: 'string' as const, enum: ['a', 'b'] };
    expect(await said([{ id: 1, name: 'A', x: 'c' }], { entities: [things([field])] })).toEqual([
      'field_option $.items[0].x',
    ]);
    const moment = { name: 'x', type: 'integer', format: 'unix-time' } as const;
    expect(await said([{ id: 1, name: 'A', x: '2026-01-22T00:00:00Z' }], { entities: [things([moment])] })).toEqual([]);
  });

  it.each([
    ['17', []],
    [17, []],
    [['17', '18'], []],
    [{ id: 17 }, ['field_type $.items[0].x']],
  ])('a relation of the manifest is the id of another row, as a text too: %j', async (value, codes) => {
    const field = { name: 'x', type: 'integer', relation: { entity: 'others', field: 'id' } } as const;
    expect(await said([{ id: 1, name: 'A', x: value }], { entities: [things([field])] })).toEqual(codes);
  });

  const day = (start: unknown, end?: unknown) => JSON.stringify({ start, end });
  const options = [{ name: 'Open' }, { name: 'Done' }];
  it.each([
    [{ type: 'number' }, '7', 'field_type'],
    [{ type: 'number', subType: 'integer' }, 7.5, 'field_type'],
    [{ type: 'date' }, '2026-01-22T01:02:23.977Z', undefined],
    [{ type: 'date' }, 'yesterday', 'field_date'],
    [{ type: 'date', subType: 'day' }, '2026-01-22T00:00:00Z', 'field_date'],
    [{ type: 'text' }, 7, undefined],
    [{ type: 'text' }, { a: 1 }, 'field_type'],
    [{ type: 'text', subType: 'boolean' }, 'off', undefined],
    [{ type: 'text', subType: 'boolean' }, 'nope', 'field_boolean'],
    [{ type: 'text', subType: 'date-range' }, day('2020-01-22', '2020-08-19'), undefined],
    [{ type: 'text', subType: 'date-range' }, { start: '2020-01-22' }, 'field_range'],
    [{ type: 'text', subType: 'date-range' }, '2020-01-22/2020-08-19', 'field_range'],
    [{ type: 'text', subType: 'date-time-range' }, day('2020-01-22T01:02:03Z'), undefined],
    [{ type: 'text', subType: 'single-select', options }, 'Open', undefined],
    [{ type: 'text', subType: 'single-select', options }, 'open', 'field_option'],
    [{ type: 'text', subType: 'single-select' }, 'anything', undefined],
    [{ type: 'text', subType: 'workflow', options }, 'Lost', 'field_option'],
    [{ type: 'text', subType: 'multi-select', options }, 'Open, Done', undefined],
    [{ type: 'array[text]', subType: 'multi-select', options }, ['Open', 'Lost'], 'field_option'],
    [{ type: 'array[text]' }, 'Open', 'field_type'],
    [{ type: 'array[text]' }, ['a', 1], 'field_type'],
    [{ type: 'text', subType: 'url' }, 'example.com', 'field_address'],
    [{ type: 'text', subType: 'file' }, 'app://resource?url=x', undefined],
    [{ type: 'array[text]', subType: 'file' }, ['https://example.com/a', 'b'], 'field_address'],
    [{ type: 'text', subType: 'email' }, 'ada@example.com', undefined],
    [{ type: 'text', subType: 'email' }, 'ada', 'field_address'],
    [{ type: 'text', subType: 'html' }, 7, 'field_type'],
  ])('FB-30: a schema field %j with %j: %s', async (field, value, code) => {
    const schema = { things: { id: { name: 'Id', type: 'id' }, x: { name: 'X', ...field } } };
    const found = await said([{ id: 1, x: value }], { entities: [things()], schema });
    expect(found).toEqual(code === undefined ? [] : [`${code} $.items[0].x`]);
  });
  it('the schema goes before the manifest, which still knows that a text is a text', async () => {
    const schema = { things: { id: { name: 'Id', type: 'id' }, title: { name: 'Title', type: 'text' } } };
    expect(await said([{ id: 1, title: 7, size: 1 }], { entities, schema })).toEqual([
      'field_type $.items[0].title',
      'field_undeclared $.items[0].size',
    ]);
  });
});

describe('many rows', () => {
  it('of more than the limit every so-manieth is compared, keys in all', async () => {
    const total = findingLimits.comparedRows + 1;
    const items = Array.from({ length: total }, (_, index) => ({ id: index, size: 'x' }));
    items[total - 1] = { id: 0, size: 'y' };
    const found = await findingsOf('data', {
      entities: [things([{ name: 'size', type: 'number' }])],
      pages: [{ items }],
    });
    expect(short(found)).toEqual([
      `key_twice $.items[${total - 1}].id`,
      `field_type $.items[0].size ×${Math.ceil(total / 2)}`,
      'field_not_seen $.items',
      'rows_sampled',
    ]);
  });
  it('others have their turn meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const items = Array.from({ length: findingLimits.comparedRows }, (_, index) => ({
      id: index,
      note: `row ${index}`,
    }));
    await findingsOf('data', { entities: [things([{ name: 'note' }])], pages: [{ items }] });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
  it('very many rows with one id are one finding', async () => {
    const row = { id: 1, a: 1 };
    const found = await findingsOf('data', { pages: [{ items: Array.from({ length: 60_000 }, () => row) }] });
    expect(found).toMatchObject([{ code: 'row_twice', count: 59_999 }, { code: 'rows_sampled' }]);
  });
});

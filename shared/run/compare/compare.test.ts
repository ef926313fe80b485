import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../limits.ts';
import type { Exchange } from '../exchange.ts';
import type { RunDetail } from '../run.ts';
import type { ReadBytes } from './body.ts';
import { compareExchanges } from './exchange.ts';
import { compareRows, compareSchemas } from './rows.ts';
import { compareRuns } from './run.ts';

const body = (text: string): ReadBytes => {
  const bytes = new TextEncoder().encode(text);
  return { ref: { id: 'x', bytes: bytes.byteLength, mimeType: 'a/b' }, bytes };
};

const exchange = (part: Partial<Exchange> = {}): Exchange => ({
  ...{ id: 'a', run: 'r', seq: 1, method: 'GET', url: 'https://api.example.com/v1/users?page=2&x=1', status: 200 },
  ...{ statusText: 'OK', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 120, httpVersion: 'HTTP/1.1' },
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 120, receive: 0 },
  ...{ requestHeaders: [], responseHeaders: [['Content-Type', 'application/json']], requestBytes: 0, responseBytes: 5 },
  ...part,
});

describe('compareExchanges', () => {
  const sides = (part: Partial<Exchange>, text = '{"a":1}') => ({
    exchange: exchange(part),
    requestBody: undefined,
    responseBody: body(text),
  });

  it('finds every part that differs', () => {
    const found = compareExchanges(
      sides({}),
      sides(
        {
          ...{
            id: 'b',
            method: 'POST',
            url: 'http://api.example.com/v2/users?page=3&x=1&x=2&y=',
            status: 404,
            statusText: 'Not Found',
          },
          requestHeaders: [
            ['X-A', '1'],
            ['x-a', '2'],
          ],
          responseHeaders: [['content-type', 'text/plain']],
        },
        '{"a":2}',
      ),
    );
    const lines = (part: 'line' | 'url' | 'requestHeaders' | 'responseHeaders') =>
      found[part].changes.map((one) => `${one.path}: ${one.before ?? ''} → ${one.after ?? ''}`);
    expect(found).toMatchObject({
      a: 'a',
      b: 'b',
      same: false,
      requestBody: { kind: 'none' },
      responseBody: { kind: 'json' },
    });
    expect(lines('line')).toEqual(['method: "GET" → "POST"', 'status: "200 OK" → "404 Not Found"']);
    expect(lines('url')).toEqual([
      'scheme: "https" → "http"',
      'path: "/v1/users" → "/v2/users"',
      '?page: "2" → "3"',
      '?x: "1" → ["1","2"]',
      '?y:  → ""',
    ]);
    expect(lines('requestHeaders')).toEqual(['x-a:  → ["1","2"]']);
    expect(lines('responseHeaders')).toEqual(['content-type: "application/json" → "text/plain"']);
  });

  it('times alone make no difference', () => {
    const found = compareExchanges(sides({}), sides({ durationMs: 500 }));
    expect(found.same).toBe(true);
    expect(found.timings.at(-1)).toEqual({ name: 'total', a: 120, b: 500 });
  });
});

describe('compareRows', () => {
  it('aligns rows by the key, whatever their order', () => {
    const found = compareRows(
      [
        { id: 1, name: 'a', tags: ['x'] },
        { id: 2, name: 'b' },
        { id: 3, name: 'c' },
      ],
      [
        { id: 3, name: 'c' },
        { id: 1, name: 'A', tags: ['x', 'y'], more: 1 },
        { id: 4, name: 'd' },
      ],
      ['id'],
    );
    expect(found).toMatchObject({
      key: ['id'],
      counts: { added: 1, removed: 1, changed: 1, same: 1 },
      added: ['4'],
      removed: ['2'],
    });
    expect(found.changed).toEqual([
      {
        key: '1',
        more: 0,
        changes: [
          { path: '$.name', kind: 'changed', before: '"a"', after: '"A"' },
          { path: '$.tags[1]', kind: 'added', after: '"y"' },
          { path: '$.more', kind: 'added', after: '1' },
        ],
      },
    ]);
  });

  it('a key of several fields, keys that stand twice, rows without a key', () => {
    const twice = [
      { a: 1, b: 1 },
      { a: 1, b: 1 },
      { a: 1, b: 2 },
    ];
    expect(compareRows(twice, twice.slice(1), ['a', 'b'])).toMatchObject({
      counts: { removed: 1, same: 2 },
      removed: ['[1,1] (2)'],
    });
    expect(compareRows([{ id: 'x' }], [{ id: 'x' }], ['uuid'])).toMatchObject({ key: ['id'], counts: { same: 1 } });
    expect(compareRows([1, [2]], [1, [3]], ['id'])).toMatchObject({
      key: [],
      changed: [{ key: '#1', changes: [{ path: '$[0]' }] }],
    });
  });

  it('ten thousand rows of twenty fields are compared, and listed up to a limit', () => {
    const table = (change: number) =>
      Array.from({ length: 10_000 }, (_, row) =>
        Object.fromEntries(
          Array.from({ length: 20 }, (_unused, field) => [
            `f${field}`,
            field === 0 ? row : `value ${row} ${field} ${field === 7 ? (row % 10) * change : ''}`,
          ]),
        ),
      );
    const [a, b] = [table(0), table(1)];
    const found = compareRows(a, b, ['f0']);
    expect(found.counts).toEqual({ added: 0, removed: 0, changed: 9_000, same: 1_000 });
    expect(found.changed).toHaveLength(exchangeLimits.differences);
  });
});

it('compareSchemas tells tables and fields that came and went, and types that changed', () => {
  const found = compareSchemas(
    {
      users: { id: { type: 'id', name: 'Id' }, age: { type: 'number' }, old: { type: 'text' } },
      gone: { id: { type: 'id' } },
    },
    { users: { id: { type: 'id', name: 'ID' }, age: { type: 'text' }, fresh: { type: 'date' } }, made: {} },
  );
  expect(found.changes.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'changed users.id',
    'changed users.age',
    'removed users.old',
    'added users.fresh',
    'removed gone',
    'added made',
  ]);
  expect(found.changes[1]).toMatchObject({ before: '"number"', after: '"text"' });
});

describe('compareRuns', () => {
  const run = (part: Partial<RunDetail>): RunDetail => ({
    ...{ id: 'run_a', connector: 'crm', revision: 1, target: 'data', connection: null, input: {}, pages: 1 },
    ...{ outcome: { kind: 'ok' }, startedAt: '2026-01-02T03:04:05.000Z', durationMs: 9, mode: 'live', result: null },
    ...{ logs: [], logsDropped: 0, findings: [], exchangeCount: 0, exchanges: [] },
    ...part,
  });
  const options = { primaryKey: ['id'], sameBody: () => true };
  const at = (id: string, path: string, part: Partial<Exchange> = {}) =>
    exchange({ id, url: `https://a.example/${path}`, ...part });

  it('aligns requests by method and address in their order', () => {
    const found = compareRuns(
      run({ exchanges: [at('1', 'a'), at('2', 'b'), at('3', 'a'), at('4', 'c')] }),
      run({
        id: 'run_b',
        exchanges: [at('5', 'b'), at('6', 'a'), at('7', 'a', { status: 500 }), at('8', 'd', { seq: 4 })],
      }),
      options,
    );
    expect(found).toMatchObject({
      same: false,
      requests: {
        counts: { added: 1, removed: 1, changed: 1, same: 2 },
        onlyA: [{ id: '4' }],
        onlyB: [{ id: '8' }],
        changed: [{ a: '3', b: '7', what: ['status'] }],
      },
    });
  });

  it('compares rows, schemas and other results as what they are', () => {
    const rows = (items: unknown[]) => run({ result: { items } });
    expect(compareRuns(rows([{ id: 1 }]), rows([{ id: 2 }]), options).result).toMatchObject({
      kind: 'rows',
      added: ['2'],
      removed: ['1'],
    });
    const schema = (result: unknown) => run({ target: 'schema', result });
    expect(compareRuns(schema({}), schema({ a: {} }), options).result).toMatchObject({
      kind: 'schema',
      changes: [{ path: 'a' }],
    });
    const other = (result: unknown) => run({ target: 'create', result });
    expect(compareRuns(other({ a: 1 }), other({ a: 2 }), options).result).toMatchObject({
      kind: 'json',
      changes: [{ path: '$.a' }],
    });
  });

  it('runs that differ in nothing but their time are the same', () => {
    const one = run({ exchanges: [at('1', 'a')], result: { items: [] } });
    expect(compareRuns(one, { ...one, id: 'run_b', durationMs: 99, revision: 2 }, options)).toMatchObject({
      same: true,
      record: { changes: [{ path: 'revision' }] },
    });
    expect(compareRuns(one, { ...one, outcome: { kind: 'cancelled', message: 'x' } }, options).same).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { Authentication, Pagination } from '../../shared/connector/manifest.ts';
import type { ProbeVerdict } from '../../shared/import/probe.ts';
import { credentialsFor } from '../auth/credentials.ts';
import { nextLink, totalOf } from './answer.ts';
import { applyVerdicts, currentProof } from './apply.ts';
import { encodeBody, withValue } from './body.ts';
import { candidatesOf, rolesOf } from './candidates.ts';
import { overlaidEntities } from './model.ts';
import { quoted, rowsOf, valueAt } from './rows.ts';
import { retryAfterMs } from './sender.ts';
import { entity, param } from './testing.ts';

describe('Retry-After (A66)', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['0', 0],
    ['3', 3_000],
    ['99999999', 99_999_999_000],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['-5', undefined],
    ['1e9', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (text, ms) => expect(retryAfterMs(text, now)).toBe(ms));
});

describe('credentials', () => {
  const base = { id: 'a', name: 'A' };
  const basic = Buffer.from('ü:p').toString('base64');
  const cases: readonly (readonly [Authentication, Readonly<Record<string, string>>, object])[] = [
    [{ ...base, type: 'none' }, {}, { headers: [], query: [] }],
    [{ ...base, type: 'bearer' }, { token: 't' }, { headers: [['authorization', 'Bearer t']] }],
    [{ ...base, type: 'bearer', prefix: 'Token' }, { token: 't' }, { headers: [['authorization', 'Token t']] }],
    [{ ...base, type: 'bearer' }, {}, { headers: [], query: [] }],
    [{ ...base, type: 'oauth2' }, { access_token: 't' }, { headers: [['authorization', 'Bearer t']] }],
    [{ ...base, type: 'basic' }, { username: 'ü', password: 'p' }, { headers: [['authorization', `Basic ${basic}`]] }],
    [{ ...base, type: 'apiKey', in: 'cookie', param: 'sid' }, { key: 'a;b' }, { headers: [['cookie', 'sid=a%3Bb']] }],
    [
      { ...base, type: 'apiKey', in: 'query', param: 'key', also: [{ in: 'header', param: 'App' }] },
      { key: 'k', App: 'x' },
      { headers: [['App', 'x']], query: [['key', 'k']] },
    ],
  ];
  it.each(cases)('of %o', (authentication, fields, expected) =>
    expect(credentialsFor(authentication, fields)).toMatchObject(expected),
  );
});

describe('an answer', () => {
  it('is read by its own properties only', () => {
    expect(valueAt({ a: { b: [1] } }, '$.a.b')).toEqual([1]);
    expect(valueAt({}, '$.constructor')).toBeUndefined();
    expect(valueAt({ a: null }, '$.a.b')).toBeUndefined();
    expect(rowsOf({ data: [1, { id: 2 }] }, '$.data', undefined)).toEqual([{ value: 1 }, { id: 2 }]);
    expect(rowsOf({ data: { a: { id: 1 } } }, '$.data.*', 'map')).toEqual([{ id: 1, $key: 'a' }]);
    expect(rowsOf({ data: null }, '$.data', undefined)).toEqual([]);
    expect(rowsOf({}, '$.data', undefined)).toBeUndefined();
  });

  it.each([
    [{ data: [], total: 9 }, [], { value: 9, where: '$.total' }],
    [{ data: [], meta: { total_count: '9' } }, [], { value: 9, where: '$.meta.total_count' }],
    [{ data: [], count: 9 }, [], { value: 9, where: '$.count' }],
    [{ data: [], count: 2 }, [], undefined],
    [{ data: [], total: -1 }, [['X-Total-Count', '7']], { value: 7, where: 'x-total-count' }],
    [{ data: [], total_pages: 3 }, [], undefined],
  ] as const)('%o %o says how many rows there are', (body, headers, expected) =>
    expect(
      totalOf(
        body,
        headers.map(([name, value]) => [name, value]),
        '$.data',
        2,
      ),
    ).toEqual(expected),
  );

  it.each([
    ['<https://a.test/x?page=2>; rel="next", <https://a.test/x>; rel="first"', 'https://a.test/x?page=2'],
    ['<https://a.test/x?a=1,2>; rel=next', 'https://a.test/x?a=1,2'],
    ['<https://a.test/x>; rel="prev"', undefined],
    ['nonsense', undefined],
  ])('%s links to %s', (link, next) => expect(nextLink([['Link', link]])).toBe(next));
});

describe('a body', () => {
  it('takes values at dotted names, and never a prototype', () => {
    const body = withValue({ variables: { first: 2 }, query: '{}' }, ['variables.after', 'x']);
    expect(body).toEqual({ variables: { first: 2, after: 'x' }, query: '{}' });
    expect(withValue({ 'a.b': 1 }, ['a.b', 2])).toEqual({ 'a.b': 2 });
    const odd = withValue({}, ['__proto__.polluted', 1]);
    expect(Object.hasOwn(odd, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
  });

  it('is JSON unless the list takes a form', () => {
    const text = (type?: string) => new TextDecoder().decode(encodeBody({ a: 1, b: ['x'] }, type).bytes);
    expect(text()).toBe('{"a":1,"b":["x"]}');
    expect(text('application/x-www-form-urlencoded')).toBe('a=1&b=%5B%22x%22%5D');
  });
});

describe('candidates', () => {
  const pageOf = (body: unknown) => ({
    base: new URL('http://a.test/things'),
    headers: [],
    body,
    rows: [{ id: 1 }],
    hasRecords: true,
    total: undefined,
  });

  it('name the parameter for a token like its field', () => {
    const names = (body: unknown) =>
      candidatesOf(pageOf(body), '$.data', new Map(), undefined, []).map((one) => one.params?.cursor);
    expect(names({ data: [], nextPageToken: 'x' })[0]).toBe('pageToken');
    expect(names({ data: [], next_cursor: 'x' })[0]).toBe('cursor');
    expect(names({ data: [], meta: { next_page_token: 'x' } })[0]).toBe('page_token');
  });

  it('take the parameters of the description first', () => {
    const roles = rolesOf([param('page_token', { type: 'string' }), param('per_page'), param('page')]);
    const found = candidatesOf(pageOf({ data: [], next: 'x' }), '$.data', roles, 'per_page', ['id']);
    expect(found).toEqual([
      { kind: 'cursor', params: { cursor: 'page_token', size: 'per_page' }, next: '$.next' },
      { kind: 'page', params: { page: 'page', size: 'per_page' }, start: 1 },
      { kind: 'cursor', params: { cursor: 'page_token', size: 'per_page' }, next: '$last.id' },
    ]);
  });
});

describe('verdicts in the model', () => {
  const at = '2026-01-02T03:04:05.000Z';
  const page: Pagination = { kind: 'page', params: { page: 'page' }, start: 1 };
  const verdict = (part: Partial<ProbeVerdict>): ProbeVerdict => ({
    entity: 'things',
    before: { kind: 'unproven' },
    verdict: 'proven',
    pagination: page,
    saw: ['page 1: 2 rows', 'Page 2 has other rows.'],
    checks: [],
    requests: 2,
    ...part,
  });

  it('replace the pagination and carry the proof; what tells nothing changes nothing', () => {
    const others = [entity(), entity({ name: 'others' })];
    const [changed, untouched] = applyVerdicts(others, [verdict({})], at);
    expect(changed).toEqual({
      ...entity(),
      pagination: page,
      proof: { verdict: 'proven', pagination: page, at, note: 'Page 2 has other rows.' },
    });
    expect(changed && currentProof(changed)).toMatchObject({ verdict: 'proven' });
    expect(changed && currentProof({ ...changed, pagination: { kind: 'none' } })).toBeUndefined();
    expect(untouched).toBe(others[1]);
    for (const none of ['skipped', 'failed'] as const)
      expect(applyVerdicts(others, [verdict({ verdict: none })], at)).toEqual(others);
    const refuted = verdict({ verdict: 'refuted', pagination: { kind: 'unproven' } });
    expect(applyVerdicts([entity({ pagination: page })], [refuted], at)[0]?.pagination).toEqual({ kind: 'unproven' });
  });

  it('drop an incremental parameter that the source does not honour', () => {
    const incremental = { param: 'since', field: 'updated_at' };
    const checks = (ok: boolean) => [{ name: 'incremental' as const, ok, note: '' }];
    const applied = (ok: boolean) => applyVerdicts([entity({ incremental })], [verdict({ checks: checks(ok) })], at)[0];
    expect(applied(true)?.incremental).toEqual(incremental);
    expect(applied(false)).not.toHaveProperty('incremental');
  });

  it('stand on the reviewed entities, with the parameters of the description that the paging does not take', () => {
    const report = {
      source: { kind: 'openapi' as const, version: '3', title: '', bytes: 0, operations: 0, durationMs: 0 },
      baseUrl: '',
      auth: [],
      commands: [],
      warnings: [],
      entities: [
        { ...entity({ name: 'old name' }), selected: true, params: [param('page'), param('q')], evidence: [] },
        { ...entity({ name: 'parents', operation: 'GET /parents' }), selected: true, params: [], evidence: [] },
      ],
    };
    const found = overlaidEntities({ entities: [entity({ pagination: page })] }, report);
    expect(found.map(({ name, selected, params }) => [name, selected, params.map((one) => one.name)])).toEqual([
      ['things', true, ['q']],
      ['parents', false, []],
    ]);
  });
});

it('foreign values in sentences are short', () => {
  const same = (text: string): string => text;
  expect(quoted('x'.repeat(1_000), same).length).toBe(40);
  expect(quoted({ a: 1 }, same)).toBe('{"a":1}');
  expect(
    quoted(`${'x'.repeat(30)}secret of the connection`, (text) => text.replace('secret of the connection', '***')),
  ).toBe(`${'x'.repeat(30)}***`);
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { crmDescription } from '../../core/mock-api/testing/crm.ts';
import { pagingDescription } from '../../core/mock-api/testing/paging.ts';
import { unusualDescription } from '../../core/mock-api/testing/unusual.ts';
import { againstMock } from './against-mock.ts';
import { difference } from './compare.ts';
import { allGood, type FileResult, markdown } from './result.ts';

const described = (text: string, fileName = 'api.json') => ({ fileName, text });

/** What went wrong, to be read in the output of a failed test. */
const wrong = (result: FileResult) => ({
  skipped: result.skipped,
  validate: result.validate,
  schema: result.schema,
  entities: result.entities.filter((entity) => !entity.ok),
});
const NOTHING = { skipped: undefined, validate: undefined, schema: undefined, entities: [] };

describe('a generated connector against a mock of its own description', () => {
  it('gives every row once, however the list is paged, also below parents', { timeout: 120_000 }, async () => {
    const result = await againstMock(described(pagingDescription), { rows: 21 });
    expect(wrong(result)).toEqual(NOTHING);
    const kinds = new Set(result.entities.map((entity) => entity.pagination));
    for (const kind of ['page', 'offset', 'cursor', 'nextUrl', 'linkHeader']) expect(kinds).toContain(kind);
    const paged = result.entities.filter((entity) => !['none', 'unproven'].includes(entity.pagination));
    expect(paged.filter((entity) => entity.requests < 3)).toEqual([]);
  });

  it('with credentials of every kind, envelopes and totals', { timeout: 60_000 }, async () => {
    const result = await againstMock(described(crmDescription), { seed: 3, rows: 31 });
    expect(wrong(result)).toEqual(NOTHING);
    expect(result.entities.find((entity) => entity.entity === 'contacts')).toMatchObject({ seen: 31, seeded: 31 });
  });

  it('lists by POST, maps, single values, rows in an object of their own, values that are asked for twice', {
    timeout: 60_000,
  }, async () => {
    const result = await againstMock(described(unusualDescription));
    expect(wrong(result)).toEqual(NOTHING);
    expect(result.entities.map((entity) => entity.entity).toSorted()).toEqual(
      expect.arrayContaining(['orders', 'people', 'rates', 'tags', 'wrapped']),
    );
  });

  it('a description that cannot be read is named and passed over', async () => {
    const result = await againstMock(described('{'));
    expect(result.skipped).toContain('api.json');
    expect(allGood([result])).toBe(true);
  });
});

describe('what counts as a difference', () => {
  const entity = { primaryKey: ['key'] };
  const seeded = [{ key: 'a' }, { key: 'b' }];

  it.each([
    [
      [
        { id: '1', key: 'b' },
        { id: '2', key: 'a' },
      ],
      undefined,
    ],
    [[{ id: '1', key: 'a' }], '1 rows instead of 2'],
    [
      [
        { id: '1', key: 'a' },
        { id: '1', key: 'b' },
      ],
      '1 ids stand twice',
    ],
    [
      [
        { id: '1', key: 'a' },
        { id: '2', key: 'c' },
      ],
      'the keys of the rows are others',
    ],
  ])('%j', (items, expected) => {
    expect(difference(entity, items, seeded)).toBe(expected);
  });

  it('a table says which entity failed and why', () => {
    const failed = {
      entity: 'a',
      pagination: 'page',
      ok: false,
      seen: 1,
      seeded: 2,
      pages: 1,
      requests: 1,
      reason: '1 rows | 2',
    };
    const text = markdown([{ file: 'x.json', format: 'openapi 3.0.0', entities: [failed], durationMs: 1 }]);
    expect(text).toContain('| x.json | openapi 3.0.0 | 1 | 0 | 1 | 2 | 1 | failed, see below |');
    expect(text).toContain('- x.json: a: 1 rows \\| 2');
  });
});

const corpus = path.join(import.meta.dirname, '../../../shared/corpus');
/** Small ones that together page by number, offset and address, with and without credentials. */
const QUICK = [
  'openapi/redocly-museum/museum.yaml',
  'openapi/swagger-petstore/petstore.yaml',
  'openapi/nytimes/books_api.json',
  'openapi/up-bank/up.yaml',
];

describe.skipIf(!existsSync(corpus))(
  'real descriptions (skipped where ../shared/corpus is not beside the checkout)',
  () => {
    it.each(QUICK)('%s', { timeout: 120_000 }, async (name) => {
      const file = path.join(corpus, name);
      const result = await againstMock({ fileName: path.basename(file), text: readFileSync(file, 'utf8'), path: file });
      expect(wrong(result)).toEqual(NOTHING);
    });
  },
);

import { expect, test } from 'vitest';
import { type Pagination, paginationSchema } from '../../../../shared/connector/manifest.ts';
import { paginationDetail, paginationKinds, paginationProblem, partText, withKind, withPart } from './pagination.ts';

const page: Pagination = { kind: 'page', params: { page: 'p', size: 'limit' }, pageSize: 50, start: 0 };

test('parts are set and taken out as text', () => {
  expect(withPart(page, 'page', ' number ')).toEqual({ ...page, params: { page: 'number', size: 'limit' } });
  expect(withPart(withPart(page, 'page', ''), 'size', '')).toEqual({ kind: 'page', pageSize: 50, start: 0 });
  expect(withPart(page, 'pageSize', '100').pageSize).toBe(100);
  for (const odd of ['0', '-1', 'many', '1.5', '']) expect(withPart(page, 'pageSize', odd).pageSize).toBeUndefined();
  expect(withPart(page, 'start', '0').start).toBe(0);
  expect(partText(page, 'pageSize')).toBe('50');
  expect(partText(page, 'next')).toBe('');
});

test('another kind keeps what it is told by too', () => {
  expect(withKind(page, 'offset')).toEqual({ kind: 'offset', params: { size: 'limit' }, pageSize: 50 });
  expect(withKind(page, 'none')).toEqual({ kind: 'none' });
  expect(withKind({ ...page, in: 'body' }, 'cursor')).toMatchObject({ kind: 'cursor', in: 'body' });
  for (const { value } of paginationKinds) expect(paginationSchema.safeParse(withKind(page, value)).success).toBe(true);
});

test('what a kind lacks is said; a complete one has no problem', () => {
  expect(paginationProblem({ kind: 'page' })).toContain('page number');
  expect(paginationProblem({ kind: 'offset' })).toContain('offset');
  expect(paginationProblem({ kind: 'cursor', params: { cursor: 'c' } })).toContain('next cursor');
  expect(paginationProblem({ kind: 'nextUrl' })).toContain('next address');
  expect(paginationProblem({ kind: 'nextUrl', next: 'links.next' })).toContain('path');
  expect(paginationProblem({ ...page, hasMore: 'more' })).toContain('flag');
  for (const fine of [
    page,
    { kind: 'none' },
    { kind: 'unproven' },
    { kind: 'linkHeader' },
    { kind: 'cursor', params: { cursor: 'c' }, next: '$last.id' },
    { kind: 'nextUrl', next: '$.links["next page"]' },
  ] as const)
    expect(paginationProblem(fine)).toBeUndefined();
});

test('one line says how the pages are turned', () => {
  expect(paginationDetail(page)).toBe('p, limit=50');
  expect(paginationDetail({ kind: 'cursor', params: { cursor: 'c' }, next: '$.n' })).toBe('c, $.n');
  expect(paginationDetail({ kind: 'none' })).toBe('');
});

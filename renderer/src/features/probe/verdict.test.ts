import { expect, test } from 'vitest';
import type { ProbeVerdict } from '../../../../shared/import/probe.ts';
import { entity } from '../import/testing.ts';
import { proofOf, readFilters, verdictCounts } from './verdict.ts';

const verdict = (kind: ProbeVerdict['verdict']): ProbeVerdict => ({
  entity: 'deals',
  before: { kind: 'unproven' },
  verdict: kind,
  pagination: { kind: 'page', params: { page: 'page' } },
  saw: ['Two pages.', 'No row twice.'],
  checks: [],
  requests: 2,
});

test('filters are read line by line; a line that is none is named', () => {
  expect(readFilters(' board = 12 \n\nq=a=b')).toEqual({ ok: true, filters: { board: '12', q: 'a=b' } });
  expect(readFilters('board')).toEqual({ ok: false, line: 'board' });
  expect(readFilters('=1')).toEqual({ ok: false, line: '=1' });
  expect(readFilters('')).toEqual({ ok: true, filters: {} });
});

test('what was just seen stands before what the connector keeps, as long as it is about the same pagination', () => {
  const pagination = { kind: 'unproven' } as const;
  const proof = { verdict: 'onlyOnePage', pagination, at: '2026-01-01T00:00:00Z', note: 'One page.' } as const;
  const kept = entity('deals', { pagination, proof });
  expect(proofOf(kept, undefined)).toEqual({ verdict: 'onlyOnePage', note: 'One page.' });
  expect(proofOf(kept, verdict('refuted'))).toEqual({ verdict: 'refuted', note: 'Two pages. No row twice.' });
  const changed = entity('deals', { pagination: { kind: 'none' }, proof });
  expect(proofOf(changed, undefined)).toBeUndefined();
  expect(proofOf(changed, verdict('refuted'))).toBeUndefined();
  const applied = entity('deals', { pagination: { kind: 'page', params: { page: 'page' } } });
  expect(proofOf(applied, verdict('refuted'))).toMatchObject({ verdict: 'refuted' });
});

test('verdicts are counted in words', () => {
  expect(verdictCounts([verdict('proven'), verdict('refuted'), verdict('proven')])).toBe('2 proven live, 1 refuted');
});

import { expect, test } from 'vitest';
import type { ImportReport, ReportEntity } from '../../../../shared/import/report.ts';
import {
  choicesOf,
  filterCommands,
  filterEntities,
  firstReview,
  flipped,
  leastConfidence,
  reviewProblems,
  withAll,
} from './review.ts';

const entity = (name: string, operation: string): ReportEntity => ({
  name,
  title: name,
  operation,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'cursor' },
  fields: [],
  selected: true,
  params: [],
  evidence: [
    { field: 'pagination', rule: 'a', pointer: '#/', confidence: 0.9 },
    { field: 'records', rule: 'b', pointer: '#/', confidence: 0.4 },
  ],
});
const report: ImportReport = {
  source: { kind: 'openapi', version: '3.0.3', title: 'CRM', bytes: 1, operations: 3, durationMs: 1 },
  baseUrl: 'https://api.example.com/v1',
  auth: [],
  entities: [entity('contacts', 'GET /contacts'), entity('deals', 'GET /deals')],
  commands: [{ name: 'createContact', operation: 'POST /contacts', sideEffect: true, params: [], outputs: [] }],
  warnings: [],
};
const review = firstReview(report, 'crm', 'CRM');
const none = new Set<string>();
const choose = (changed: Partial<typeof review>) => {
  const next = { ...review, ...changed };
  return choicesOf(next, report, reviewProblems(next, none));
};

test('everything is chosen at first, and goes out as all', () => {
  expect(choose({})).toEqual({
    ok: true,
    value: { id: 'crm', name: 'CRM', baseUrl: 'https://api.example.com/v1', entities: 'all', commands: 'all' },
  });
});

test('a part is named in the order of the report; nothing at all is refused', () => {
  expect(choose({ entities: flipped(review.entities, 'contacts') })).toMatchObject({ value: { entities: ['deals'] } });
  expect(choose({ entities: none, commands: none })).toMatchObject({ ok: false, error: { code: 'nothing' } });
  expect(choose({ entities: none })).toMatchObject({ value: { entities: [], commands: 'all' } });
});

test('id, name and address are checked by the shared rules', () => {
  expect(reviewProblems({ ...review, id: 'Bad Id' }, none).id).toContain('lower-case');
  expect(reviewProblems(review, new Set(['crm'])).id).toContain('already');
  expect(reviewProblems({ ...review, name: 'CRM 2' }, none).name).toContain('letters');
  expect(reviewProblems({ ...review, baseUrl: '' }, none).baseUrl).toContain('states no address');
  expect(reviewProblems({ ...review, baseUrl: '/v1' }, none).baseUrl).toContain('absolute');
  expect(reviewProblems({ ...review, baseUrl: 'ftp://x' }, none).baseUrl).toContain('http');
  expect(reviewProblems({ ...review, baseUrl: 'https://a:b@x' }, none).baseUrl).toContain('connection');
  expect(reviewProblems(review, none)).toEqual({ id: undefined, name: undefined, baseUrl: undefined });
});

test('what is filtered can be chosen as a whole', () => {
  const found = filterEntities(report.entities, 'DEAL').map((one) => one.name);
  expect(found).toEqual(['deals']);
  expect([...withAll(review.entities, found, false)]).toEqual(['contacts']);
  expect(filterEntities(report.entities, ' ')).toBe(report.entities);
  expect(filterEntities(report.entities, 'cursor')).toHaveLength(2);
  expect(filterCommands(report.commands, 'post /con')).toHaveLength(1);
});

test('confidence is that of the weakest finding', () => {
  expect(leastConfidence(report.entities[0]?.evidence ?? [])).toBe(0.4);
  expect(leastConfidence([])).toBeUndefined();
});

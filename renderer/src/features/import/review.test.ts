import { expect, test } from 'vitest';
import { importChoicesSchema } from '../../../../shared/import/report.ts';
import { choicesOf, corrected, firstReview, flipped, nameProblem, reviewProblems, withAll } from './review.ts';
import { entity, report as reportOf } from './testing.ts';

const report = reportOf([entity('contacts'), entity('deals')]);
const review = firstReview(report, 'crm', 'CRM');
const none = new Set<string>();
const choose = (changed: Partial<typeof review>) => {
  const next = { ...review, ...changed };
  return choicesOf(next, report, reviewProblems(next, report, none));
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
  expect(choose({ auth: flipped(review.auth, 'key') })).toMatchObject({ value: { auth: ['token'] } });
  expect([...withAll(review.entities, ['contacts', 'deals'], false)]).toEqual([]);
});

test('id, name and address are checked by the shared rules', () => {
  const problems = (changed: Partial<typeof review>, taken = none) =>
    reviewProblems({ ...review, ...changed }, report, taken);
  expect(problems({ id: 'Bad Id' }).id).toContain('lower-case');
  expect(problems({}, new Set(['crm'])).id).toContain('already');
  expect(problems({ name: 'CRM 2' }).name).toContain('letters');
  expect(problems({ baseUrl: '' }).baseUrl).toContain('states no address');
  expect(problems({ baseUrl: '/v1' }).baseUrl).toContain('absolute');
  expect(problems({ baseUrl: 'ftp://x' }).baseUrl).toContain('http');
  expect(problems({ baseUrl: 'https://a:b@x' }).baseUrl).toContain('connection');
  expect(problems({})).toEqual({ id: undefined, name: undefined, baseUrl: undefined, entities: new Map() });
});

test('what the user set goes out by the name that was found; taking it back leaves nothing', () => {
  const named = corrected(review.corrections, 'contacts', 'name', 'people');
  const both = corrected(named, 'contacts', 'primaryKey', ['email']);
  const choices = choose({ corrections: both });
  expect(choices).toMatchObject({ value: { corrections: { contacts: { name: 'people', primaryKey: ['email'] } } } });
  if (choices.ok) expect(importChoicesSchema.parse(choices.value)).toEqual(choices.value);
  const back = corrected(corrected(both, 'contacts', 'name', undefined), 'contacts', 'primaryKey', undefined);
  expect(choose({ corrections: back })).not.toHaveProperty('value.corrections');
  expect(corrected(review.corrections, 'deals', 'parent', null).get('deals')).toEqual({ parent: null });
});

test('a name must be one, and be that of one table only', () => {
  const problem = (name: string, entityName = 'contacts', corrections = review.corrections) =>
    nameProblem(name, entityName, report, corrections);
  expect(problem('people')).toBeUndefined();
  expect(problem('contacts')).toBeUndefined();
  expect(problem('1st')).toContain('letter');
  expect(problem('')).toContain('letter');
  expect(problem('deals')).toContain('another table');
  const swapped = corrected(review.corrections, 'deals', 'name', 'sales');
  expect(problem('deals', 'contacts', swapped)).toBeUndefined();
  const twice = corrected(review.corrections, 'deals', 'name', 'contacts');
  expect(choose({ corrections: twice })).toMatchObject({ error: { message: expect.stringContaining('deals') } });
});

test('a pagination that cannot be followed keeps the connector from being made', () => {
  const corrections = corrected(review.corrections, 'deals', 'pagination', { kind: 'page' });
  expect(choose({ corrections })).toMatchObject({ error: { message: expect.stringMatching(/^deals: .*page number/) } });
});

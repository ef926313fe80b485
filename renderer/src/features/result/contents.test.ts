import { expect, test } from 'vitest';
import { contentsOf, countedItems } from './contents.ts';

const table = { id: { type: 'id' }, name: { type: 'text' } };

test.each([
  ['validate', { name: 'Ada' }, ''],
  ['config', { types: [{ id: 'a' }, { id: 'b' }], filters: [{ id: 'since' }] }, '2 tables, 1 filter'],
  ['config', null, '0 tables, 0 filters'],
  ['schema', { deals: table, users: table }, '2 tables, 4 fields'],
  ['datalist', { items: [{ title: 'a', value: 1 }] }, '1 choice'],
  ['datalist', { items: [] }, '0 choices'],
  ['resource', { body: '' }, ''],
  ['data', { items: [{ id: 1 }, { id: 2 }] }, '2 rows'],
  ['data', { items: [] }, '0 rows'],
  ['listContacts', { success: true, payload: [{ id: 1 }] }, '1 row'],
  ['createContact', { success: true, payload: { id: 1 } }, ''],
])('%s %j holds: %s', (target, result, text) => expect(contentsOf(target, result)).toBe(text));

test('what is exported is counted in the same words', () => {
  expect(countedItems('config', 7)).toBe('7 tables');
  expect(countedItems('data', 7)).toBe('7 rows');
});

import { expect, test } from 'vitest';
import { entity } from './testing.ts';
import { isUnproven, leastConfidence, provenanceOf, toneOf, variablesOf, withCorrection } from './values.ts';

const contacts = entity('contacts', { parent: { entity: 'teams', bindings: { team: 'id' } } });

test('what the user set is shown in the place of what was found', () => {
  const shown = withCorrection(contacts, { name: 'people', parent: null, pagination: { kind: 'none' } });
  expect(shown).toMatchObject({ name: 'people', records: '$', pagination: { kind: 'none' } });
  expect(shown).not.toHaveProperty('parent');
  expect(withCorrection(contacts, undefined)).toBe(contacts);
});

test('each value says where it comes from', () => {
  expect(provenanceOf(contacts, undefined, 'pagination')).toMatchObject({ evidence: { rule: 'cursor-pair' } });
  expect(provenanceOf(contacts, { pagination: { kind: 'none' } }, 'pagination')).toEqual({ kind: 'user' });
  expect(provenanceOf(contacts, { incremental: null }, 'incremental')).toEqual({ kind: 'user' });
  expect(provenanceOf(contacts, {}, 'incremental')).toEqual({ kind: 'nothing' });
});

test('confidence is that of the weakest finding; what the user set is sure', () => {
  expect(leastConfidence(contacts)).toBe(0.6);
  expect(leastConfidence(contacts, { records: '$.rows' })).toBe(0.9);
  expect(leastConfidence(contacts, { records: '$.rows', pagination: { kind: 'none' } })).toBeUndefined();
  expect([0.95, 0.65, 0].map(toneOf)).toEqual(['ok', 'warn', 'error']);
});

test('unproven is told by the pagination as it is shown', () => {
  const odd = entity('odd', { pagination: { kind: 'unproven' } });
  expect(isUnproven(odd)).toBe(true);
  expect(isUnproven(withCorrection(odd, { pagination: { kind: 'none' } }))).toBe(false);
});

test('the variables of a path are named once each', () => {
  expect(variablesOf('GET /a/{b}/c/{d}/{b}')).toEqual(['b', 'd']);
});

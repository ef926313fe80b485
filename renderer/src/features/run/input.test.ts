import { expect, test } from 'vitest';
import { manifestSchema } from '../../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../../shared/connector/testing.ts';
import { fieldId, type InputField, inputFields } from './input-fields.ts';
import { type FormText, fieldProblems, fieldText, fieldValue, typed, valueAt, withValue } from './input-values.ts';
import { rememberable } from './memory.ts';

const manifest = manifestSchema.parse({
  ...plainManifest,
  authentication: [{ id: 'basic', name: 'Basic', type: 'basic' }],
  connectionConfig: {
    baseUrl: { type: 'string', default: 'https://acme.example' },
    pin: { type: 'secret' },
    region: { type: 'select', options: ['eu', 'us'] },
  },
  commands: {
    createIssue: {
      params: ['title', 'extra'],
      sideEffect: true,
      paramSchema: {
        title: { type: 'string', required: true, description: 'What it is about' },
        count: { type: 'integer', default: 3 },
        urgent: { type: 'boolean' },
        labels: { type: 'array' },
        state: { type: 'string', enum: ['open', 'closed'] },
      },
    },
  },
});
const fields = inputFields(manifest, 'createIssue');
const named = (name: string): InputField => {
  const found = fields.find((one) => one.title === name);
  if (!found) throw new Error(name);
  return found;
};
const empty: FormText = { text: '', drafts: new Map() };

test('a command has a field for each parameter, with its type, default and choices', () => {
  expect(
    fields.map(({ title, kind, required, fallback, options }) => [title, kind, required, fallback, options]),
  ).toEqual([
    ['title', 'text', true, undefined, undefined],
    ['count', 'integer', false, '3', undefined],
    ['urgent', 'boolean', false, undefined, undefined],
    ['labels', 'array', false, undefined, undefined],
    ['state', 'choice', false, undefined, ['open', 'closed']],
    ['extra', 'json', false, undefined, undefined],
  ]);
});

test('A98: validate has the settings of the account, but none of its secrets', () => {
  expect(inputFields(manifest, 'validate').map((one) => one.path.join('.'))).toEqual([
    'fields.baseUrl',
    'fields.region',
    'fields.username',
  ]);
  expect(inputFields(manifest, 'data').map((one) => one.title)).toEqual(['filter', 'lastSynchronizedAt', 'pagination']);
  expect(inputFields(manifest, 'config')).toEqual([]);
  expect(inputFields(null, 'data')).toEqual([]);
});

test('the form writes into the JSON text and leaves what it has no field for', () => {
  const first = typed({ text: '{"other":{"kept":1},"count":5}', drafts: new Map() }, named('title'), 'Hello');
  expect(JSON.parse(first.text)).toEqual({ other: { kept: 1 }, count: 5, title: 'Hello' });
  const second = typed(first, named('count'), '');
  expect(JSON.parse(second.text)).toEqual({ other: { kept: 1 }, title: 'Hello' });
  expect(typed(typed(empty, named('title'), 'x'), named('title'), '').text).toBe('');
});

test('text that is no value yet is kept beside the input and named at its field', () => {
  const half = typed({ text: '{"title":"a","count":7}', drafts: new Map() }, named('count'), '7e');
  expect(JSON.parse(half.text)).toEqual({ title: 'a', count: 7 });
  expect(half.drafts.get(fieldId(named('count')))).toBe('7e');
  expect([...fieldProblems(fields, half)]).toEqual([['count', 'This is not a number.']]);
  const whole = typed(half, named('count'), '70');
  expect([whole.drafts.size, JSON.parse(whole.text).count]).toEqual([0, 70]);
  expect(fieldProblems(fields, whole).size).toBe(0);
});

test('what is required, of another kind or no choice is told', () => {
  const problems = fieldProblems(fields, { text: '{"state":"gone","urgent":"yes","count":1.5}', drafts: new Map() });
  expect(Object.fromEntries(problems)).toEqual({
    title: 'title is required.',
    state: 'This is none of the choices.',
    urgent: 'This is neither true nor false.',
    count: 'This is not a whole number.',
  });
});

test.each([
  ['count', '12', 12],
  ['urgent', 'true', true],
  ['labels', '["a"]', ['a']],
  ['title', '12', '12'],
  ['extra', '{"a":null}', { a: null }],
  ['extra', '', undefined],
])('the text of %s %s is a value, and comes back as text', (name, text, value) => {
  const field = named(name);
  expect(fieldValue(field, text)).toEqual({ ok: true, value });
  expect(fieldText(field, value)).toBe(text);
});

test('moments are ISO 8601', () => {
  const moment: InputField = { path: ['at'], title: 'at', kind: 'moment', required: false };
  for (const good of ['2026-01-22', '2026-01-22T08:30:00Z', '2026-01-22T08:30:00.5+01:00'])
    expect(fieldValue(moment, good).ok, good).toBe(true);
  for (const bad of ['22/01/2026', 'yesterday', '2026-13-01']) expect(fieldValue(moment, bad).ok, bad).toBe(false);
});

test('values stand at paths, whatever the names', () => {
  const input = withValue({}, ['fields', '__proto__'], 1);
  expect(valueAt(input, ['fields', '__proto__'])).toBe(1);
  expect(Object.getPrototypeOf(input.fields)).toBe(Object.prototype);
  expect(valueAt({}, ['constructor', 'name'])).toBeUndefined();
  expect(withValue(input, ['fields', '__proto__'], undefined)).toEqual({});
});

test('A98: what may be a secret is not remembered', () => {
  expect(rememberable('{"title":"a"}')).toBe('{"title":"a"}');
  const text = '{"title":"a","password":"p","nested":[{"api_key":"k","id":1}],"accessToken":"t"}';
  expect(JSON.parse(rememberable(text) ?? '')).toEqual({ title: 'a', nested: [{ id: 1 }] });
  expect(rememberable('{"password": "half')).toBeUndefined();
  expect(rememberable('{"half')).toBe('{"half');
  expect(rememberable('x'.repeat(20_001))).toBeUndefined();
});

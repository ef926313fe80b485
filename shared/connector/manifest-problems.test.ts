import { expect, test } from 'vitest';
import { manifestProblems, mocksProblems } from './manifest-problems.ts';
import { plainManifest } from './testing.ts';

/** Place → message. */
function found(change: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  const text = JSON.stringify({ ...plainManifest, ...change }, null, 2);
  return manifestProblems(text).map(({ start, length, message }) => [text.slice(start, start + length), message]);
}

const entity = (more: Readonly<Record<string, unknown>>) => ({
  ...{ name: 'contacts', title: '', operation: 'GET /', records: '$', primaryKey: [] },
  ...{ pagination: { kind: 'none' }, fields: [] },
  ...more,
});

test.each([
  [{}, []],
  [{ naem: 1 }, [['"naem"', 'naem is not known here: look for a typing error.']]],
  [{ id: 'X y' }, [['"id"', 'id: use lower-case letters, digits and single hyphens, starting with a letter']]],
  [{ formatVersion: 2 }, [['"formatVersion"', 'formatVersion: use 1']]],
  [{ kind: 'sass' }, [['"kind"', 'kind: use "saas", "hardware"']]],
  [{ hosts: ['a b'] }, [['"a b"', expect.stringContaining('hosts[0]: use a host such as')]]],
  [
    { authentication: [{ type: 'basic' }] },
    [
      ['{', 'authentication[0].id: a string is missing'],
      ['{', 'authentication[0].name: a string is missing'],
    ],
  ],
  [{ commands: { 'a b': {} } }, [['"a b"', 'commands.a b: use a JavaScript identifier']]],
  [{ entities: [entity({}), entity({})] }, [['"name"', 'There is another entity contacts.']]],
  [{ entities: [entity({ parent: { entity: 'none', bindings: {} } })] }, [['"entity"', 'There is no entity none.']]],
])('each problem of a manifest stands at its place: %j', (change, expected) => {
  expect(found(change)).toEqual(expected);
});

test('text that is no JSON has no problems of its own', () => {
  expect([manifestProblems('{'), mocksProblems('')]).toEqual([[], []]);
});

test('mocks.json: a scenario with answers must be one', () => {
  const text = JSON.stringify({ getMe: { default: { http: [{ respond: {} }] } } });
  const [problem] = mocksProblems(text);
  expect(problem?.message).toContain('getMe.default.http[0].respond.status');
  expect(mocksProblems('{"getMe":{"default":{"success":true}}}')).toEqual([]);
});

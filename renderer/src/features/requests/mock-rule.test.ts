import { expect, test } from 'vitest';
import { parseMocks } from '../../../../shared/connector/mocks.ts';
import { mockRule, withMock } from './mock-rule.ts';
import { exchange } from './testing.ts';

const json = ['content-type', 'application/json; charset=utf-8'] as const;

test('FL-71: a recorded answer becomes a rule of mocks.json, without what belongs to its way alone', () => {
  const headers = [json, ['Content-Length', '9'], ['Date', 'now'], ['Link', '<a>'], ['link', '<b>']] as const;
  const one = exchange(1, { responseHeaders: headers.map(([name, value]) => [name, value]) });
  expect(mockRule(one, '{"rows":[]}')).toEqual({
    match: { method: 'GET', url: '/v1/items?page=1' },
    respond: { status: 200, headers: { link: '<a>, <b>' }, body: { rows: [] } },
  });
  expect(mockRule(exchange(1, { status: 204 }), undefined).respond).toEqual({ status: 204 });
});

test('a body that is no JSON, or would lose digits, stays the text that it is', () => {
  const typed = (type: string) => exchange(1, { responseHeaders: [['content-type', type]] });
  expect(mockRule(typed('text/csv'), '1').respond).toEqual({
    ...{ status: 200, headers: { 'content-type': 'text/csv' }, body: '1' },
  });
  expect(mockRule(typed('application/json'), '{"id":12345678901234567890}').respond).toMatchObject({
    headers: { 'content-type': 'application/json' },
    body: '{"id":12345678901234567890}',
  });
  expect(mockRule(typed('application/json'), '"text"').respond.body).toBe('"text"');
});

test('A105: nothing that was masked comes into the file', () => {
  const one = exchange(1, { url: 'https://a.test/items?key=***', responseHeaders: [['x-token', '***']] });
  expect(mockRule(one, undefined)).toEqual({ match: { method: 'GET', url: '/items' }, respond: { status: 200 } });
});

const rule = (url: string) => ({ match: { method: 'GET', url }, respond: { status: 200 } });
const urls = (text: string) => {
  const mocks = parseMocks(text);
  const recorded = mocks.ok ? mocks.value.data?.recorded : undefined;
  return recorded?.kind === 'http' ? recorded.rules.map(({ match }) => match?.url) : undefined;
};
const added = (text: string, url: string): string => {
  const result = withMock(text, 'data', rule(url));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

test('answers are put behind one another, one for a longer address before what would take its place', () => {
  const first = added('', '/items');
  expect(urls(first)).toEqual(['/items']);
  expect(urls(added(added(first, '/items?page=2'), '/users'))).toEqual(['/items?page=2', '/items', '/users']);
});

test('the rest of the file stays as it was written', () => {
  const before = '{\n    "validate": { "default": {"name":"Ada"} },\n    "data": { "late": { "http": [] } }\n}\n';
  const after = added(before, '/items');
  expect(after).toContain('"validate": { "default": {"name":"Ada"} },');
  expect(after).toMatch(/"late": \{\s*"http": \[\]/);
  expect(urls(after)).toEqual(['/items']);
});

test.each([
  ['{', /is not JSON/],
  ['{"data":{"recorded":{"items":[]}}}', /“recorded” of data/],
  ['{"data":{"big":{"id":12345678901234567890}}}', /digits/],
])('%s is left alone', (text, message) => {
  const result = withMock(text, 'data', rule('/items'));
  expect(!result.ok && result.error.message).toMatch(message);
});

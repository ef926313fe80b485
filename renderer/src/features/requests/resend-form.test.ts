import { expect, test } from 'vitest';
import { editsOf, resendForm } from './resend-form.ts';
import { exchange } from './testing.ts';

const recorded = exchange(1, {
  method: 'POST',
  requestHeaders: [
    ['Accept', 'a'],
    ['X', '1'],
    ['x', '2'],
    ['Authorization', 'Bearer ***'],
  ],
});
const form = resendForm(recorded, '{"a":1}');
const edits = (change: Partial<typeof form>) => editsOf(recorded, '{"a":1}', { ...form, ...change });

test('a request that was left as it was has no edits', () => {
  expect(edits({})).toEqual({ ok: true, value: {} });
  expect(edits({ headers: `\n${form.headers}\n\n` })).toEqual({ ok: true, value: {} });
});

test('only what was changed is an edit; headers of one name go together', () => {
  expect(edits({ method: 'put ', url: ' https://other.example.com/ ' })).toMatchObject({
    value: { method: 'PUT', url: 'https://other.example.com/' },
  });
  expect(edits({ headers: 'Accept: b\nX: 1\nNew: v: w' })).toEqual({
    ok: true,
    value: {
      headers: [
        ['Accept', 'b'],
        ['X', '1'],
        ['New', 'v: w'],
      ],
      removeHeaders: ['authorization'],
    },
  });
  expect(edits({ body: '' })).toEqual({ ok: true, value: { body: null } });
  expect(edits({ body: '{}' })).toEqual({ ok: true, value: { body: { text: '{}' } } });
});

test('a body that is not text is sent as it was', () => {
  expect(editsOf(recorded, null, { ...form, body: null })).toEqual({ ok: true, value: {} });
});

test('a line that is no header is said with its number', () => {
  expect(edits({ headers: 'Accept: a\nnothing' })).toMatchObject({ ok: false, error: { message: /Line 2/ } });
  expect(edits({ headers: ':authority: x' })).toMatchObject({ ok: true });
});

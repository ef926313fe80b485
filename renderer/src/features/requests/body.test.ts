import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { bodyShape } from './body.ts';

const body = (text: string, further: Partial<Parameters<typeof bodyShape>[0]> = {}) => ({
  text,
  bytes: text.length,
  mimeType: 'application/json',
  binary: false,
  truncated: false,
  ...further,
});

test('JSON is a tree, whatever its media type says', () => {
  expect(bodyShape(body('{"a":1}'))).toEqual({ kind: 'json', value: { a: 1 } });
  expect(bodyShape(body('[1]', { mimeType: 'text/plain' }))).toEqual({ kind: 'json', value: [1] });
  expect(bodyShape(body('"x"', { mimeType: 'application/hal+json' }))).toEqual({ kind: 'json', value: 'x' });
});

test('what is no JSON, or only a head of it, is text', () => {
  expect(bodyShape(body('<html>')).kind).toBe('text');
  expect(bodyShape(body('{"a":', { truncated: true })).kind).toBe('text');
  expect(bodyShape(body('', { binary: false })).kind).toBe('empty');
  expect(bodyShape(body('', { binary: true })).kind).toBe('binary');
});

test('beyond the limit for rich bodies JSON stays text', () => {
  expect(bodyShape(body('{}', { bytes: viewLimits.richBodyBytes + 1 })).kind).toBe('text');
  expect(bodyShape(body('{}', { bytes: viewLimits.richBodyBytes })).kind).toBe('json');
});

test('A77: JSON nested 200,000 deep is shown one way or the other, never an error', () => {
  expect(['json', 'text']).toContain(bodyShape(body(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).kind);
});

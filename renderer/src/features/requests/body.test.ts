import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { type Body, bodyViews, isPicture } from './body.ts';

const body = (text: string, further: Partial<Body> = {}): Body => ({
  ...{ text, bytes: text.length, mimeType: 'application/json', binary: false, truncated: false },
  ...further,
});

test('JSON is a tree, whatever its media type says; a list in it is a table too', () => {
  expect(bodyViews(body('{"a":1}'))[0]).toBe('json');
  expect(bodyViews(body('[1]', { mimeType: 'text/plain' }))).toEqual(['json', 'table', 'text', 'hex']);
  expect(bodyViews(body('"x"', { mimeType: 'application/hal+json; charset=utf-8' }))[0]).toBe('json');
});

test('what is no JSON, or only a head of it, is text', () => {
  expect(bodyViews(body('<html>', { mimeType: 'text/html' }))).toEqual(['text', 'hex']);
  expect(bodyViews(body('{"a":', { truncated: true }))[0]).toBe('text');
  expect(bodyViews(body(''))).toEqual([]);
});

test('beyond viewLimits.richBodyBytes JSON is a tree without a table', () => {
  const large = `"${'x'.repeat(viewLimits.richBodyBytes)}"`;
  expect(bodyViews(body(large))).toEqual(['json', 'text', 'hex']);
});

test('A71: HTML and XML are text, a drawing is text first, only dots are a picture at once', () => {
  expect(bodyViews(body('<svg onload="x">', { mimeType: 'image/svg+xml' }))).toEqual(['text', 'image', 'hex']);
  expect(bodyViews(body('', { mimeType: 'image/png', binary: true, bytes: 9 }))).toEqual(['image', 'hex']);
  expect(bodyViews(body('', { mimeType: 'application/pdf', binary: true, bytes: 9 }))).toEqual(['hex']);
  expect(bodyViews(body('<x/>', { mimeType: 'application/xhtml+xml' }))).toEqual(['text', 'hex']);
  expect(isPicture('text/html')).toBe(false);
});

test('forms are shown by field', () => {
  expect(bodyViews(body('a=1', { mimeType: 'application/x-www-form-urlencoded' }))[0]).toBe('form');
  expect(bodyViews(body('', { mimeType: 'multipart/form-data; boundary=x', binary: true, bytes: 9 }))[0]).toBe('form');
});

import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { failurePlace } from './failure-place.ts';

const failure = (line: unknown, column: unknown) =>
  ({ kind: 'input', code: 'bad_json', message: 'm', details: { line, column } }) as const;
const source = (text: string) => ({ fileName: 'api.json', text });

test('the faulty line stands among its neighbours', () => {
  const text = Array.from({ length: 20 }, (_, n) => `line ${n + 1}`).join('\r\n');
  const found = failurePlace(source(text), failure(10, 3));
  expect(found?.lines.map((one) => one.number)).toEqual([7, 8, 9, 10, 11, 12, 13]);
  expect(found).toMatchObject({ line: 10, column: 3, file: 'api.json' });
  expect(found?.lines[3]?.text).toBe('line 10');
  expect(failurePlace(source('a\nb'), failure(1, 1))?.lines).toHaveLength(2);
});

test('of a very long line, the part around the fault is shown', () => {
  const found = failurePlace(source(`${'x'.repeat(500_000)}!${'y'.repeat(500_000)}`), failure(1, 500_001));
  const [line] = found?.lines ?? [];
  expect(line?.text.length).toBe(viewLimits.excerptChars);
  expect(line?.text[500_000 - (line?.from ?? 0)]).toBe('!');
  expect(line?.cut).toBe(true);
});

test('a failure without a place, or with one beyond the text, has no excerpt', () => {
  expect(failurePlace(source('a'), { kind: 'input', code: 'c', message: 'm' })).toBeNull();
  expect(failurePlace(source('a'), failure(7, 1))).toBeNull();
  expect(failurePlace(source('a'), failure('1', 1))).toBeNull();
});

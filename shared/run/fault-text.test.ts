import { expect, it } from 'vitest';
import type { Fault } from './fault.ts';
import { effectText, faultText, parseFault } from './fault-text.ts';

const good: readonly (readonly [string, Fault, string])[] = [
  ['429@3', { effect: { kind: 'status', status: 429 }, at: 3 }, '429'],
  ['429:2@3', { effect: { kind: 'status', status: 429, retryAfter: 2 }, at: 3 }, '429 with Retry-After: 2'],
  ['slow:2000@1x5', { effect: { kind: 'slow', ms: 2000 }, at: 1, times: 5 }, 'slow: 2000 ms later'],
  ['cut@2', { effect: { kind: 'cut' }, at: 2 }, 'cut: the body ends in the middle'],
  [
    'malformed@2:/items?a=b:c@d',
    { effect: { kind: 'malformed' }, at: 2, url: '/items?a=b:c@d' },
    'malformed: the body is no longer JSON',
  ],
  [
    'offline@1x10:/x',
    { effect: { kind: 'offline' }, at: 1, times: 10, url: '/x' },
    'offline: the connection is refused',
  ],
];

it.each(good)('%s is read, written and said', (text, fault, words) => {
  expect(parseFault(text)).toEqual({ ok: true, value: fault });
  expect(faultText(fault)).toBe(text);
  expect(effectText(fault.effect)).toBe(words);
});

it('without a number strikes the first request', () => {
  expect(parseFault(' 500 ')).toEqual({ ok: true, value: { effect: { kind: 'status', status: 500 }, at: 1 } });
});

it.each([
  '',
  '200@1',
  '600',
  'slow@1',
  'slow:0',
  'cut:3',
  'offline@0',
  '429@1x0',
  '429@x',
  '429@1:',
  'later',
  '429@-1',
])('%j is no fault, and the sentence shows the grammar', (text) => {
  const result = parseFault(text);
  expect(result).toMatchObject({ ok: false, error: { kind: 'input', code: 'bad_fault' } });
  expect(result.ok ? '' : result.error.message).toContain('EFFECT[@FIRST[xTIMES][:URL]]');
});

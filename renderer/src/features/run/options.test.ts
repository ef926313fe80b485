import { expect, test } from 'vitest';
import { parseFault } from '../../../../shared/run/fault-text.ts';
import { deviations, faultPresets, maxSeconds, plainOptions, requestOptions, secondsProblem } from './options.ts';

test('plain options ask for nothing, and deviate in nothing', () => {
  expect(requestOptions(plainOptions)).toEqual({ ok: true, value: {} });
  expect(deviations(plainOptions)).toEqual([]);
});

test('every option reaches the request, and shows in the badge', () => {
  const options = {
    ...plainOptions,
    mode: 'replay',
    replayOf: 'run_1',
    faults: ['429:2@3', 'cut@1'],
    attempts: 3,
    seconds: 1.5,
    deterministic: true,
  } as const;
  expect(requestOptions(options)).toEqual({
    ok: true,
    value: {
      replayOf: 'run_1',
      faults: [
        { effect: { kind: 'status', status: 429, retryAfter: 2 }, at: 3 },
        { effect: { kind: 'cut' }, at: 1 },
      ],
      attempts: 3,
      wallMs: 1500,
      deterministic: true,
    },
  });
  expect(deviations(options)).toEqual(['Replay', '2 faults', '3 tries', 'limit 1.5 s', 'deterministic']);
});

test('a mode that lacks its half, a fault that is none, and a limit over the product’s are refused with a sentence', () => {
  const message = (change: Partial<typeof plainOptions>) => {
    const result = requestOptions({ ...plainOptions, ...change });
    return result.ok ? undefined : result.error.message;
  };
  expect(message({ mode: 'replay' })).toContain('Choose the recorded run');
  expect(message({ mode: 'mock' })).toContain('Choose a scenario');
  expect(message({ mode: 'mock', scenario: 'taken' })).toBeUndefined();
  expect(message({ faults: ['sometimes'] })).toContain('"sometimes" is not a fault');
  expect(message({ seconds: maxSeconds + 1 })).toContain(`after ${maxSeconds} s`);
  expect(secondsProblem(0)).toContain('more than 0');
  expect(secondsProblem(maxSeconds)).toBeUndefined();
});

test.each(faultPresets)('the preset “$label” is a fault', ({ text }) => {
  expect(parseFault(text).ok).toBe(true);
});

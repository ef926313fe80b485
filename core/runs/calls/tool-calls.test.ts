import { expect, it } from 'vitest';
import { toolsOf } from '../../../shared/connector/capabilities.ts';
import { plainManifest } from '../../../shared/connector/testing.ts';
import { marketplaceLimits } from '../../../shared/limits.ts';
import { type CallTarget, callTools, modeOf } from './tool-calls.ts';

const manifest = {
  ...plainManifest,
  commands: {
    plain: { params: [], sideEffect: false },
    optional: { params: ['page'], paramSchema: { page: { type: 'number' } }, sideEffect: false },
    preset: {
      params: ['page'],
      paramSchema: { page: { type: 'number', required: true, default: 1 } },
      sideEffect: false,
    },
    needy: { params: ['id'], paramSchema: { id: { type: 'string', required: true } }, sideEffect: false },
    unknown: { params: ['id'], sideEffect: false },
    writes: { params: [], sideEffect: true },
  },
};

/** A session whose calls all end well and take so many ms by the clock. */
function session(each: number) {
  const called: string[] = [];
  let now = 0;
  const call: CallTarget = async (target) => {
    called.push(target);
    now += each;
    return { verdict: { kind: 'ok' }, latencyMs: each };
  };
  return { call, called, clock: () => now };
}

it('FC-53: what needs no input is called, what writes or cannot be called without input is not', () => {
  expect(toolsOf(manifest).map((tool) => [tool.name, modeOf(manifest, tool)])).toEqual([
    ['plain', 'live'],
    ['optional', 'live'],
    ['preset', 'live'],
    ['needy', 'dry_run'],
    ['unknown', 'dry_run'],
    ['writes', 'dry_run'],
  ]);
});

it('FC-53: all dry runs together ask the source once', async () => {
  const { call, called, clock } = session(1);
  const { results } = await callTools(call, manifest, toolsOf(manifest), { clock });
  expect(called).toEqual(['plain', 'optional', 'preset', 'validate']);
  expect(results.every(({ ok }) => ok)).toBe(true);
});

it('a test ends in its time: tools that it does not reach are named', async () => {
  const { call, called, clock } = session(marketplaceLimits.callMs);
  const { results } = await callTools(call, manifest, toolsOf(manifest), { clock });
  // So many begin that the last of them still ends in time.
  expect(called.length * marketplaceLimits.callMs).toBeLessThanOrEqual(marketplaceLimits.testMs);
  expect(results.filter(({ ok }) => ok)).toHaveLength(called.length);
  expect(results.at(-1)).toMatchObject({ tool: 'writes', ok: false, error: { code: 'timeout' } });
  expect(results.at(-1)?.error?.message).toContain(String(marketplaceLimits.testMs));
});

it('FC-53: what is given its input is called with it; what writes is not, whatever it is given', async () => {
  const calls: unknown[] = [];
  const call: CallTarget = async (target, input) => {
    calls.push([target, input]);
    return { verdict: { kind: 'ok' }, latencyMs: 0 };
  };
  const inputs = new Map([
    ['needy', { id: 7 }],
    ['writes', { id: 8 }],
  ]);
  const tools = toolsOf(manifest).filter(({ name }) => inputs.has(name));
  const { results } = await callTools(call, manifest, tools, { inputs });
  expect(calls).toEqual([
    ['needy', { id: 7 }],
    ['validate', undefined],
  ]);
  expect(results.map(({ mode }) => mode)).toEqual(['live', 'dry_run']);
});

import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { createSandbox, type SandboxJob } from './index.ts';

const job = (body: string, limits: SandboxJob['limits'] = {}): SandboxJob => ({
  files: [{ path: 'functions/data.js', text: `export function data() { ${body} }` }],
  target: { kind: 'function', file: 'functions/data.js', name: 'data' },
  input: '{}',
  limits,
  http: async () => ({ kind: 'failure', name: 'NetworkError', code: 'none', message: 'There is no network here.' }),
  onLogs: () => {},
});

const typed = (text: string): SandboxJob => ({
  ...job(''),
  files: [{ path: 'functions/data.ts', text }],
  target: { kind: 'function', file: 'functions/data.ts', name: 'data' },
});

/** Threads of this process; 0 where the system does not tell. */
const threads = (): number => {
  try {
    return readdirSync('/proc/self/task').length;
  } catch {
    return 0;
  }
};
const handles = (): number => process.getActiveResourcesInfo().filter((name) => name !== 'Immediate').length;

/** How many of each kind. One that leaks would show after the first; a worker takes 0.1 s to start. */
const KILLS = 12;
const FAULTS = 3;

it('hard kills and engine faults in a row leave no thread and no handle behind', async () => {
  const warm = createSandbox();
  await warm.run(job('return 1;'));
  await warm.close();
  const before = { threads: threads(), handles: handles() };

  const sandbox = createSandbox();
  const kill = job('return [].indexOf.call({ length: 2 ** 53 - 1 }, 1);', { wallMs: 1, hardKillGraceMs: 1 });
  const fault = typed(`export const data = (): number => ${'('.repeat(100_000)}`);
  const kinds = async (one: SandboxJob, times: number): Promise<string[]> => {
    const ends = await Promise.all(Array.from({ length: times }, () => sandbox.run(one)));
    return ends.map(({ outcome }) => outcome.kind);
  };
  expect(new Set(await kinds(kill, KILLS))).toEqual(new Set(['timeout']));
  expect(new Set(await kinds(fault, FAULTS))).toEqual(new Set(['engineFault']));
  // Whoever comes next finds a sound sandbox.
  expect((await sandbox.run(job('return 1;'))).outcome).toEqual({ kind: 'ok' });
  await sandbox.close();

  await vi.waitFor(() => {
    expect(threads()).toBeLessThanOrEqual(before.threads);
    expect(handles()).toBeLessThanOrEqual(before.handles);
  });
});

it('a pool that is closed while runs are under way and waiting ends them all', async () => {
  const before = threads();
  const sandbox = createSandbox({ maxWorkers: 1 });
  const ends = [1, 2, 3].map(() => sandbox.run(job('for (;;);')));
  await sandbox.close();
  expect((await Promise.all(ends)).map(({ outcome }) => outcome.kind)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect((await sandbox.run(job('return 1;'))).outcome.kind).toBe('cancelled');
  await vi.waitFor(() => expect(threads()).toBeLessThanOrEqual(before));
});

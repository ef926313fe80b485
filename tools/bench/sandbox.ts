import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createSandbox, type SandboxJob } from '../../core/sandbox/index.ts';
import { sandboxLimits } from '../../shared/limits.ts';
import { median, ms, pairs, type Row } from './measure.ts';

const job = (source: string, limits: SandboxJob['limits'] = {}): SandboxJob => ({
  files: [{ path: 'functions/data.js', text: source }],
  target: { kind: 'function', file: 'functions/data.js', name: 'data' },
  input: '{}',
  limits,
  http: async () => ({
    kind: 'failure',
    name: 'PolicyError',
    code: 'refused',
    message: 'no network in this benchmark',
  }),
  onLogs: () => undefined,
});

/** A bare worker thread that answers once: isolation without an engine of its own. */
const bareWorker = (source: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true });
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });

/** Terminates a spinning bare worker; ms from the call to its exit. */
async function terminateBare(): Promise<number> {
  const worker = new Worker('for (;;);', { eval: true });
  await new Promise((resolve) => worker.once('online', resolve));
  const start = performance.now();
  await worker.terminate();
  return performance.now() - start;
}

/** A warm run of an empty function, in and out, against starting a bare worker thread for the same. */
export async function warmRun(): Promise<Row[]> {
  const sandbox = createSandbox({ maxWorkers: 1 });
  const empty = job('export function data() { return {}; }');
  for (let run = 0; run < 20; run++) await sandbox.run(empty);
  const { ours, peer } = await pairs(
    100,
    () => sandbox.run(empty),
    () => bareWorker('require("node:worker_threads").parentPort.postMessage("{}")'),
  );
  await sandbox.close();
  const what = 'warm run of an empty function';
  return [
    { what: `${what} / a fresh bare worker thread`, ours: ms(ours), peer: ms(peer), ratio: ours / peer, budget: 1 },
    { what: `${what} / its budget`, ours: ms(ours), peer: ms(5), ratio: ours / 5, budget: 1 },
  ];
}

/** A function in a native loop that looks at no interrupt: time from its hard deadline to the end of the run. */
export async function hardKill(): Promise<Row[]> {
  const wallMs = 200;
  const sandbox = createSandbox();
  const spin = job("export function data() { return [].indexOf.call({ length: 2 ** 53 - 1 }, 'x'); }", { wallMs });
  const ours: number[] = [];
  const peer: number[] = [];
  for (let run = 0; run < 9; run++) {
    // The pool replaces a killed worker by itself; its start is not the time of the kill.
    sandbox.warm();
    await setTimeout(300);
    const start = performance.now();
    const { outcome } = await sandbox.run(spin);
    if (outcome.kind !== 'timeout' || !outcome.hard) throw new Error(`expected a hard kill, got ${outcome.kind}`);
    ours.push(performance.now() - start - wallMs - sandboxLimits.hardKillGraceMs);
    peer.push(await terminateBare());
  }
  await sandbox.close();
  const [mine, bare] = [median(ours), median(peer)];
  const what = 'killing a function after its hard deadline';
  return [
    { what: `${what} / terminating a bare worker`, ours: ms(mine), peer: ms(bare), ratio: mine / bare, budget: 10 },
    { what: `${what} / its budget`, ours: ms(mine), peer: ms(100), ratio: mine / 100, budget: 1 },
  ];
}

import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createSandbox, type Sandbox } from '../../core/sandbox/index.ts';
import { sandboxLimits } from '../../shared/limits.ts';
import { job } from './job.ts';
import { against, median, ms, type Row, within } from './measure.ts';

const RUNS = 9;

// A native loop that looks at no interrupt.
const SPIN = "export function data() { return [].indexOf.call({ length: 2 ** 53 - 1 }, 'x'); }";
const WAIT = 'export async function data() { await new Promise(() => setTimeout(() => {}, 60_000)); }';

/** Terminates a spinning bare worker; ms from the call to its exit. */
async function terminateBare(): Promise<number> {
  const worker = new Worker('for (;;);', { eval: true });
  await new Promise((resolve) => worker.once('online', resolve));
  const start = performance.now();
  await worker.terminate();
  return performance.now() - start;
}

/** The pool replaces a killed worker by itself; its start is not the time of the kill. */
const ready = async (sandbox: Sandbox): Promise<void> => {
  sandbox.warm();
  await setTimeout(300);
};

/** ms from the hard deadline of a function to the end of its run. */
async function killed(sandbox: Sandbox): Promise<number> {
  const wallMs = 200;
  await ready(sandbox);
  const start = performance.now();
  const { outcome } = await sandbox.run(job(SPIN, { limits: { wallMs } }));
  if (outcome.kind !== 'timeout' || !outcome.hard) throw new Error(`expected a hard kill, got ${outcome.kind}`);
  return performance.now() - start - wallMs - sandboxLimits.hardKillGraceMs;
}

/** ms from the cancel of a run to its end. */
async function cancelled(sandbox: Sandbox, source: string): Promise<number> {
  await ready(sandbox);
  const stop = new AbortController();
  const running = sandbox.run(job(source, { signal: stop.signal }));
  await setTimeout(100);
  const start = performance.now();
  stop.abort();
  const { outcome } = await running;
  if (outcome.kind !== 'cancelled') throw new Error(`expected a cancelled run, got ${outcome.kind}`);
  return performance.now() - start;
}

/** Ending what does not want to end: after its deadline, and when the user cancels. */
export async function killing(): Promise<readonly Row[]> {
  const sandbox = createSandbox();
  const times = { kill: [] as number[], bare: [] as number[], spin: [] as number[], wait: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.kill.push(await killed(sandbox));
    times.bare.push(await terminateBare());
    times.spin.push(await cancelled(sandbox, SPIN));
    times.wait.push(await cancelled(sandbox, WAIT));
  }
  await sandbox.close();
  const what = 'killing a function in a native loop after its hard deadline';
  return [
    within(what, ms, median(times.kill), 100),
    against(what, ms, median(times.kill), { name: 'terminating a bare worker', value: median(times.bare) }, 10),
    within(`cancelling such a function, the slowest of ${RUNS}`, ms, Math.max(...times.spin), 300),
    within(`cancelling a function that waits, the slowest of ${RUNS}`, ms, Math.max(...times.wait), 300),
  ];
}

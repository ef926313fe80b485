import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createSandbox } from '../../core/sandbox/index.ts';
import { job } from './job.ts';
import { count, MiB, ms, type Row, within } from './measure.ts';

const CRASHES = 1_000;
/** Crashes before the first count: thread pools, caches and heaps have their size by then. */
const WARM = 60;
/** Resident memory may grow by this much, MiB. */
const GROWTH_MIB = 64;

const wall = { wallMs: 20 };
const kinds = [
  { source: 'for (;;);', limits: wall, ends: /^timeout$/ },
  { source: "return [].indexOf.call({ length: 2 ** 53 - 1 }, 'x');", limits: wall, ends: /^timeout$/ },
  {
    source: 'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));',
    limits: { memoryMiB: 16 },
    ends: /^outOfMemory$/,
  },
  { source: 'const f = (n) => f(n + 1) + 1; return f(0);', limits: {}, ends: /^(error|engineFault)$/ },
  { source: 'throw new Error("no");', limits: {}, ends: /^error$/ },
];

interface Counts {
  readonly threads: number;
  readonly descriptors: number;
  readonly residentMiB: number;
}

/** What this process holds when nothing runs; Linux only. */
async function counts(): Promise<Counts> {
  // The last worker is replaced by a spare one, and ended threads are gone, within this time.
  await setTimeout(1000);
  for (let pass = 0; pass < 3; pass++) {
    globalThis.gc?.();
    await setTimeout(100);
  }
  return {
    threads: readdirSync('/proc/self/task').length,
    descriptors: readdirSync('/proc/self/fd').length,
    residentMiB: process.memoryUsage.rss() / 2 ** 20,
  };
}

/** Crashes in a row, of every kind in turn; then the same process must hold what it held before. */
export async function crashes(): Promise<readonly Row[]> {
  if (process.platform !== 'linux') return [{ what: `${CRASHES} crashes`, ours: '–', peer: 'counted on Linux only' }];
  const sandbox = createSandbox();
  const crash = async (index: number): Promise<void> => {
    const kind = kinds[index % kinds.length];
    if (!kind) return;
    const { outcome } = await sandbox.run(job(`export function data() { ${kind.source} }`, { limits: kind.limits }));
    if (!kind.ends.test(outcome.kind)) throw new Error(`${kind.source} ended as ${outcome.kind}`);
  };
  for (let index = 0; index < WARM; index++) await crash(index);
  const before = await counts();
  const start = performance.now();
  for (let index = 0; index < CRASHES; index++) await crash(index);
  const each = (performance.now() - start) / CRASHES;
  const after = await counts();
  const { outcome } = await sandbox.run(job('export function data() { return {}; }'));
  if (outcome.kind !== 'ok') throw new Error(`after the crashes a run ended as ${outcome.kind}`);
  await sandbox.close();
  const what = `after ${CRASHES.toLocaleString('en')} crashes`;
  const same = (name: 'threads' | 'descriptors') =>
    within(`${name} ${what} (before: ${before[name]})`, count, after[name], before[name]);
  return [
    same('threads'),
    same('descriptors'),
    within(
      `growth of resident memory ${what} (before: ${MiB(before.residentMiB)})`,
      MiB,
      after.residentMiB - before.residentMiB,
      GROWTH_MIB,
    ),
    { what: 'one crash and the next', ours: ms(each), peer: '–' },
  ];
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Workspace } from '../../core/workspace/types.ts';
import type { ManyRequests } from './many.ts';
import { openRunner } from './runner.ts';
import { startServer } from './server.ts';

const MiB = 1024 * 1024;
const REQUESTS = 10_000;
/** Requests of the run that goes before: engine, connections and caches are there when the measurement starts. */
const WARM_UP = 500;
/** Requests under way at once. */
const SIDE = 32;
const SAMPLE_MS = 20;

const connector = (url: string): string => `export async function data({ count }) {
  let next = 0;
  let answers = 0;
  const work = async () => {
    while (next < count) {
      const { body } = await http.get('${url}/rows/' + next++);
      if (body.id === 7) answers++;
    }
  };
  await Promise.all(Array.from({ length: ${SIDE} }, work));
  return { items: [{ answers }] };
}`;

/** Bytes of the heap that are in use after a collection. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  // The flag gives new contexts a function without parameters.
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** Whether the record in the workspace has every request once, in the order of sending, each with its end and its body. */
function isComplete(workspace: Workspace, id: string, count: number): boolean {
  const kept = workspace.runs.get(id);
  if (!kept.ok) return false;
  const { exchanges, exchangeCount } = kept.value;
  return (
    exchangeCount === count &&
    new Set(exchanges.map((one) => one.url)).size === count &&
    exchanges.every((one, at) => one.seq === at + 1 && one.status === 200 && one.responseBody !== undefined)
  );
}

/** The highest resident memory until `stop`, bytes. */
function watchMemory(): { stop(): number } {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** Runs a function that sends ten thousand small requests, and measures this process meanwhile. */
export async function manyRequests(): Promise<ManyRequests> {
  const server = await startServer();
  const { workspace, run, close } = openRunner(server.url, connector(server.url));
  try {
    await run({ count: WARM_UP });
    const heap = usedHeap();
    const before = process.memoryUsage.rss();
    const memory = watchMemory();
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const { id } = await run({ count: REQUESTS });
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpu);
    const growthMiB = (memory.stop() - before) / MiB;
    return {
      requests: REQUESTS,
      ms,
      growthMiB,
      keptMiB: (usedHeap() - heap) / MiB,
      cpuMsPerExchange: (user + system) / 1000 / REQUESTS,
      complete: isComplete(workspace, id, REQUESTS),
    };
  } finally {
    await close();
    server.close();
  }
}

async function main(): Promise<number> {
  const { requests, ms, growthMiB, keptMiB, cpuMsPerExchange, complete } = await manyRequests();
  const figures = [
    `${requests} requests in ${ms.toFixed(0)} ms`,
    `${cpuMsPerExchange.toFixed(3)} ms of processor time each`,
    `memory +${growthMiB.toFixed(1)} MiB at its peak, +${keptMiB.toFixed(1)} MiB kept`,
    `record ${complete ? 'complete' : 'NOT COMPLETE'}`,
  ];
  process.stdout.write(`${figures.join(', ')}\n`);
  return complete ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main();

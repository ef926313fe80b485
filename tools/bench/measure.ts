import { cpus, loadavg } from 'node:os';

/** One line of the table: what was measured, the studio's figure, the peer's, and the budget of their ratio. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  /** ours / peer. */
  readonly ratio: number;
  /** The ratio may be at most this. */
  readonly budget: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

/** Time of one call, ms. */
export async function time(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** Times two actions in turn, so that a drift of the machine's speed meets both; medians in ms. */
export async function pairs(
  runs: number,
  ours: () => unknown,
  peer: () => unknown,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let run = 0; run < runs; run++) {
    times.ours.push(await time(ours));
    times.peer.push(await time(peer));
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

/** Why this machine cannot measure now, or undefined. A load of more than half its processors makes ratios lie. */
export function loadProblem(): string | undefined {
  const load = loadavg()[0] ?? 0;
  const most = cpus().length / 2;
  if (load <= most) return undefined;
  return `The machine is busy (load ${load.toFixed(1)}, at most ${most}): wait until it is idle, or call with --force.`;
}

import { cpus, loadavg } from 'node:os';

/** One line of the table: what was measured, the studio's figure, the peer's, and the budget of their ratio. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** The peer's figure, the budget where it is absolute, or why there is none. */
  readonly peer: string;
  /** ours / peer; absent where there is no peer's figure. */
  readonly ratio?: number;
  /** The ratio may be at most this; absent where the line only informs. */
  readonly budget?: number;
}

/** A group of measurements, run in a process of its own. */
export type Bench = () => Promise<readonly Row[]>;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const number = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
export const ms = (value: number): string => `${number(value)} ms`;
export const µs = (value: number): string => `${number(value)} µs`;
export const MiB = (value: number): string => `${number(value)} MiB`;
export const count = (value: number): string => value.toFixed(0);

/** A figure to compare with; `value` is undefined where the peer could not be asked, for `problem`. */
export interface Figure {
  /** Name and version. */
  readonly name: string;
  readonly value?: number | undefined;
  readonly problem?: string | undefined;
}

/** The line that compares the studio's figure with a peer's; without a budget it only informs. */
export function against(
  what: string,
  show: (value: number) => string,
  ours: number,
  peer: Figure,
  budget?: number,
): Row {
  return {
    what: `${what} / ${peer.name}`,
    ours: show(ours),
    ...(peer.value === undefined
      ? { peer: peer.problem ?? 'not measured' }
      : { peer: show(peer.value), ratio: ours / peer.value }),
    ...(budget === undefined ? {} : { budget }),
  };
}

/** The line that compares a figure with the most it may be. */
export const within = (what: string, show: (value: number) => string, ours: number, most: number): Row =>
  against(what, show, ours, { name: 'its budget', value: most }, 1);

/** Time of one call, ms. */
export async function time(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** CPU time that this process spends in one call, all its threads, µs. */
export async function cpuTime(action: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/**
 * Measures several actions in turn, so that a drift of the machine's speed meets all; the median of each. What is
 * `undefined` is passed over. One round before the first warms up and does not count.
 */
export async function inTurn<Name extends string>(
  rounds: number,
  actions: Readonly<Record<Name, (() => unknown) | undefined>>,
  measure: (action: () => unknown) => Promise<number> = time,
): Promise<Readonly<Partial<Record<Name, number>>>> {
  const values = new Map<string, number[]>();
  for (let round = -1; round < rounds; round++)
    for (const [name, action] of Object.entries<(() => unknown) | undefined>(actions)) {
      if (!action) continue;
      const value = await measure(action);
      if (round >= 0) values.set(name, [...(values.get(name) ?? []), value]);
    }
  // The names are those of the actions.
  return Object.fromEntries([...values].map(([name, all]) => [name, median(all)])) as Partial<Record<Name, number>>;
}

/** Why this machine cannot measure now, or undefined. A load of more than half its processors makes ratios lie. */
export function loadProblem(): string | undefined {
  const load = loadavg()[0] ?? 0;
  const most = cpus().length / 2;
  if (load <= most) return undefined;
  return `The machine is busy (load ${load.toFixed(1)}, at most ${most}): wait until it is idle, or call with --force.`;
}

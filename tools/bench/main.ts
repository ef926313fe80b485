import { fork } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { crashes } from './crashes.ts';
import { importGitHub } from './import.ts';
import { killing } from './kill.ts';
import { largeThings } from './large.ts';
import { manyRequestsBench } from './many.ts';
import { marketplaces } from './marketplace.ts';
import { type Bench, loadProblem, type Row } from './measure.ts';
import { networkCpu } from './network.ts';
import { scriptedRequests } from './requests.ts';
import { tenMegabytes } from './rows.ts';
import { sandboxCalls } from './sandbox.ts';
import { starting } from './start.ts';
import { table, verdict } from './table.ts';
import { manyRequests } from './ten-thousand.ts';
import { typing } from './typing.ts';
import { views } from './views.ts';

/** The groups, in the order of the table. */
const benches: Readonly<Record<string, Bench>> = {
  import: importGitHub,
  sandbox: sandboxCalls,
  requests: scriptedRequests,
  network: networkCpu,
  rows: tenMegabytes,
  many: manyRequestsBench(manyRequests),
  large: largeThings,
  kill: killing,
  crashes,
  views,
  marketplace: marketplaces,
  start: starting,
  typing,
};

const GROUP = '--group=';

/** A group in a process of its own: none warms another or leaves it memory, and a broken one is a line of the table. */
function inOwnProcess(group: string): Promise<readonly Row[]> {
  return new Promise((resolve) => {
    let rows: readonly Row[] = [{ what: group, ours: 'failed', peer: '–', ratio: Number.POSITIVE_INFINITY, budget: 1 }];
    const child = fork(import.meta.filename, [GROUP + group], {
      // What the peers' dependencies are warned of is not ours to mend.
      execArgv: ['--expose-gc', '--no-deprecation'],
      // stdout is the table's.
      stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
    });
    // Sent by `work` below only.
    child.once('message', (message) => {
      rows = message as readonly Row[];
    });
    child.once('exit', () => resolve(rows));
  });
}

async function work(group: string): Promise<void> {
  const rows = await benches[group]?.();
  process.send?.(rows, () => process.exit());
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'boolean' }, force: { type: 'boolean' } },
  });
  const groups = values.only?.split(',').map((name) => name.trim()) ?? Object.keys(benches);
  const unknown = groups.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) {
    console.error(`There is no benchmark ${unknown}; there are ${Object.keys(benches).join(', ')}.`);
    return 2;
  }
  const problem = values.force ? undefined : loadProblem();
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  const load = loadavg()[0] ?? 0;
  const rows: (Row & { readonly group: string })[] = [];
  for (const group of groups) {
    console.error(`measuring ${group} …`);
    rows.push(...(await inOwnProcess(group)).map((row) => ({ group, ...row })));
  }
  const machine = { node: process.versions.node, processors: cpus().length, load };
  const report = { ...machine, rows: rows.map((row) => ({ ...row, verdict: verdict(row) })) };
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : table(rows));
  return rows.some((row) => verdict(row) === 'MISSED') ? 1 : 0;
}

const group = process.argv[2]?.startsWith(GROUP) ? process.argv[2].slice(GROUP.length) : undefined;
if (group !== undefined) await work(group);
else process.exitCode = await main();

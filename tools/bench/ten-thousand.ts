import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRunner, type Runner } from '../../core/runs/index.ts';
import { createSessionStore } from '../../core/vault/session.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import type { Workspace } from '../../core/workspace/types.ts';

const MiB = 1024 * 1024;
/** Requests of the run that goes before: engine, connections and caches are there when the measurement starts. */
const WARM_UP = 500;
const SAMPLE_MS = 20;

/** What a run of many requests cost. */
export interface ManyRequests {
  readonly requests: number;
  readonly ms: number;
  /** Growth of the resident memory of this process over the run, at its peak, MiB. */
  readonly growthMiB: number;
  /** Growth of the heap after a collection: what the run left in memory, MiB. */
  readonly keptMiB: number;
  /** Processor time of this process per recorded exchange, ms: engine, HTTP client and record together. */
  readonly cpuMsPerExchange: number;
  /** Whether every request is in the record, in order, ended, with its own answer. */
  readonly complete: boolean;
}

const source = `export async function data({ account, count, side }) {
  let next = 0;
  let sum = 0;
  const work = async () => {
    while (next < count) {
      const { body } = await http.get(account.baseUrl + '/row?n=' + next++);
      sum += body.n;
    }
  };
  await Promise.all(Array.from({ length: side }, work));
  return { items: [{ sum }] };
}`;

const manifest = {
  formatVersion: 1,
  id: 'many',
  name: 'Many',
  description: '',
  version: '1.0.0',
  kind: 'saas',
  executionModel: 'script',
  authentication: [{ id: 'open', name: 'None', type: 'none' }],
  connectionConfig: {},
  hosts: [],
  entities: [],
  commands: {},
};

/** Answers `/row?n=7` with `{"n":7}` and a few other fields. */
function serve(): void {
  const filler = 'x'.repeat(100);
  const server = createServer((request, response) => {
    const n = Number(URL.parse(request.url ?? '', 'http://localhost')?.searchParams.get('n'));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ n, filler }));
  });
  server.listen(0, '127.0.0.1', () => {
    // A TCP server that listens has an address of this shape.
    process.send?.((server.address() as AddressInfo).port);
  });
}

/** The server runs in a process of its own: its memory and its processor time are not the studio's. */
const startServer = (): Promise<{ readonly child: ChildProcess; readonly port: number }> =>
  new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ['serve']);
    child.once('error', reject);
    child.once('message', (port) => resolve({ child, port: Number(port) }));
  });

function prepare(workspace: Workspace, port: number): void {
  const files = ['validate', 'config', 'schema'].map((name) => ({ path: `functions/${name}.js`, text: '' }));
  const made = workspace.connectors.create(
    [{ path: 'connector.json', text: JSON.stringify(manifest) }, { path: 'functions/data.js', text: source }, ...files],
    'Made',
  );
  if (!made.ok) throw new Error(made.error.message);
  workspace.connections.save({
    connector: 'many',
    name: 'main',
    auth: 'open',
    fields: { baseUrl: `http://127.0.0.1:${port}` },
    secretFields: [],
    allowedHosts: ['127.0.0.1'],
  });
}

async function run(runner: Runner, count: number): Promise<string> {
  const started = await runner.start({ connector: 'many', target: 'data', input: { count, side: 32 } }, () => {});
  if (!started.ok) throw new Error(started.error.message);
  const { outcome } = await started.value.done;
  if (outcome?.kind !== 'ok') throw new Error(`The run ended with ${JSON.stringify(outcome)}.`);
  return started.value.id;
}

function isComplete(workspace: Workspace, id: string, count: number): boolean {
  const kept = workspace.runs.get(id);
  if (!kept.ok) return false;
  const { exchanges, exchangeCount } = kept.value;
  const seen = new Set(exchanges.map((one) => one.url));
  return (
    exchangeCount === count &&
    seen.size === count &&
    exchanges.every((one, at) => one.seq === at + 1 && one.status === 200 && one.responseBody !== undefined)
  );
}

/** Bytes of the heap that are in use after a collection. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  // The flag gives new contexts a function without parameters.
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** Runs a function that sends `count` small requests, 32 at once, and measures the process meanwhile. */
export async function manyRequests(count = 10_000): Promise<ManyRequests> {
  const directory = mkdtempSync(path.join(tmpdir(), 'studio-many-'));
  const { child, port } = await startServer();
  const opened = openWorkspace(directory);
  if (!opened.ok) throw new Error(opened.error.message);
  const workspace = opened.value;
  const runner = createRunner({ workspace, vault: createSessionStore('This is a benchmark.') });
  try {
    prepare(workspace, port);
    await run(runner, WARM_UP);
    const heapBefore = usedHeap();
    const before = process.memoryUsage.rss();
    let peak = before;
    const look = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, SAMPLE_MS);
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const id = await run(runner, count);
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpu);
    peak = Math.max(peak, process.memoryUsage.rss());
    clearInterval(look);
    const keptMiB = (usedHeap() - heapBefore) / MiB;
    return {
      requests: count,
      ms,
      growthMiB: (peak - before) / MiB,
      keptMiB,
      cpuMsPerExchange: (user + system) / 1000 / count,
      complete: isComplete(workspace, id, count),
    };
  } finally {
    await runner.close();
    workspace.close();
    child.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  if (process.argv[2] === 'serve') serve();
  else {
    const { requests, ms, growthMiB, keptMiB, cpuMsPerExchange, complete } = await manyRequests();
    const figures = [
      `${requests} requests in ${ms.toFixed(0)} ms`,
      `${cpuMsPerExchange.toFixed(3)} ms of processor time each`,
      `memory +${growthMiB.toFixed(1)} MiB at its peak, +${keptMiB.toFixed(1)} MiB kept`,
      `record ${complete ? 'complete' : 'NOT COMPLETE'}`,
    ];
    process.stdout.write(`${figures.join(', ')}\n`);
    process.exitCode = complete ? 0 : 1;
  }
}

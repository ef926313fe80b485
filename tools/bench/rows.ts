import { Worker } from 'node:worker_threads';
import { createSandbox } from '../../core/sandbox/index.ts';
import { evaluate, type Isolates } from './isolate.ts';
import { job } from './job.ts';
import { against, inTurn, ms, type Row } from './measure.ts';
import { peer } from './peers.ts';

const ROWS = 10_000;

/** About 10 MB of JSON: rows of nested records, as list operations answer. */
const text = JSON.stringify({
  data: Array.from({ length: ROWS }, (_, index) => ({
    id: `rec_${index}`,
    title: `Record ${index} of the list`,
    done: index % 3 === 0,
    amount: index * 1.25,
    owner: { id: index % 97, name: `Person ${index % 97}`, email: `person${index % 97}@example.com` },
    tags: ['one', 'two', 'three'],
    notes: 'x'.repeat(790),
  })),
});
const bytes = new TextEncoder().encode(text);

const MAP =
  'const rows = body.data.map((r) => ({ id: r.id, name: r.title, amount: r.amount, owner: r.owner.name, notes: r.notes }));';

const check = (result: string | Uint8Array | null): void => {
  const json = typeof result === 'string' ? result : Buffer.from(result ?? []).toString();
  if (json.length < ROWS * 800) throw new Error('the rows did not come back');
};

/** A plain worker thread for each call: no isolation from Node, the whole speed of V8. */
const plainWorker = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const code = `const { parentPort } = require('node:worker_threads');
parentPort.once('message', (bytes) => {
  const body = JSON.parse(new TextDecoder().decode(bytes));
  ${MAP}
  parentPort.postMessage(JSON.stringify(rows));
});`;
    const worker = new Worker(code, { eval: true });
    worker.once('error', reject);
    worker.once('message', (result: string) => {
      check(result);
      worker.terminate().then(() => resolve(), reject);
    });
    worker.postMessage(bytes);
  });

/** A body of 10 MB fetched, parsed, mapped to 10,000 rows and brought back as JSON; for information. */
export async function tenMegabytes(): Promise<readonly Row[]> {
  const isolates = await peer<Isolates>('isolated-vm');
  const sandbox = createSandbox({ maxWorkers: 1 });
  const map = job(
    `export async function data() { const { body } = await http.get('https://x.test/'); ${MAP} return rows; }`,
    {
      http: async () => ({
        kind: 'response',
        status: 200,
        statusText: 'OK',
        url: 'https://x.test/',
        redirected: false,
        headers: [['content-type', 'application/json']],
        // It is handed over for good.
        body: bytes.slice(),
      }),
    },
  );
  const { module } = isolates;
  const times = await inTurn(9, {
    ours: async () => check((await sandbox.run(map)).result),
    isolate:
      module && (async () => check(await evaluate(module, `const body = JSON.parse($0); ${MAP} return rows;`, text))),
    worker: plainWorker,
  });
  await sandbox.close();
  const what = `${(bytes.byteLength / 1e6).toFixed(1)} MB of JSON to 10,000 rows and back`;
  const ours = times.ours ?? Number.NaN;
  return [
    against(what, ms, ours, { ...isolates, value: times.isolate }),
    against(what, ms, ours, { name: `a plain worker of Node ${process.versions.node}`, value: times.worker }),
  ];
}

import { Worker } from 'node:worker_threads';
import { createSandbox } from '../../core/sandbox/index.ts';
import { type Isolates, inIsolate } from './isolate.ts';
import { job } from './job.ts';
import { against, inTurn, ms, type Row, within } from './measure.ts';
import { peer } from './peers.ts';

/** The runtime that `bru run` calls for each script in safe mode (its default); as much of it as is used here. */
interface BrunoScripts {
  readonly ScriptRuntime: new (options: {
    readonly runtime: 'quickjs';
  }) => {
    runRequestScript(
      script: string,
      request: object,
      environment: object,
      variables: object,
      folder: string,
      onConsole: () => void,
      processEnvironment: object,
      scripting: object,
    ): Promise<{ readonly runtimeVariables: Readonly<Record<string, unknown>> | null }>;
  };
}

/** A bare worker thread that answers once: isolation without an engine of its own. */
const bareWorker = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker('require("node:worker_threads").parentPort.postMessage("{}")', { eval: true });
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });

// The same tiny work for all: read a record, make one value of it, give it back.
const WORK = `const row = JSON.parse('{"id":7,"name":"Ada"}');`;
const FUNCTION = `${WORK} return { name: row.name.toUpperCase() };`;
const BRUNO_SCRIPT = `${WORK} bru.setVar('name', row.name.toUpperCase());`;

// Bruno's script has a folder to load modules from, and a console that says nothing.
const FOLDER = import.meta.dirname;
const silent = () => undefined;

/** Warm calls: an empty one against its budget and a bare thread, a tiny script against Bruno's and isolated-vm. */
export async function sandboxCalls(): Promise<readonly Row[]> {
  const bruno = await peer<BrunoScripts>('@usebruno/cli', '@usebruno/js');
  const isolates = await peer<Isolates>('isolated-vm');
  const sandbox = createSandbox({ maxWorkers: 1 });
  const empty = job('export function data() { return {}; }');
  const tiny = job(`export function data() { ${FUNCTION} }`);
  const runtime = bruno.module && new bruno.module.ScriptRuntime({ runtime: 'quickjs' });
  const brunoCall = async () => {
    const done = await runtime?.runRequestScript(
      BRUNO_SCRIPT,
      { url: '', headers: {} },
      {},
      {},
      FOLDER,
      silent,
      {},
      {},
    );
    if (done?.runtimeVariables?.name !== 'ADA') throw new Error('the script of Bruno did not do its work');
  };
  const ours = async () => {
    const { result } = await sandbox.run(tiny);
    if (!result || Buffer.from(result).toString() !== '{"name":"ADA"}') throw new Error('the function did not work');
  };
  for (let run = 0; run < 20; run++) await sandbox.run(empty);
  const warm = await inTurn(100, { empty: () => sandbox.run(empty), bare: bareWorker });
  const calls = await inTurn(40, {
    ours,
    bruno: runtime && brunoCall,
    isolate: isolates.module && inIsolate(isolates.module, FUNCTION, '{"name":"ADA"}'),
  });
  await sandbox.close();
  const [run, call] = ['warm run of an empty function', 'warm call of a tiny script'];
  const nan = Number.NaN;
  return [
    within(run, ms, warm.empty ?? nan, 5),
    against(run, ms, warm.empty ?? nan, { name: 'a fresh bare worker thread', value: warm.bare }, 1),
    against(call, ms, calls.ours ?? nan, { ...bruno, name: `${bruno.name} safe mode`, value: calls.bruno }, 0.05),
    against(
      call,
      ms,
      calls.ours ?? nan,
      { ...isolates, name: `${isolates.name}, a fresh isolate`, value: calls.isolate },
      15,
    ),
  ];
}

// @ts-check
/** One call of a connector, in a thread of its own: `floh.http` waits for its answers without holding up the process. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { runInThisContext } from 'node:vm';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { guestGlobals } from './guest.js';
import { send } from './http.js';

const { folder, kind, name, request, access, flag, replies } = workerData;
const waiting = new Int32Array(flag);

/** @param {import('./http.js').Outgoing} outgoing @returns {import('./http.js').Answer} */
function sendAndWait(outgoing) {
  Atomics.store(waiting, 0, 0);
  parentPort?.postMessage({ send: outgoing });
  Atomics.wait(waiting, 0, 0);
  const { error, answer } = receiveMessageOnPort(replies)?.message ?? {};
  if (error) throw Object.assign(new Error(error.message), { name: error.name });
  return answer;
}

/** `x.ts` where there is no `x.js`, and the other way round: a module has one form. @param {string} path */
const twin = (path) => path.replace(/\.(?:js|ts)$/, (end) => (end === '.js' ? '.ts' : '.js'));

/** @param {string} path below the folder of the connector */
function find(path) {
  const found = [path, twin(path)].map((one) => new URL(one, folder)).find((url) => existsSync(url));
  if (!found) throw new Error(`This connector has no ${path}.`);
  return found;
}

registerHooks({
  resolve: (specifier, context, next) => {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^\.\.?\//.test(specifier)) throw error;
      return next(twin(specifier), context);
    }
  },
});

async function called() {
  if (kind === 'function') return (await import(find(`functions/${name}.js`).href))[name](request);
  const file = find('commands.js');
  const text = readFileSync(file, 'utf8');
  if (/^[ \t]*(?:export|import)\s/m.test(text)) return (await import(file.href))[name]();
  runInThisContext(file.href.endsWith('.ts') ? stripTypeScriptTypes(text) : text, { filename: file.href });
  return runInThisContext(name)();
}

const log = (/** @type {string} */ level, /** @type {string} */ text) =>
  parentPort?.postMessage({ log: { level, text } });
const ways = { sendAndWait, log, send: (/** @type {import('./http.js').Outgoing} */ one) => send(one, access) };
for (const [global, value] of Object.entries(guestGlobals(ways, request)))
  Object.defineProperty(globalThis, global, { value, writable: true, configurable: true });
try {
  parentPort?.postMessage({ result: JSON.stringify((await called()) ?? null) });
} catch (error) {
  const { name: kindOfError, message } = error instanceof Error ? error : new Error(String(error));
  parentPort?.postMessage({ error: { name: kindOfError, message } });
}

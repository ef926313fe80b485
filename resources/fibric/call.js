// @ts-check
/** Calls the functions and commands of the connector that stands in ../../connector. */
import { readFileSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import { credentialsOf, send } from './http.js';

/**
 * All that is needed of a context.
 * @typedef {object} Account
 * @property {Readonly<Record<string, string>>} [credentials] by field, as README.md lists them; `auth` chooses the authentication
 * @property {Readonly<Record<string, string | number | boolean>>} [config] settings by name
 *
 * @typedef {{ readonly kind: 'command' | 'entity'; readonly name: string }} Target
 */

const CALL_MS = 30_000;
const folder = new URL('../../connector/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('connector.json', folder), 'utf8'));

/** @param {Readonly<Record<string, any>>} fields */
const defaultsOf = (fields) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, one]) => (one.default === undefined ? [] : [[name, one.default]])),
  );

/** @param {Account} ctx @returns {Record<string, any>} */
function accountOf({ credentials = {}, config = {} }) {
  const auth = credentials.auth ?? manifest.authentication[0].id;
  return { ...defaultsOf(manifest.connectionConfig), ...config, ...credentials, auth };
}

/** @param {Record<string, any>} account */
function accessOf(account) {
  const base = typeof account.baseUrl === 'string' ? (URL.parse(account.baseUrl)?.host ?? '') : '';
  const authentication = manifest.authentication.find((/** @type {{ id: string }} */ { id }) => id === account.auth);
  if (!authentication) throw new Error(`This connector has no authentication ${account.auth}.`);
  return { ...credentialsOf(authentication, account), hosts: [...manifest.hosts, ...(base === '' ? [] : [base])] };
}

/**
 * One call in a thread of its own. What it throws carries no credentials.
 * @param {Account} ctx
 * @param {'function' | 'command'} kind
 * @param {string} name
 * @param {Record<string, any>} request
 * @param {Record<string, any>} account
 * @returns {Promise<any>}
 */
function run(ctx, kind, name, request, account) {
  const secrets = Object.entries(ctx.credentials ?? {}).flatMap(([id, text]) =>
    id !== 'auth' && text.length > 3 ? [text] : [],
  );
  const mask = (/** @type {string} */ text) =>
    secrets.reduce((masked, secret) => masked.replaceAll(secret, '****'), text);
  const access = accessOf(account);
  const flag = new SharedArrayBuffer(4);
  const { port1, port2 } = new MessageChannel();
  const workerData = { folder: folder.href, kind, name, request, access, flag, replies: port2 };
  const thread = new Worker(new URL('./thread.js', import.meta.url), {
    workerData,
    transferList: [port2],
    env: {},
    execArgv: [],
  });
  const answer = async (/** @type {import('./http.js').Outgoing} */ outgoing) => {
    try {
      port1.postMessage({ answer: await send(outgoing, access) });
    } catch (error) {
      const { name: kindOfError, message } = error instanceof Error ? error : new Error(String(error));
      port1.postMessage({ error: { name: kindOfError, message } });
    }
    const waiting = new Int32Array(flag);
    Atomics.store(waiting, 0, 1);
    Atomics.notify(waiting, 0);
  };
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      port1.close();
      void thread.terminate();
    };
    const fail = (/** @type {string} */ kindOfError, /** @type {string} */ message) => {
      end();
      reject(Object.assign(new Error(mask(message)), { name: kindOfError }));
    };
    const timer = setTimeout(() => fail('TimeoutError', `${name} did not end within ${CALL_MS} ms.`), CALL_MS);
    thread.on('message', ({ send: outgoing, log, result, error }) => {
      if (outgoing) void answer(outgoing);
      if (log) console.error(mask(`[${log.level}] ${log.text}`));
      if (error) fail(error.name, error.message);
      if (result === undefined) return;
      end();
      resolve(JSON.parse(result));
    });
    thread.on('error', (error) => fail('Error', error instanceof Error ? error.message : String(error)));
    thread.on('exit', () => fail('Error', `${name} ended without a result.`));
  });
}

/**
 * Proves the credentials and names the account.
 * @param {Account} ctx
 * @returns {Promise<any>}
 */
export async function probe(ctx) {
  const account = accountOf(ctx);
  const { auth, ...fields } = account;
  return run(ctx, 'function', 'validate', { id: auth, fields }, account);
}

/**
 * Calls a tool: a table gives `{ items, pagination? }`, a command its payload.
 * @param {Account} ctx
 * @param {Target} target
 * @param {Readonly<Record<string, unknown>>} [args]
 * @returns {Promise<any>}
 */
export async function call(ctx, { kind, name }, args = {}) {
  const account = accountOf(ctx);
  if (kind === 'entity') {
    const types = manifest.entities.map((/** @type {{ name: string }} */ one) => one.name);
    return run(ctx, 'function', 'data', { account, types, filter: {}, ...args, requestedType: name }, account);
  }
  const params = { ...defaultsOf(manifest.commands[name].paramSchema ?? {}), ...args };
  const outcome = await run(ctx, 'command', name, { params, config: account }, account);
  if (outcome?.success === true) return outcome.payload ?? null;
  throw new Error(typeof outcome?.error === 'string' ? outcome.error : `${name} failed without saying why.`);
}

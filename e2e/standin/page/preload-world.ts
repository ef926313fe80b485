import type { BridgedFunction, Codec } from '../codec.ts';
import type { AcrossBridge, FromPage, ToPage } from '../wire.ts';

/** What main's side calls and is called by, in this world only. */
export interface PreloadGlobals {
  standinSend(message: string): void;
  standinReceive(batch: readonly ToPage[]): void;
}

type Listener = (event: unknown, ...args: unknown[]) => void;
type Preload = (require: (id: string) => unknown, module: object, exports: object, process: unknown) => void;

/**
 * Runs as text in an isolated world before the page's scripts: a sandboxed preload with the part of Electron that it may
 * require. What is not here is undefined, so a call to it throws and no test passes on a call that does nothing.
 */
export function preloadWorld(makeCodec: () => Codec, process: unknown, preload: Preload): void {
  // Sub-frames have no preload: nodeIntegrationInSubFrames is off.
  if (window.top !== window) return;
  const codec = makeCodec();
  // The binding of this name exists in this world, see web-contents.ts.
  const globals = globalThis as unknown as PreloadGlobals;
  const send = (message: FromPage): void => globals.standinSend(JSON.stringify(message));
  let sequence = 0;

  // contextBridge
  const exposed = new Map<number, BridgedFunction>();
  const remotes = new Map<number, BridgedFunction>();
  const tellPage = (message: AcrossBridge): void => {
    window.dispatchEvent(new CustomEvent('standin:to-page', { detail: JSON.stringify(message) }));
  };
  const keep = (fn: BridgedFunction): number => {
    exposed.set(++sequence, fn);
    return sequence;
  };
  // One and the same function of the page arrives as one and the same function here.
  const remote = (fn: number): BridgedFunction => {
    const known = remotes.get(fn);
    if (known) return known;
    const made: BridgedFunction = (...args) => tellPage({ kind: 'callback', fn, args: codec.encode(args, keep) });
    remotes.set(fn, made);
    return made;
  };
  const answerLater = (promise: Promise<unknown>): void => {
    const id = ++sequence;
    promise.then(
      (value) => tellPage({ kind: 'resolve', id, value: codec.encode(value, keep) }),
      (error) => tellPage({ kind: 'reject', id, error: codec.encode(error) }),
    );
    tellPage({ kind: 'promise', id });
  };
  window.addEventListener('standin:to-preload', (event) => {
    // Sent by the page's world with such text; a page that forges it reaches exposed functions only.
    const message: AcrossBridge = JSON.parse((event as CustomEvent<string>).detail);
    if (message.kind === 'port') send(message);
    if (message.kind !== 'call') return;
    try {
      const value = exposed.get(message.fn)?.(...(codec.decode(message.args, remote) as unknown[]));
      if (value instanceof Promise) answerLater(value);
      else tellPage({ kind: 'return', value: codec.encode(value, keep) });
    } catch (error) {
      tellPage({ kind: 'throw', error: codec.encode(error) });
    }
  });

  // ipcRenderer
  const listeners = new Map<string, Listener[]>();
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  const ports = new Map<number, MessagePort>();
  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    tellPage({ kind: 'port-opened', id });
    port1.addEventListener('close', () => {
      if (ports.delete(id)) send({ kind: 'port-closed', id });
    });
    port1.start();
    return port2;
  };
  const receive = (message: ToPage): void => {
    switch (message.kind) {
      case 'event': {
        const event = { ports: message.ports.map(openPort) };
        // Always encoded from the arguments of a send.
        const args = codec.decode(message.args) as unknown[];
        for (const listener of [...(listeners.get(message.channel) ?? [])]) listener(event, ...args);
        break;
      }
      case 'answer':
        calls.get(message.id)?.resolve(codec.decode(message.value));
        calls.delete(message.id);
        break;
      case 'refusal':
        calls.get(message.id)?.reject(codec.decode(message.error));
        calls.delete(message.id);
        break;
      case 'port':
        ports.get(message.id)?.postMessage(codec.decode(message.data));
        break;
      case 'port-closed': {
        const port = ports.get(message.id);
        ports.delete(message.id);
        port?.close();
      }
    }
  };
  globals.standinReceive = (batch) => batch.forEach(receive);

  const ipcRenderer = {
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
    },
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args: codec.encode(args) }),
    invoke: (channel: string, ...args: unknown[]) => {
      const id = ++sequence;
      const answer = Promise.withResolvers<unknown>();
      calls.set(id, answer);
      send({ kind: 'invoke', id, channel, args: codec.encode(args) });
      return answer.promise;
    },
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => tellPage({ kind: 'expose', key, api: codec.encode(api, keep) }),
  };

  const require = (id: string): unknown => {
    if (id === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${id}; a sandboxed preload requires electron only`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports, process);
}

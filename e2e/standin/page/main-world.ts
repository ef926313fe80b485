import type { BridgedFunction, Codec } from '../codec.ts';
import type { AcrossBridge } from '../wire.ts';

/**
 * Runs as text in the page's own world before any of its scripts: builds what the preload exposes. Calls go to the
 * preload's world by synchronous DOM events, so that they return at once as they do in Electron.
 */
export function mainWorld(makeCodec: () => Codec): void {
  const codec = makeCodec();
  const callbacks = new Map<number, BridgedFunction>();
  const numbers = new Map<BridgedFunction, number>();
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let returned: AcrossBridge | undefined;

  const keep = (fn: BridgedFunction): number => {
    const id = numbers.get(fn) ?? numbers.size + 1;
    numbers.set(fn, id);
    callbacks.set(id, fn);
    return id;
  };
  const tellPreload = (message: AcrossBridge): void => {
    window.dispatchEvent(new CustomEvent('standin:to-preload', { detail: JSON.stringify(message) }));
  };
  const call = (fn: number, args: unknown[]): unknown => {
    returned = undefined;
    tellPreload({ kind: 'call', fn, args: codec.encode(args, keep) });
    // Set by the event handler below, which ran inside dispatchEvent.
    const answer = returned as AcrossBridge | undefined;
    if (answer?.kind === 'return') return codec.decode(answer.value, proxy);
    if (answer?.kind === 'throw') throw codec.decode(answer.error);
    if (answer?.kind !== 'promise') throw new Error('the preload did not answer');
    const promise = Promise.withResolvers<unknown>();
    pending.set(answer.id, promise);
    return promise.promise;
  };
  const proxy =
    (fn: number): BridgedFunction =>
    (...args) =>
      call(fn, args);
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };

  // A port of Electron ends in the other process: what a page posts as the last thing it does has left it. Here the preload's
  // world lies between, which goes with the page; so what is posted passes it at once.
  const opened: number[] = [];
  window.addEventListener('message', ({ source, ports }) => {
    if (source !== window) return;
    for (const port of ports) {
      const id = opened.shift();
      if (id === undefined) continue;
      port.postMessage = (data: unknown) => tellPreload({ kind: 'port', id, data: codec.encode(data) });
    }
  });

  window.addEventListener('standin:to-page', (event) => {
    // Only the preload's world sends this event, always with such text.
    const message: AcrossBridge = JSON.parse((event as CustomEvent<string>).detail);
    switch (message.kind) {
      case 'expose':
        Object.defineProperty(window, message.key, {
          value: freeze(codec.decode(message.api, proxy)),
          enumerable: true,
        });
        break;
      case 'resolve':
        pending.get(message.id)?.resolve(codec.decode(message.value, proxy));
        pending.delete(message.id);
        break;
      case 'reject':
        pending.get(message.id)?.reject(codec.decode(message.error));
        pending.delete(message.id);
        break;
      case 'callback':
        // Always encoded from the arguments of a call.
        callbacks.get(message.fn)?.(...(codec.decode(message.args, proxy) as unknown[]));
        break;
      case 'port-opened':
        opened.push(message.id);
        break;
      default:
        returned = message;
    }
  });
}

/** Any function that crosses the context bridge. */
export type BridgedFunction = (...args: unknown[]) => unknown;

/** Turns values into text and back, with the rules of structured clone for what the studio sends. */
export interface Codec {
  /** @param keep remembers a function and gives its number; without it functions cannot be cloned */
  encode(value: unknown, keep?: (fn: BridgedFunction) => number): string;
  /** @param revive gives the function of a number */
  decode(text: string, revive?: (id: number) => BridgedFunction): unknown;
}

/**
 * Runs in Node and, as text, inside the page: it may use nothing from outside itself. What it does not know throws a
 * DataCloneError, as structured clone does.
 */
export function makeCodec(): Codec {
  type Tagged = { $: string; v: unknown };

  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const pack = (value: unknown, keep?: (fn: BridgedFunction) => number): unknown => {
    if (value === undefined) return { $: 'undefined', v: null };
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    // Whatever function it is, it is only ever called with values of this codec.
    if (typeof value === 'function' && keep) return { $: 'function', v: keep(value as BridgedFunction) };
    if (Array.isArray(value)) return value.map((item) => pack(item, keep));
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof Error) return { $: 'error', v: { name: value.name, message: value.message } };
    if (value instanceof Uint8Array) return { $: 'bytes', v: toBase64(value) };
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) };
    if (Object.prototype.toString.call(value) === '[object Object]') {
      return { $: 'object', v: Object.entries(value).map(([key, member]) => [key, pack(member, keep)]) };
    }
    throw new DOMException(`${String(value).slice(0, 60)} could not be cloned.`, 'DataCloneError');
  };

  const unpack = (value: unknown, revive?: (id: number) => BridgedFunction): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => unpack(item, revive));
    // Every object in the text was written by `pack`.
    const { $: tag, v } = value as Tagged;
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v);
      case 'bigint':
        return BigInt(String(v));
      case 'function':
        return revive?.(Number(v));
      case 'date':
        return new Date(Number(v));
      case 'error': {
        const { name, message } = v as { name: string; message: string };
        return Object.assign(new Error(message), { name });
      }
      case 'bytes':
        return fromBase64(String(v));
      case 'buffer':
        return fromBase64(String(v)).buffer;
      case 'object':
        return Object.fromEntries((v as [string, unknown][]).map(([key, member]) => [key, unpack(member, revive)]));
      default:
        throw new Error(`unknown tag ${tag}`);
    }
  };

  return {
    encode: (value, keep) => JSON.stringify(pack(value, keep)),
    decode: (text, revive) => unpack(JSON.parse(text), revive),
  };
}

export const codec: Codec = makeCodec();

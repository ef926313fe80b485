import { ExchangeError, networkFailure } from './failure.ts';
import { badEncoding, createInflater, type Inflater, inflateNow, isKnownEncoding, tooLarge } from './inflate.ts';
import type { NetworkLimits } from './types.ts';

/** What the client asks for; the server may answer with any of them. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** More layers than this are an attack, not an encoding (A59). */
const MAX_LAYERS = 5;
/** Up to this size, and this size of output, decompressing at once is cheaper than on another thread. */
const SYNC_BYTES = 16 * 1024;
const SYNC_OUTPUT_BYTES = 1024 * 1024;

/** The encodings of a body in the order they were applied. Throws an ExchangeError: `bad_encoding`. */
function encodingsOf(contentEncoding: string): readonly string[] {
  if (contentEncoding === '') return [];
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > MAX_LAYERS) {
    throw badEncoding(`The response is encoded ${layers.length} times over; the limit is ${MAX_LAYERS}.`);
  }
  const unknown = layers.find((layer) => !isKnownEncoding(layer));
  if (unknown === undefined) return layers;
  throw badEncoding(`The response is encoded as ${JSON.stringify(unknown.slice(0, 40))}, which is not supported.`);
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const body = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/** Small Buffers share one block of memory: what leaves here has a buffer of its own. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);

/** Undoes the encodings of a small body at once; undefined where the output of one is large. */
function inflateSmall(bytes: Uint8Array, encodings: readonly string[], maxBytes: number): Uint8Array | undefined {
  let decoded = bytes;
  for (const encoding of encodings.toReversed()) {
    if (decoded.byteLength === 0) break;
    const output = inflateNow(encoding, decoded, Math.min(maxBytes, SYNC_OUTPUT_BYTES));
    if (!output) return undefined;
    decoded = output;
  }
  return ownBytes(decoded);
}

export interface BodyEvents {
  /** Whether the sender is to wait. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** The body cannot be used; nothing more is read. */
  readonly failed: (error: ExchangeError) => void;
}

/**
 * Takes the body of one response as it arrives, counts its bytes as sent and as decompressed, and stops at the limit of
 * either (A59, docs/ENGINE.md). Failures: `response_too_large`, `decoded_too_large`, `bad_encoding`.
 */
export class BodyReader {
  /** Bytes that came, as sent. */
  bytes = 0;
  private readonly host: string;
  private readonly contentEncoding: string;
  private readonly limits: NetworkLimits;
  private readonly events: BodyEvents;
  private encodings: readonly string[] = [];
  private chunks: Uint8Array[] = [];
  private inflater: Inflater | undefined;
  private inflated: Promise<Uint8Array> | undefined;

  constructor(host: string, contentEncoding: string, limits: NetworkLimits, events: BodyEvents) {
    this.host = host;
    this.contentEncoding = contentEncoding;
    this.limits = limits;
    this.events = events;
  }

  push(chunk: Uint8Array): void {
    const { responseBytes } = this.limits;
    // Not before there is a body: an answer without one may name any encoding.
    if (this.bytes === 0) this.encodings = encodingsOf(this.contentEncoding);
    this.bytes += chunk.byteLength;
    if (this.bytes > responseBytes) {
      throw new ExchangeError(
        networkFailure(
          'response_too_large',
          `The response body from ${this.host} is larger than ${responseBytes} bytes, which is the limit.`,
        ),
      );
    }
    if (this.inflater) this.feed(this.inflater, chunk);
    else this.chunks.push(chunk);
    if (!this.inflater && this.encodings.length > 0 && this.bytes > SYNC_BYTES) this.inflate();
  }

  /** The whole body, decompressed. Rejects with an ExchangeError. */
  end(): Uint8Array | Promise<Uint8Array> {
    const { decodedBytes } = this.limits;
    if (!this.inflater) {
      const whole = joined(this.chunks, this.bytes);
      if (this.encodings.length === 0) {
        if (whole.byteLength > decodedBytes) throw tooLarge(decodedBytes);
        return whole;
      }
      const decoded = inflateSmall(whole, this.encodings, decodedBytes);
      if (decoded) return decoded;
    }
    const inflater = this.inflater ?? this.inflate();
    inflater.end();
    return this.inflated ?? new Uint8Array();
  }

  /** Lets go of what is not read to the end. */
  destroy(): void {
    this.inflater?.destroy();
  }

  /** From here on the body is decompressed while it arrives. */
  private inflate(): Inflater {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    const inflater = createInflater(this.encodings, this.limits.decodedBytes, {
      ended: (chunks, bytes) => resolve(joined(chunks, bytes)),
      failed: (error) => {
        inflater.destroy();
        reject(error);
        this.events.failed(error);
      },
    });
    // It is looked at only where the body comes to its end.
    promise.catch(() => {});
    this.inflater = inflater;
    this.inflated = promise;
    const waiting = this.chunks;
    this.chunks = [];
    for (const chunk of waiting) this.feed(inflater, chunk);
    return inflater;
  }

  private feed(inflater: Inflater, chunk: Uint8Array): void {
    if (!inflater.write(chunk, this.events.resume)) this.events.pause();
  }
}

import zlib from 'node:zlib';
import { ExchangeError, networkFailure } from './failure.ts';

/** What a decompressor gives at a time, bytes. */
const CHUNK_BYTES = 64 * 1024;
/** Servers may not use a larger window (RFC 9659); the decoder would hold one of any size. */
const ZSTD_WINDOW_LOG = 23;
const zstdParams = { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG };

interface SyncOptions {
  readonly maxOutputLength: number;
  readonly info: true;
}

interface Codec {
  /** Gives the bytes and the engine, because of `info`; the types of Node know of the bytes only. */
  readonly now: (bytes: Uint8Array, options: SyncOptions) => unknown;
  readonly open: () => zlib.Gunzip | zlib.Inflate | zlib.InflateRaw | zlib.BrotliDecompress | zlib.ZstdDecompress;
  /** Whether what follows the end is looked at by the engine itself: gzip may be padded, and have several members. */
  readonly padded?: true;
}

const options = { chunkSize: CHUNK_BYTES };
const gzip: Codec = { now: zlib.gunzipSync, open: () => zlib.createGunzip(options), padded: true };
const inflate: Codec = { now: zlib.inflateSync, open: () => zlib.createInflate(options) };
const inflateRaw: Codec = { now: zlib.inflateRawSync, open: () => zlib.createInflateRaw(options) };
const brotli: Codec = { now: zlib.brotliDecompressSync, open: () => zlib.createBrotliDecompress(options) };
const zstd: Codec = {
  now: (bytes, limits) => zlib.zstdDecompressSync(bytes, { ...limits, params: zstdParams }),
  open: () => zlib.createZstdDecompress({ ...options, params: zstdParams }),
};

/** How one encoding is undone; the first bytes tell where the name does not. Undefined where it is not known. */
function codecOf(encoding: string, bytes: Uint8Array): Codec | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gzip;
    case 'deflate':
      // Meant to be zlib, but some servers send it raw; zlib begins with method 8.
      return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw;
    case 'br':
      return brotli;
    case 'zstd':
      return zstd;
    default:
      return undefined;
  }
}

/** Whether an encoding can be undone. */
export const isKnownEncoding = (encoding: string): boolean => codecOf(encoding, new Uint8Array()) !== undefined;

export const badEncoding = (message: string): ExchangeError =>
  new ExchangeError(networkFailure('bad_encoding', message));

const notValid = (encoding: string, error: unknown): ExchangeError =>
  badEncoding(`The response body is not valid ${encoding}${error instanceof Error ? `: ${error.message}` : ''}.`);

export const tooLarge = (maxBytes: number): ExchangeError =>
  new ExchangeError(
    networkFailure(
      'decoded_too_large',
      `The response body is larger than ${maxBytes} bytes when decompressed, which is the limit.`,
    ),
  );

/**
 * Some text that is not compressed at all begins like an empty brotli or deflate body; the rest of it must not be lost
 * without a word.
 */
const goesOn = (encoding: string): ExchangeError => notValid(encoding, new Error('there is more after its end'));

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** The output, and how many bytes of the input it took. */
function outputOf(given: unknown): { readonly output: Uint8Array; readonly taken: number } {
  if (typeof given === 'object' && given !== null && 'engine' in given && 'buffer' in given) {
    const { buffer, engine } = given;
    const taken = typeof engine === 'object' && engine !== null && 'bytesWritten' in engine ? engine.bytesWritten : 0;
    if (buffer instanceof Uint8Array && typeof taken === 'number') return { output: buffer, taken };
  }
  throw new Error('the decompressor gave no bytes');
}

/** Undoes one encoding at once; undefined where that gives more than `maxBytes`. Throws an ExchangeError: `bad_encoding`. */
export function inflateNow(encoding: string, bytes: Uint8Array, maxBytes: number): Uint8Array | undefined {
  const codec = codecOf(encoding, bytes);
  if (!codec) return undefined;
  let given: unknown;
  try {
    given = codec.now(bytes, { maxOutputLength: maxBytes, info: true });
  } catch (error) {
    if (isTooLarge(error)) return undefined;
    throw notValid(encoding, error);
  }
  const { output, taken } = outputOf(given);
  if (taken < bytes.byteLength && !codec.padded) throw goesOn(encoding);
  return output;
}

/** Where decompressed bytes go. */
interface Sink {
  /** False where no more should come before `ready` is called. */
  write(chunk: Uint8Array, ready: () => void): boolean;
  end(): void;
  destroy(): void;
}

/** Undoes one encoding; its output is counted while it is made, that of inner ones too (A59). */
class Stage implements Sink {
  private readonly encoding: string;
  private readonly maxBytes: number;
  private readonly next: Sink;
  private readonly failed: (error: ExchangeError) => void;
  private stream: ReturnType<Codec['open']> | undefined;
  private bytes = 0;
  private written = 0;

  constructor(encoding: string, maxBytes: number, next: Sink, failed: (error: ExchangeError) => void) {
    this.encoding = encoding;
    this.maxBytes = maxBytes;
    this.next = next;
    this.failed = failed;
  }

  write(chunk: Uint8Array, ready: () => void): boolean {
    this.stream ??= this.open(chunk);
    if (!this.stream) return true;
    this.written += chunk.byteLength;
    if (this.stream.write(chunk)) return true;
    this.stream.once('drain', ready);
    return false;
  }

  end(): void {
    if (this.stream) this.stream.end();
    else this.next.end();
  }

  destroy(): void {
    this.stream?.destroy();
    this.next.destroy();
  }

  private open(first: Uint8Array): ReturnType<Codec['open']> | undefined {
    const codec = codecOf(this.encoding, first);
    const stream = codec?.open();
    stream?.on('data', (chunk: Buffer) => {
      this.bytes += chunk.byteLength;
      if (this.bytes > this.maxBytes) return this.failed(tooLarge(this.maxBytes));
      if (!this.next.write(chunk, () => stream.resume())) stream.pause();
    });
    stream?.once('end', () => {
      if (stream.bytesWritten < this.written && !codec?.padded) this.failed(goesOn(this.encoding));
      else this.next.end();
    });
    stream?.on('error', (error) => this.failed(notValid(this.encoding, error)));
    return stream;
  }
}

export interface Inflater {
  /** False where no more should come before `ready` is called. */
  write(chunk: Uint8Array, ready: () => void): boolean;
  /** Says that all was written; `ended` of the making gets the bytes. */
  end(): void;
  destroy(): void;
}

export interface InflaterEvents {
  /** The chunks, and how many bytes they are. */
  readonly ended: (chunks: readonly Uint8Array[], bytes: number) => void;
  /** It may come more than once. */
  readonly failed: (error: ExchangeError) => void;
}

/**
 * Undoes encodings while the body arrives; a bomb ends at `maxBytes` of output of any layer. `encodings` are known ones, in
 * the order of the header: the last is undone first.
 */
export function createInflater(encodings: readonly string[], maxBytes: number, events: InflaterEvents): Inflater {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const collector: Sink = {
    write: (chunk) => {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      return true;
    },
    end: () => events.ended(chunks, bytes),
    destroy: () => {},
  };
  return encodings.reduce<Sink>((next, encoding) => new Stage(encoding, maxBytes, next, events.failed), collector);
}

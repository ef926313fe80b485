import zlib from 'node:zlib';
import { ExchangeError, networkFailure } from './failure.ts';

/** What a decompressor gives at a time, bytes. */
const CHUNK_BYTES = 64 * 1024;
/** Servers may not use a larger window (RFC 9659); the decoder would hold one of any size. */
const ZSTD_WINDOW_LOG = 23;
const zstdParams = { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG };

interface Codec {
  readonly now: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
  readonly open: () => zlib.Gunzip | zlib.Inflate | zlib.InflateRaw | zlib.BrotliDecompress | zlib.ZstdDecompress;
}

const options = { chunkSize: CHUNK_BYTES };
const gzip: Codec = { now: zlib.gunzipSync, open: () => zlib.createGunzip(options) };
const inflate: Codec = { now: zlib.inflateSync, open: () => zlib.createInflate(options) };
const inflateRaw: Codec = { now: zlib.inflateRawSync, open: () => zlib.createInflateRaw(options) };
const brotli: Codec = { now: zlib.brotliDecompressSync, open: () => zlib.createBrotliDecompress(options) };
const zstd: Codec = {
  now: (bytes, limits) => zlib.zstdDecompressSync(bytes, { ...limits, params: zstdParams }),
  open: () => zlib.createZstdDecompress({ ...options, params: zstdParams }),
};

/** How one encoding is undone; the first bytes tell where the name does not. Undefined where it is not known. */
export function codecOf(encoding: string, bytes: Uint8Array): Codec | undefined {
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

export const badEncoding = (message: string): ExchangeError =>
  new ExchangeError(networkFailure('bad_encoding', message));

export const notValid = (encoding: string, error: unknown): ExchangeError =>
  badEncoding(`The response body is not valid ${encoding}${error instanceof Error ? `: ${error.message}` : ''}.`);

export const tooLarge = (maxBytes: number): ExchangeError =>
  new ExchangeError(
    networkFailure(
      'decoded_too_large',
      `The response body is larger than ${maxBytes} bytes when decompressed, which is the limit.`,
    ),
  );

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

  constructor(encoding: string, maxBytes: number, next: Sink, failed: (error: ExchangeError) => void) {
    this.encoding = encoding;
    this.maxBytes = maxBytes;
    this.next = next;
    this.failed = failed;
  }

  write(chunk: Uint8Array, ready: () => void): boolean {
    this.stream ??= this.open(chunk);
    if (!this.stream) return true;
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
    const stream = codecOf(this.encoding, first)?.open();
    stream?.on('data', (chunk: Buffer) => {
      this.bytes += chunk.byteLength;
      if (this.bytes > this.maxBytes) return this.failed(tooLarge(this.maxBytes));
      if (!this.next.write(chunk, () => stream.resume())) stream.pause();
    });
    stream?.once('end', () => this.next.end());
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

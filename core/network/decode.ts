import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { ExchangeError, networkFailure } from './failure.ts';

interface Codec {
  readonly now: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
  readonly later: (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;
}

const codec = (now: Codec['now'], later: Codec['later']): Codec => ({ now, later });
const gzip = codec(zlib.gunzipSync, promisify(zlib.gunzip));
const inflate = codec(zlib.inflateSync, promisify(zlib.inflate));
const inflateRaw = codec(zlib.inflateRawSync, promisify(zlib.inflateRaw));
const brotli = codec(zlib.brotliDecompressSync, promisify(zlib.brotliDecompress));
const zstd = codec(zlib.zstdDecompressSync, promisify(zlib.zstdDecompress));

/** What the client asks for; the server may answer with any of them. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** More layers than this are an attack, not an encoding (A59). */
const MAX_LAYERS = 5;
/** Up to this size decompressing here is cheaper than on another thread, even for a bomb that is cut at the limit. */
const SYNC_BYTES = 16 * 1024;

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

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/**
 * Undoes the content encodings of a body; output is counted while it is made and cut off at `maxBytes` (A59,
 * docs/ENGINE.md). Throws an ExchangeError: `decoded_too_large` or `bad_encoding`.
 */
export async function decodeBody(bytes: Uint8Array, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > MAX_LAYERS) {
    throw new ExchangeError(
      networkFailure(
        'bad_encoding',
        `The response is encoded ${layers.length} times over; the limit is ${MAX_LAYERS}.`,
      ),
    );
  }
  let decoded = bytes;
  for (const layer of layers.reverse()) {
    if (decoded.byteLength === 0) break;
    const used = codecOf(layer, decoded);
    if (!used)
      throw new ExchangeError(
        networkFailure(
          'bad_encoding',
          `The response is encoded as ${JSON.stringify(layer.slice(0, 40))}, which is not supported.`,
        ),
      );
    try {
      const options = { maxOutputLength: maxBytes };
      decoded = decoded.byteLength <= SYNC_BYTES ? used.now(decoded, options) : await used.later(decoded, options);
    } catch (error) {
      if (isTooLarge(error)) {
        throw new ExchangeError(
          networkFailure(
            'decoded_too_large',
            `The response body is larger than ${maxBytes} bytes when decompressed, which is the limit.`,
          ),
        );
      }
      throw new ExchangeError(
        networkFailure(
          'bad_encoding',
          `The response body is not valid ${layer}${error instanceof Error ? `: ${error.message}` : ''}.`,
        ),
      );
    }
  }
  return ownBytes(decoded);
}

/** Small Buffers share one block of memory: what leaves here has a buffer of its own. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

import { importLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fileLabel, megabytes } from './quote.ts';

/** Formats named in every refusal, so that a person knows what would be accepted. */
export const ACCEPTED =
  'an OpenAPI description (2.0 to 3.2) in JSON or YAML, a Postman collection (2.0 or 2.1), an HTTP archive (HAR) or cURL commands';

/** Refuses a description over `importLimits.bytes` (A18). */
export function checkSize(fileName: string, bytes: number): Result<number> {
  if (bytes <= importLimits.bytes) return ok(bytes);
  return fail(
    'input',
    'too_large',
    `${fileLabel(fileName)} is ${megabytes(bytes)}, over the limit of ${megabytes(importLimits.bytes)}; split it or remove what is not needed, then import again.`,
    { bytes, limit: importLimits.bytes },
  );
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // Takes half the time of TextDecoder on a large description.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** The text of a description without its byte order mark. Input failures: `empty`, `not_text`, `html`. */
export function readText(fileName: string, source: string | Uint8Array): Result<string> {
  const decoded = typeof source === 'string' ? source : decode(source);
  const text = decoded.startsWith('\ufeff') ? decoded.slice(1) : decoded;
  const head = text.slice(0, 2_000).trimStart();
  if (head === '' && text.trim() === '') {
    return fail('input', 'empty', `${fileLabel(fileName)} is empty; choose ${ACCEPTED}.`);
  }
  const packed = PACKED.find(({ starts }) => starts.some((start) => decoded.startsWith(start)));
  if (packed) {
    return fail(
      'input',
      'compressed',
      `${fileLabel(fileName)} is compressed (${packed.name}); unpack it and choose ${ACCEPTED}.`,
    );
  }
  if (head.includes('\0')) {
    return fail('input', 'not_text', `${fileLabel(fileName)} is a binary file, not text; choose ${ACCEPTED}.`);
  }
  if (/^<(?:!doctype|html|head|body|\?xml|!--|[a-z])/i.test(head)) {
    return fail('input', 'html', `${fileLabel(fileName)} is ${markup(head)}; choose ${ACCEPTED}.`);
  }
  return ok(text);
}

/** First bytes of packed files, as they look once they were taken for text. */
const PACKED: readonly { readonly name: string; readonly starts: readonly string[] }[] = [
  { name: 'gzip', starts: ['\u001f\ufffd\b', '\u001f\u008b\b'] },
  { name: 'zip', starts: ['PK\u0003\u0004'] },
  { name: 'zstd', starts: ['(\ufffd/\ufffd'] },
  { name: 'bzip2', starts: ['BZh91AY', 'BZh61AY', 'BZh11AY'] },
];

/** What a text in angle brackets is. It is looked at and never parsed: no entity is expanded and nothing fetched (A21). */
function markup(head: string): string {
  if (/<(?:[\w-]+:)?definitions\b|schemas\.xmlsoap\.org\/wsdl|www\.w3\.org\/ns\/wsdl/i.test(head)) {
    return 'a WSDL description of a SOAP service, which is not read: no XML is';
  }
  if (/^<(?:!doctype html|html|head|body)/i.test(head)) {
    return 'a web page, not an API description; download the description itself';
  }
  return 'a web page or XML, not an API description; download the description itself';
}

import { importLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fileLabel, megabytes } from './quote.ts';

/** Formats named in every refusal, so that a person knows what would be accepted. */
export const ACCEPTED = 'an OpenAPI description (2.0 to 3.2) in JSON or YAML';

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
  if (head.includes('\0')) {
    return fail('input', 'not_text', `${fileLabel(fileName)} is a binary file, not text; choose ${ACCEPTED}.`);
  }
  if (/^<(?:!doctype|html|head|body|\?xml|[a-z])/i.test(head)) {
    return fail(
      'input',
      'html',
      `${fileLabel(fileName)} is a web page or XML, not an API description; download the description itself and choose ${ACCEPTED}.`,
    );
  }
  return ok(text);
}

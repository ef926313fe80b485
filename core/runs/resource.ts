import { downloadLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { asObject } from '../import/json.ts';
import { MASK } from '../network/index.ts';

/** The content of a file as the resource function gave it (FB-62). */
export interface Resource {
  /** As declared; '' where nothing is. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The bytes of a result of resource. Connector failures: `no_content`, `bad_content` (no base64, or a credential was masked in
 * it), `too_large`.
 */
export function readResource(result: unknown, maxBytes: number = downloadLimits.bytes): Result<Resource> {
  const { contentType, body } = asObject(result) ?? {};
  if (typeof body !== 'string')
    return fail(
      'connector',
      'no_content',
      'The result has no content: resource must return { contentType, body }, the body in base64.',
    );
  if (body.length > Math.ceil(maxBytes / 3) * 4)
    return fail(
      'connector',
      'too_large',
      `The file holds more than ${maxBytes} bytes, which is the limit of what can be saved.`,
    );
  if (body.includes(MASK))
    return fail(
      'connector',
      'bad_content',
      'The content holds a credential of the connection, which was masked, so that it cannot be saved whole.',
    );
  const bytes = Buffer.from(body, 'base64');
  if (!BASE64.test(body) || bytes.byteLength !== Math.floor((body.replace(/=+$/, '').length * 3) / 4))
    return fail('connector', 'bad_content', 'The body of the result is not base64; encode the bytes of the file.');
  return ok({ contentType: typeof contentType === 'string' ? contentType : '', bytes: new Uint8Array(bytes) });
}

import type { Exchange } from '../../../shared/run/exchange.ts';
import { headerOf } from '../../../shared/run/header.ts';
import { utf8Text } from '../../../shared/run/utf8.ts';

/** Reads a recorded body; undefined where it is gone. */
export type ReadBody = (id: string) => Uint8Array | undefined;

/** Whether a body of this type is a list of names and values. */
export const isForm = (mimeType: string): boolean =>
  (mimeType.split(';', 1)[0] ?? '').trim().toLowerCase() === 'application/x-www-form-urlencoded';

const GONE = 'The body is no longer stored: older bodies make room for newer ones.';

/** Text where the bytes are UTF-8, base64 otherwise (HR-4). */
function bodyText(bytes: Uint8Array): { readonly text: string; readonly encoding?: 'base64' } {
  const text = utf8Text(bytes);
  return text === undefined ? { text: Buffer.from(bytes).toString('base64'), encoding: 'base64' } : { text };
}

/**
 * `postData` of a request. A form has `params` and never `text` beside it, which HAR 1.2 excludes (HR-5); its bytes stand in
 * `_text`, for a list of names and values does not say how they were escaped. `_encoding` marks base64 (HR-3, HR-4).
 */
export function postDataOf({ requestBody }: Exchange, readBody: ReadBody) {
  if (!requestBody) return {};
  const { mimeType } = requestBody;
  const bytes = readBody(requestBody.id);
  if (!bytes) return { postData: { mimeType, text: '', comment: GONE } };
  const { text, encoding } = bodyText(bytes);
  if (encoding) return { postData: { mimeType, text, _encoding: encoding } };
  if (!isForm(mimeType)) return { postData: { mimeType, text } };
  const params = [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
  return { postData: { mimeType, params, _text: text } };
}

/** `content` of a response. `compression` is what the encoding saved, bytes. */
export function contentOf({ responseBody, responseBytes, responseHeaders }: Exchange, readBody: ReadBody) {
  const bytes = responseBody && readBody(responseBody.id);
  const size = responseBody?.bytes ?? 0;
  const stated = headerOf(responseHeaders, 'content-type');
  const saved = size - responseBytes;
  return {
    size,
    mimeType: responseBody?.mimeType ?? stated ?? 'x-unknown',
    ...(saved > 0 ? { compression: saved } : {}),
    ...(bytes ? bodyText(bytes) : {}),
    ...(responseBody && !bytes ? { comment: GONE } : {}),
  };
}

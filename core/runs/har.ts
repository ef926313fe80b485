import type { Exchange, Header } from '../../shared/run/exchange.ts';
import type { RunDetail } from '../../shared/run/run.ts';

/** Reads a recorded body; undefined where it is gone. */
export type ReadBody = (id: string) => Uint8Array | undefined;

const UNKNOWN_SIZE = -1;

const pair = ([name, value]: Header) => ({ name, value });
const headerValue = (headers: readonly Header[], wanted: string): string =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

/** Text where the bytes are UTF-8, base64 otherwise (HR-4). */
function bodyText(bytes: Uint8Array): { readonly text: string; readonly encoding?: 'base64' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { text: Buffer.from(bytes).toString('base64'), encoding: 'base64' };
  }
}

function requestOf(exchange: Exchange, readBody: ReadBody) {
  const { requestBody } = exchange;
  const bytes = requestBody && readBody(requestBody.id);
  // postData has no encoding in HAR 1.2; a custom field begins with _ (HR-3).
  const content = bytes && bodyText(bytes);
  const url = URL.parse(exchange.url);
  return {
    method: exchange.method,
    url: exchange.url.replace(/#.*$/s, ''),
    httpVersion: exchange.httpVersion,
    cookies: [],
    headers: exchange.requestHeaders.map(pair),
    queryString: url ? [...url.searchParams].map(pair) : [],
    headersSize: UNKNOWN_SIZE,
    bodySize: exchange.requestBytes,
    ...(requestBody && content
      ? {
          postData: {
            mimeType: requestBody.mimeType,
            text: content.text,
            ...(content.encoding ? { _encoding: content.encoding } : {}),
          },
        }
      : {}),
  };
}

function responseOf(exchange: Exchange, readBody: ReadBody) {
  const { responseBody, responseHeaders } = exchange;
  const bytes = responseBody && readBody(responseBody.id);
  const size = responseBody?.bytes ?? 0;
  const saved = size - exchange.responseBytes;
  return {
    // 0 where no response came, as browsers write it.
    status: exchange.status ?? 0,
    statusText: exchange.statusText,
    httpVersion: exchange.httpVersion,
    cookies: [],
    headers: responseHeaders.map(pair),
    content: {
      size,
      mimeType: responseBody?.mimeType ?? (headerValue(responseHeaders, 'content-type') || 'x-unknown'),
      ...(saved > 0 ? { compression: saved } : {}),
      ...(bytes ? bodyText(bytes) : {}),
    },
    redirectURL: headerValue(responseHeaders, 'location'),
    headersSize: UNKNOWN_SIZE,
    bodySize: exchange.status === null ? UNKNOWN_SIZE : exchange.responseBytes,
    ...(exchange.error ? { _error: exchange.error.message } : {}),
  };
}

const entryOf = (exchange: Exchange, readBody: ReadBody) => ({
  startedDateTime: exchange.startedAt,
  // The sum of the phases, ssl being part of connect (HR-1).
  time: exchange.durationMs,
  request: requestOf(exchange, readBody),
  response: responseOf(exchange, readBody),
  cache: {},
  timings: { ...exchange.timings },
  // An empty one is not allowed (HR-5).
  ...(exchange.remoteAddress ? { serverIPAddress: exchange.remoteAddress } : {}),
});

/** A run's requests as a HAR 1.2 document (HR-1 … HR-5). Exchanges are masked when they are recorded, so it holds no secrets. */
export const toHar = (detail: RunDetail, readBody: ReadBody, version: string) => ({
  log: {
    version: '1.2',
    creator: { name: 'Connector Studio', version },
    comment: `${detail.connector} ${detail.target}, run ${detail.id}`,
    entries: detail.exchanges.map((exchange) => entryOf(exchange, readBody)),
  },
});

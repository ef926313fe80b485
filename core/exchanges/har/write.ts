import type { Exchange, Header, Initiator } from '../../../shared/run/exchange.ts';
import { headerOf } from '../../../shared/run/header.ts';
import type { RunDetail } from '../../../shared/run/run.ts';
import { MASK } from '../../network/index.ts';
import { contentOf, postDataOf, type ReadBody } from './bodies.ts';
import { requestCookies, responseCookies } from './cookies.ts';

const UNKNOWN_SIZE = -1;

const pair = ([name, value]: Header) => ({ name, value });

/** What a URL asks its host for. */
const targetOf = (url: string): string => {
  const { pathname, search } = URL.parse(url) ?? { pathname: url, search: '' };
  return pathname + search;
};

/** Bytes of a message's head in HTTP/1.x, its empty line included; unknown where something in it was masked, for a mask has another size. */
function headersSize(startLine: string, headers: readonly Header[], httpVersion: string): number {
  if (headers.length === 0 || !httpVersion.startsWith('HTTP/1.')) return UNKNOWN_SIZE;
  const head = [startLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return head.includes(MASK) ? UNKNOWN_SIZE : Buffer.from(head, 'latin1').byteLength;
}

function requestOf(exchange: Exchange, readBody: ReadBody) {
  const { method, httpVersion, requestHeaders: headers } = exchange;
  const url = exchange.url.replace(/#.*$/s, '');
  return {
    method,
    url,
    httpVersion,
    cookies: requestCookies(headers),
    headers: headers.map(pair),
    queryString: [...(URL.parse(url)?.searchParams ?? [])].map(pair),
    headersSize: headersSize(`${method} ${targetOf(url)} ${httpVersion}`, headers, httpVersion),
    bodySize: exchange.requestBytes,
    ...postDataOf(exchange, readBody),
  };
}

function responseOf(exchange: Exchange, readBody: ReadBody) {
  const { status, statusText, httpVersion, responseHeaders: headers, error } = exchange;
  return {
    // 0 where no response came, as browsers write it.
    status: status ?? 0,
    statusText,
    httpVersion,
    cookies: responseCookies(headers),
    headers: headers.map(pair),
    content: contentOf(exchange, readBody),
    redirectURL: headerOf(headers, 'location') ?? '',
    headersSize: headersSize(`${httpVersion} ${status} ${statusText}`, headers, httpVersion),
    bodySize: status === null ? UNKNOWN_SIZE : exchange.responseBytes,
    ...(error ? { _error: error.message, _errorCode: error.code } : {}),
  };
}

/** `type` is what other readers of archives look for. */
const initiatorOf = (initiator: Initiator) => ({ type: initiator.kind === 'code' ? 'script' : 'other', ...initiator });

/** What HAR has no member for; a custom one begins with _ (HR-3). */
const customOf = ({ id, initiator, redirectOf, retryOf, replayOf, fault, tlsVersion, answeredBy }: Exchange) => ({
  _id: id,
  ...(initiator ? { _initiator: initiatorOf(initiator) } : {}),
  ...(redirectOf === undefined ? {} : { _redirectOf: redirectOf }),
  ...(retryOf === undefined ? {} : { _retryOf: retryOf }),
  ...(replayOf === undefined ? {} : { _replayOf: replayOf }),
  ...(fault === undefined ? {} : { _fault: fault }),
  ...(tlsVersion === undefined ? {} : { _tlsVersion: tlsVersion }),
  ...(answeredBy === undefined ? {} : { _answeredBy: answeredBy }),
});

/** One exchange as an entry. */
export const entryOf = (exchange: Exchange, readBody: ReadBody) => ({
  pageref: exchange.run,
  startedDateTime: exchange.startedAt,
  // The sum of the phases, ssl being part of connect (HR-1).
  time: exchange.durationMs,
  request: requestOf(exchange, readBody),
  response: responseOf(exchange, readBody),
  cache: {},
  timings: { ...exchange.timings },
  // An empty one is not allowed (HR-5).
  ...(exchange.remoteAddress ? { serverIPAddress: exchange.remoteAddress } : {}),
  ...(exchange.connection === undefined ? {} : { connection: exchange.connection }),
  ...customOf(exchange),
});

/** Everything of an archive but its entries. */
export const logOf = (detail: RunDetail, version: string) => ({
  version: '1.2',
  creator: { name: 'Connector Studio', version },
  comment: `${detail.connector} ${detail.target}, run ${detail.id}`,
  pages: [
    {
      startedDateTime: detail.startedAt,
      id: detail.id,
      title: `${detail.connector} ${detail.target}`,
      pageTimings: { onContentLoad: UNKNOWN_SIZE, onLoad: detail.durationMs ?? UNKNOWN_SIZE },
    },
  ],
});

/**
 * The text of a run's requests as a HAR 1.2 document (HR-1 … HR-7), an entry at a time: all bodies of a run may be more than one
 * string can hold. Its one page is the run. Exchanges are masked when they are recorded, so it holds no secrets (A105, A107).
 */
export function* harText(detail: RunDetail, readBody: ReadBody, version: string): Generator<string> {
  const head = JSON.stringify({ log: { ...logOf(detail, version), entries: [] } });
  yield head.slice(0, -']}}'.length);
  for (const [index, exchange] of detail.exchanges.entries())
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(entryOf(exchange, readBody))}`;
  yield ']}}\n';
}

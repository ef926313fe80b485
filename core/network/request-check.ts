import type { Header } from '../../shared/run/exchange.ts';
import { requestFailure } from './failure.ts';
import type { HttpFailure, HttpRequest, NetworkLimits } from './types.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible characters, space, tab and Latin-1: everything else could end the header or is sent wrongly. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Set by the client itself, or about the connection, which is not the connector's. */
export const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const CLOSED_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

function headerProblem([name, value]: Header): string | undefined {
  if (!TOKEN.test(name)) return `${JSON.stringify(name.slice(0, 100))} is not a legal header name.`;
  if (RESERVED_HEADERS.has(name.toLowerCase()))
    return `The header ${name} is set by the studio and cannot be set by a connector.`;
  if (!VALUE.test(value))
    return `The value of the header ${name} has a line break or a character that HTTP headers cannot carry.`;
  return undefined;
}

/** Why a request cannot be sent as it is; nothing of it reaches the wire (A58). */
export function checkRequest(request: HttpRequest, limits: NetworkLimits): HttpFailure | undefined {
  const { method, url, headers, body } = request;
  if (method.length > limits.methodChars) {
    return requestFailure(
      'bad_method',
      `The method has ${method.length} characters; the limit is ${limits.methodChars}.`,
    );
  }
  if (!TOKEN.test(method) || CLOSED_METHODS.has(method.toUpperCase())) {
    return requestFailure(
      'bad_method',
      `${JSON.stringify(method.slice(0, 100))} is not a method that can be requested.`,
    );
  }
  if (url.length > limits.urlChars) {
    return requestFailure('url_too_long', `The URL has ${url.length} characters; the limit is ${limits.urlChars}.`);
  }
  if (body && body.byteLength > limits.requestBytes) {
    return requestFailure(
      'request_too_large',
      `The request body is ${body.byteLength} bytes; the limit is ${limits.requestBytes} bytes.`,
    );
  }
  const headerBytes = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  if (headerBytes > limits.headerBytes) {
    return requestFailure(
      'headers_too_large',
      `The request headers are ${headerBytes} bytes; the limit is ${limits.headerBytes} bytes.`,
    );
  }
  for (const header of headers) {
    const problem = headerProblem(header);
    if (problem !== undefined) return requestFailure('bad_header', problem);
  }
  if ((method === 'GET' || method === 'HEAD') && body && body.byteLength > 0) {
    return requestFailure('bad_body', `A ${method} request cannot have a body.`);
  }
  return undefined;
}

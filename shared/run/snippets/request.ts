import { exchangeLimits } from '../../limits.ts';
import type { Exchange } from '../exchange.ts';
import { MASK } from '../mask.ts';
import { utf8Text } from '../utf8.ts';
import { headerTemplate, holdsMask, type SnippetVariable, type Template, urlTemplate, Variables } from './template.ts';

/** The file that a snippet reads where it does not hold the body itself. */
export const BODY_FILE = 'body.bin';

export type SnippetBody =
  | { readonly kind: 'none' }
  /** Nothing, and said to be nothing: `Content-Length: 0`. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  /** What is no UTF-8 text, or holds a NUL, which no argument of a program can. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file' };

/** A request as a program is written for it. */
export interface SnippetRequest {
  readonly method: string;
  readonly url: Template;
  /** Without those that a client sets itself. */
  readonly headers: readonly (readonly [name: string, value: Template])[];
  readonly body: SnippetBody;
  readonly variables: readonly SnippetVariable[];
  /** Sentences about what the reader has to do or know. */
  readonly notes: readonly string[];
}

/** What a snippet is made of; `body` are the bytes of the recorded request body, absent where they are no longer stored. */
export interface SnippetSource {
  readonly exchange: Pick<Exchange, 'method' | 'url' | 'requestHeaders' | 'requestBody' | 'requestBytes'>;
  readonly body?: Uint8Array | undefined;
}

/** Set by the client for its own connection, or decided by what it can unpack (HR-21). */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  ...['accept-encoding', 'connection', 'content-length', 'expect', 'host', 'keep-alive'],
  ...['proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
]);
const SENDS_LENGTH: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'QUERY']);

function bodyOf({ exchange, body }: SnippetSource): SnippetBody {
  if (!exchange.requestBody && exchange.requestBytes === 0)
    return { kind: SENDS_LENGTH.has(exchange.method) ? 'empty' : 'none' };
  if (!body || body.byteLength > exchangeLimits.snippetBodyBytes) return { kind: 'file' };
  const text = utf8Text(body);
  return text === undefined ? { kind: 'bytes', bytes: body } : { kind: 'text', text };
}

function fileNote({ body }: SnippetSource): string {
  const why = body
    ? `has ${body.byteLength} bytes, more than ${exchangeLimits.snippetBodyBytes}`
    : 'is no longer stored: older bodies make room for newer ones';
  return `The body ${why}: put it into the file ${BODY_FILE} beside the snippet.`;
}

/** Prepares an exchange for a snippet: what a client sets is left out, masked credentials become variables. */
export function snippetRequest(source: SnippetSource): SnippetRequest {
  const { method, url, requestHeaders } = source.exchange;
  const variables = new Variables();
  const address = urlTemplate(url, variables);
  const headers = requestHeaders
    .filter(([name]) => !name.startsWith(':') && !OWN_HEADERS.has(name.toLowerCase()))
    .map((header) => [header[0], headerTemplate(header, variables)] as const);
  const body = bodyOf(source);
  const masked = [
    ...(holdsMask(address) ? ['the address'] : []),
    ...headers.flatMap(([name, value]) => (holdsMask(value) ? [`the header ${name}`] : [])),
    ...(body.kind === 'text' && body.text.includes(MASK) ? ['the body'] : []),
  ];
  const notes = [
    ...variables.all.map(({ name, place }) => `Set the variable ${name}: it is sent in ${place}.`),
    ...(masked.length === 0 ? [] : [`${MASK} stands in ${masked.join(', ')}, perhaps for a secret: put it there.`]),
    ...(body.kind === 'file' ? [fileNote(source)] : []),
  ];
  return { method, url: address, headers, body, variables: variables.all, notes };
}

/** True where the request has a header of this name. */
export const hasHeader = ({ headers }: SnippetRequest, wanted: string): boolean =>
  headers.some(([name]) => name.toLowerCase() === wanted);

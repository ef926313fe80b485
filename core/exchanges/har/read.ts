import { findJsonFault } from '../../../shared/json/scan.ts';
import { exchangeLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Header, Timings } from '../../../shared/run/exchange.ts';
import { headerOf } from '../../../shared/run/header.ts';
import { asArray, asNumber, asObject, isObject, type JsonObject, own, textAt } from '../../import/json.ts';
import { fileLabel, megabytes } from '../../import/quote.ts';
import { isForm } from './bodies.ts';
import { checkHar } from './check.ts';
import type { HarFault } from './shape.ts';

/** A body of an archive; without content where the archive knows its size and not what it was. */
export interface HarBody {
  readonly mimeType: string;
  readonly content: { readonly text: string } | { readonly bytes: Uint8Array } | undefined;
  /** Bytes, as the archive says. */
  readonly size: number;
}

/** One entry of an archive, read; nothing in it is masked yet. */
export interface HarEntry {
  readonly method: string;
  readonly url: string;
  /** null where no response came. */
  readonly status: number | null;
  readonly statusText: string;
  readonly startedAt: string;
  readonly timings: Timings;
  readonly httpVersion: string;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
  readonly requestBody: HarBody | undefined;
  readonly responseBody: HarBody | undefined;
  /** Bytes of the response body as sent. */
  readonly responseBytes: number;
  readonly redirectUrl: string;
  /** Of the entry itself: what is in no standard member is read from here (HR-3). */
  readonly node: JsonObject;
}

/** An archive, read. */
export interface HarRead {
  /** In the order of sending. */
  readonly entries: readonly HarEntry[];
  /** Entries that are no http or https requests. */
  readonly leftOut: number;
  /** Name of the program that wrote it; '' where it does not say. */
  readonly creator: string;
}

/** The document of an archive. Input failures: `too_large`, `bad_json`. */
export function parseHar(fileName: string, text: string): Result<unknown> {
  const bytes = Buffer.byteLength(text);
  if (bytes > exchangeLimits.harBytes)
    return fail(
      'input',
      'too_large',
      `${fileLabel(fileName)} is ${megabytes(bytes)}, over the limit of ${megabytes(exchangeLimits.harBytes)}; record less at once.`,
      { bytes, limit: exchangeLimits.harBytes },
    );
  const json = text.replace(/^\ufeff/, '');
  try {
    return ok(JSON.parse(json));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const fault = findJsonFault(json);
    if (!fault) throw error;
    const { line, column, reason } = fault;
    return fail(
      'input',
      'bad_json',
      `${fileLabel(fileName)} is not valid JSON: line ${line}, column ${column}: ${reason}; save the archive again.`,
      { line, column },
    );
  }
}

/** One line for people. */
export const faultText = ({ pointer, message }: HarFault): string => `${pointer} ${message}`;

/** A name that HTTP allows. The request line that HTTP/2 writes as headers with a colon stands in method and URL here. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Browsers write headers of one name, such as Set-Cookie, as lines of one value; no value on the wire has a line break. */
function headersOf(owner: JsonObject): readonly Header[] {
  return asArray(own(owner, 'headers')).flatMap((node): Header[] => {
    const name = isObject(node) ? (textAt(node, 'name') ?? '') : '';
    const value = isObject(node) ? own(node, 'value') : undefined;
    if (!HEADER_NAME.test(name)) return [];
    const lines = typeof value === 'string' ? value.replaceAll('\0', '').split(/[\r\n]+/) : [''];
    return lines.map((line) => [name, line]);
  });
}

/** No number of bytes is larger; one that is could be written down and never be read again. */
const sizeAt = (owner: JsonObject, key: string): number =>
  Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.trunc(asNumber(own(owner, key)) ?? 0)));

/** The text of a form, out of its names and values. */
const formText = (params: readonly JsonObject[]): string => {
  const pairs = params.map((node) =>
    [own(node, 'name'), own(node, 'value')].map((one) => (typeof one === 'string' ? one.toWellFormed() : '')),
  );
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
};

/** The body of a request: its exact text, or its `params`. Files of a multipart body are in no archive: its content is missing. */
function requestBodyOf(request: JsonObject): HarBody | undefined {
  const postData = asObject(own(request, 'postData'));
  if (!postData) return undefined;
  const params = asArray(own(postData, 'params')).filter(isObject);
  const mimeType = textAt(postData, 'mimeType') ?? 'application/octet-stream';
  const exact = own(postData, '_text') ?? own(postData, 'text');
  const text = typeof exact === 'string' ? exact : isForm(mimeType) ? formText(params) : undefined;
  if (text === undefined && params.length > 0)
    return { mimeType, content: undefined, size: sizeAt(request, 'bodySize') };
  if (text === undefined || text === '') return undefined;
  const bytes = own(postData, '_encoding') === 'base64' ? new Uint8Array(Buffer.from(text, 'base64')) : undefined;
  return { mimeType, content: bytes ? { bytes } : { text }, size: bytes?.byteLength ?? Buffer.byteLength(text) };
}

function responseBodyOf(response: JsonObject): HarBody | undefined {
  const content = asObject(own(response, 'content')) ?? {};
  const size = sizeAt(content, 'size');
  const text = own(content, 'text');
  const mimeType = textAt(content, 'mimeType') ?? 'application/octet-stream';
  if (typeof text !== 'string') return size === 0 ? undefined : { mimeType, content: undefined, size };
  if (text === '') return undefined;
  if (own(content, 'encoding') !== 'base64') return { mimeType, content: { text }, size: Buffer.byteLength(text) };
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return { mimeType, content: { bytes }, size: bytes.byteLength };
}

/** A year: the sum of longer phases may be no number any more. */
const LONGEST_MS = 365 * 24 * 3_600_000;

/** Phases as they stand; an entry without any has waited all of its time. */
function timingsOf(node: JsonObject): Timings {
  const given = asObject(own(node, 'timings')) ?? {};
  const phase = (name: string, least: number): number =>
    Math.min(LONGEST_MS, Math.max(least, asNumber(own(given, name)) ?? least));
  const timings = {
    ...{ blocked: phase('blocked', -1), dns: phase('dns', -1), connect: phase('connect', -1), ssl: phase('ssl', -1) },
    ...{ send: phase('send', 0), wait: phase('wait', 0), receive: phase('receive', 0) },
  };
  const measured = Object.values(timings).some((ms) => ms > 0);
  if (measured) return timings;
  return { ...timings, wait: Math.min(LONGEST_MS, Math.max(0, asNumber(own(node, 'time')) ?? 0)) };
}

/** One entry; undefined for what is no http or https request: data, blobs, web sockets. */
export function readHarEntry(node: unknown): HarEntry | undefined {
  const request = isObject(node) ? asObject(own(node, 'request')) : undefined;
  const url = request && URL.parse(textAt(request, 'url') ?? '');
  if (!isObject(node) || !request || !url || !/^https?:$/.test(url.protocol)) return undefined;
  const response = asObject(own(node, 'response')) ?? {};
  const status = asNumber(own(response, 'status'));
  url.hash = '';
  const responseHeaders = headersOf(response);
  const location = headerOf(responseHeaders, 'location');
  return {
    method: (textAt(request, 'method') ?? 'GET').toUpperCase(),
    url: url.href,
    status: status !== undefined && Number.isInteger(status) && status >= 100 && status <= 999 ? status : null,
    statusText: textAt(response, 'statusText') ?? '',
    startedAt: new Date(textAt(node, 'startedDateTime') ?? 0).toISOString(),
    timings: timingsOf(node),
    httpVersion: textAt(request, 'httpVersion') ?? textAt(response, 'httpVersion') ?? 'HTTP/1.1',
    requestHeaders: headersOf(request),
    responseHeaders,
    requestBody: requestBodyOf(request),
    responseBody: responseBodyOf(response),
    responseBytes: sizeAt(response, 'bodySize') || sizeAt(asObject(own(response, 'content')) ?? {}, 'size'),
    redirectUrl: textAt(response, 'redirectURL') ?? location ?? '',
    node,
  };
}

/** The entries of an archive in the order of sending. Input failures: those of `parseHar`, `bad_har`, `too_many_entries`. */
export function readHar(fileName: string, text: string): Result<HarRead> {
  const document = parseHar(fileName, text);
  if (!document.ok) return document;
  const fault = checkHar(document.value).find((one) => one.severity === 'unreadable');
  if (fault)
    return fail(
      'input',
      'bad_har',
      `${fileLabel(fileName)} cannot be taken in as an HTTP archive: ${faultText(fault)}. Mend it or record again; studio har check lists every fault.`,
      { pointer: fault.pointer },
    );
  const log = asObject(own(asObject(document.value) ?? {}, 'log')) ?? {};
  const nodes = asArray(own(log, 'entries'));
  if (nodes.length > exchangeLimits.harEntries)
    return fail(
      'input',
      'too_many_entries',
      `${fileLabel(fileName)} holds ${nodes.length} requests, over the limit of ${exchangeLimits.harEntries}; record less at once.`,
      { entries: nodes.length, limit: exchangeLimits.harEntries },
    );
  const entries = nodes.flatMap((node) => readHarEntry(node) ?? []);
  // The sort is stable: what began in one millisecond keeps the order of the file.
  entries.sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const creator = textAt(asObject(own(log, 'creator')) ?? {}, 'name') ?? '';
  return ok({ entries, leftOut: nodes.length - entries.length, creator });
}

import { importLimits } from '../../../shared/limits.ts';
import type { AnswerHeader } from '../../infer/model.ts';
import { asArray, asNumber, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import { readJson } from '../requests/read-json.ts';

/** A name and a value of an archive, and where they stand. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  readonly pointer: string;
}

/** One recorded request with its answer. */
export interface Entry {
  readonly pointer: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly Pair[];
  readonly query: readonly Pair[];
  readonly cookies: readonly Pair[];
  readonly postData: JsonObject | undefined;
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mimeType: string;
  readonly answerHeaders: readonly AnswerHeader[];
  /** Parsed JSON of the answer; undefined where there is none. */
  readonly answer: unknown;
}

function pairs(list: unknown, pointer: string): readonly Pair[] {
  return asArray(list).flatMap((node, index) => {
    const name = isObject(node) ? own(node, 'name') : undefined;
    const value = isObject(node) ? own(node, 'value') : undefined;
    if (typeof name !== 'string' || name === '') return [];
    return [{ name, value: typeof value === 'string' ? value : '', pointer: pointerTo(pointer, index) }];
  });
}

/** The text of a body, out of base64 where it is in it (HR-4); undefined where there is none or too much of it. */
export function bodyText(text: unknown, encoding: unknown): string | undefined {
  if (typeof text !== 'string' || text === '' || text.length > importLimits.bodyChars) return undefined;
  return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
}

const bareType = (type: string): string => (type.split(';', 1)[0] ?? '').trim().toLowerCase();

/** A query string is what was sent; the list beside it may be missing. */
function queryOf(request: JsonObject, url: URL, pointer: string): readonly Pair[] {
  const listed = pairs(own(request, 'queryString'), pointerTo(pointer, 'queryString'));
  if (listed.length > 0) return listed;
  return [...url.searchParams].map(([name, value]) => ({ name, value, pointer: pointerTo(pointer, 'url') }));
}

function cookiesOf(request: JsonObject, headers: readonly Pair[], pointer: string): readonly Pair[] {
  const listed = pairs(own(request, 'cookies'), pointerTo(pointer, 'cookies'));
  if (listed.length > 0) return listed;
  const header = headers.find((one) => one.name.toLowerCase() === 'cookie');
  return (header?.value.split(';') ?? []).flatMap((part) => {
    const name = part.split('=', 1)[0]?.trim() ?? '';
    return name === '' || !header ? [] : [{ name, value: '', pointer: header.pointer }];
  });
}

/** Reads one entry; undefined for what is no http(s) request (HR-3: unknown fields are ignored). */
export function readEntry(value: unknown, pointer: string): Entry | undefined {
  const request = isObject(value) ? asObject(own(value, 'request')) : undefined;
  const response = (isObject(value) ? asObject(own(value, 'response')) : undefined) ?? {};
  const url = request && URL.parse(textAt(request, 'url') ?? '');
  if (!request || !url || !/^https?:$/.test(url.protocol)) return undefined;
  const at = pointerTo(pointer, 'request');
  const headers = pairs(own(request, 'headers'), pointerTo(at, 'headers'));
  const answer = pointerTo(pointer, 'response');
  const content = asObject(own(response, 'content')) ?? {};
  const answerHeaders = pairs(own(response, 'headers'), pointerTo(answer, 'headers'));
  const stated = answerHeaders.find((one) => one.name.toLowerCase() === 'content-type')?.value;
  const text = bodyText(own(content, 'text'), own(content, 'encoding'));
  const body = text === undefined ? undefined : readJson(text);
  return {
    pointer,
    method: (textAt(request, 'method') ?? 'GET').toUpperCase(),
    url,
    headers,
    query: queryOf(request, url, at),
    cookies: cookiesOf(request, headers, at),
    postData: asObject(own(request, 'postData')),
    status: asNumber(own(response, 'status')) ?? 0,
    mimeType: bareType(textAt(content, 'mimeType') ?? stated ?? ''),
    answerHeaders: answerHeaders.map((one) => ({
      name: one.name.toLowerCase(),
      description: undefined,
      pointer: one.pointer,
    })),
    answer: typeof body === 'object' && body !== null ? body : undefined,
  };
}

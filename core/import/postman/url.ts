import { asArray, asText, isObject, own } from '../json.ts';
import { pointerTo } from '../quote.ts';

/** A member of a query as it is written. */
export interface QueryMember {
  readonly key: string;
  readonly value: string;
  readonly pointer: string;
  readonly node: unknown;
}

/** The parts of a request's address, variables not yet replaced (PM-1, PM-2). */
export interface PostmanUrl {
  /** Scheme, host and port: `{{baseUrl}}`, `https://api.example.com:8080`; '' where none is stated. */
  readonly server: string;
  readonly segments: readonly string[];
  readonly query: readonly QueryMember[];
  /** Members that are switched off: parameters that may be sent, and are not. */
  readonly optional?: readonly QueryMember[];
  /** The `variable` list of a URL object. */
  readonly variables: unknown;
  readonly variablesPointer: string;
  readonly pointer: string;
}

/** Everything before the first of `/?#` that does not stand inside of `{{…}}`. */
const SERVER = /^(?:[A-Za-z][\w+.-]*:\/\/)?(?:\{\{[^{}]*\}\}|[^/?#{]|\{(?!\{))*/;

const cut = (text: string, at: string): readonly [string, string | undefined] => {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
};

/** The members of a query string. */
export function queryMembers(text: string, pointer: string): readonly QueryMember[] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [key, value] = cut(part, '=');
      return { key: decoded(key), value: decoded(value ?? ''), pointer, node: undefined };
    });
}

/** Percent signs and plus signs as what they stand for, where they do. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Reads an address from a text. */
export function parseUrl(text: string, pointer: string): PostmanUrl {
  const [withoutHash] = cut(text.trim(), '#');
  const server = SERVER.exec(withoutHash)?.[0] ?? '';
  const [path, query] = cut(withoutHash.slice(server.length), '?');
  return {
    server,
    segments: path === '' ? [] : path.replace(/^\//, '').split('/'),
    query: query === undefined ? [] : queryMembers(query, pointer),
    variables: undefined,
    variablesPointer: pointer,
    pointer,
  };
}

const segmentText = (value: unknown): string => {
  if (isObject(value)) return String(own(value, 'value') ?? '');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

function serverOf(url: Readonly<Record<string, unknown>>): string {
  const host = own(url, 'host');
  const name = typeof host === 'string' ? host : asArray(host).map(segmentText).join('.');
  if (name === '') return '';
  const protocol = asText(own(url, 'protocol'));
  const port = own(url, 'port');
  const scheme = protocol === undefined ? '' : `${protocol.replace(/:\/*$/, '')}://`;
  return `${scheme}${name}${typeof port === 'string' || typeof port === 'number' ? `:${port}` : ''}`;
}

/** The members of a query that are written down and not sent: what a request may carry besides. */
const isSwitchedOff = (node: unknown): boolean =>
  isObject(node) && (own(node, 'disabled') === true || own(node, 'enabled') === false);

function switchedOff(query: unknown, pointer: string): readonly QueryMember[] {
  return asArray(query).flatMap((node, index) => {
    const key = isObject(node) && isSwitchedOff(node) ? asText(own(node, 'key')) : undefined;
    const value = isObject(node) ? asText(own(node, 'value')) : undefined;
    return key === undefined
      ? []
      : [{ key: decoded(key), value: value ?? '', pointer: pointerTo(pointer, index), node }];
  });
}

function queryOf(query: unknown, pointer: string): readonly QueryMember[] {
  if (typeof query === 'string') return queryMembers(query, pointer);
  return asArray(query).flatMap((node, index) => {
    const at = pointerTo(pointer, index);
    if (typeof node === 'string') return queryMembers(node, at);
    if (!isObject(node) || isSwitchedOff(node)) return [];
    const key = asText(own(node, 'key'));
    if (key === undefined) return [];
    const value = own(node, 'value');
    return [
      { key: decoded(key), value: value === undefined || value === null ? '' : String(value), pointer: at, node },
    ];
  });
}

/** The address of a request, from a text or an object; undefined where there is none. An object's parts win over its `raw`. */
export function readUrl(value: unknown, pointer: string): PostmanUrl | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : parseUrl(value, pointer);
  if (!isObject(value)) return undefined;
  const path = own(value, 'path');
  const raw = asText(own(value, 'raw'));
  const variables = { variables: own(value, 'variable'), variablesPointer: pointerTo(pointer, 'variable') };
  if (own(value, 'host') === undefined && path === undefined) {
    return raw === undefined ? undefined : { ...parseUrl(raw, pointerTo(pointer, 'raw')), ...variables, pointer };
  }
  const segments = typeof path === 'string' ? path.replace(/^\//, '').split('/') : asArray(path).map(segmentText);
  return {
    server: serverOf(value),
    segments: segments.length === 1 && segments[0] === '' ? [] : segments,
    query: queryOf(own(value, 'query'), pointerTo(pointer, 'query')),
    optional: switchedOff(own(value, 'query'), pointerTo(pointer, 'query')),
    ...variables,
    pointer,
  };
}

import { createHash, createHmac } from 'node:crypto';
import type { HostArguments, HostFunction, HostValue } from './engine.ts';

/** Host functions without side effects: URLs, text and digests by Node, so that they are standard. A number means failure. */

const URL_PARTS = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;
type UrlPart = (typeof URL_PARTS)[number];
const isUrlPart = (name: unknown): name is UrlPart => URL_PARTS.some((part) => part === name);

interface UrlCall {
  readonly url?: unknown;
  readonly base?: unknown;
  readonly name?: unknown;
  readonly value?: unknown;
}

/** Parses an address, or changes one part of it; `{error}` where it is none. */
function url(json: string): string {
  const call: UrlCall = JSON.parse(json);
  try {
    const parsed = call.base === undefined ? new URL(String(call.url)) : new URL(String(call.url), String(call.base));
    if (isUrlPart(call.name)) parsed[call.name] = String(call.value);
    const parts = URL_PARTS.map((part) => [part, parsed[part]] as const);
    return JSON.stringify({ ...Object.fromEntries(parts), origin: parsed.origin });
  } catch {
    return JSON.stringify({ error: `Invalid URL: ${String(call.url).slice(0, 200)}` });
  }
}

function queryText(json: string): string {
  const pairs: unknown = JSON.parse(json);
  return new URLSearchParams(Array.isArray(pairs) ? pairs : []).toString();
}

function encodingName(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return '';
  }
}

function decode(args: HostArguments): string | number {
  try {
    const options = { fatal: args.number(1) === 1, ignoreBOM: args.number(2) === 1 };
    return new TextDecoder(args.text(0), options).decode(args.bytes(3));
  } catch {
    return 0;
  }
}

const toBase64 = (text: string): string | number => {
  // Characters above U+00FF have no byte.
  const bytes = Buffer.from(text, 'latin1');
  return bytes.toString('latin1') === text ? bytes.toString('base64') : 0;
};

const fromBase64 = (text: string): string | number => {
  try {
    return atob(text);
  } catch {
    return 0;
  }
};

const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512', 'md5']);
const ENCODINGS = ['hex', 'base64', 'base64url', 'bytes'] as const;

function digest(args: HostArguments, keyed: boolean): HostValue {
  const algorithm = args.text(0).toLowerCase().replaceAll('-', '');
  const encoding = ENCODINGS.find((one) => one === args.text(1));
  if (!ALGORITHMS.has(algorithm) || encoding === undefined) return 0;
  const hash = keyed ? createHmac(algorithm, args.bytes(3)) : createHash(algorithm);
  const sum = hash.update(args.bytes(2)).digest();
  return encoding === 'bytes' ? new Uint8Array(sum) : sum.toString(encoding);
}

export const textHost = {
  url: (args) => url(args.text(0)),
  query: (args) => JSON.stringify([...new URLSearchParams(args.text(0))]),
  queryText: (args) => queryText(args.text(0)),
  encoding: (args) => encodingName(args.text(0)),
  encode: (args) => new TextEncoder().encode(args.text(0)),
  decode,
  btoa: (args) => toBase64(args.text(0)),
  atob: (args) => fromBase64(args.text(0)),
  base64: (args) => Buffer.from(args.bytes(0)).toString('base64'),
  digest: (args) => digest(args, false),
  hmac: (args) => digest(args, true),
} as const satisfies Readonly<Record<string, HostFunction>>;

// Object.keys gives string[]; the object is a literal of this file.
export const textHostNames = Object.keys(textHost) as (keyof typeof textHost)[];

import type { Header } from '../../shared/run/exchange.ts';
import { headerOf } from '../../shared/run/header.ts';
import type { HostValue, Utf8Text } from './engine.ts';
import { quoteInexact } from './exact-numbers.ts';
import type { GuestReply } from './types.ts';

type Response = Extract<GuestReply, { kind: 'response' }>;

const contentType = (headers: readonly Header[]): string => headerOf(headers, 'content-type')?.toLowerCase() ?? '';

const BOM = [0xef, 0xbb, 0xbf];
const withoutBom = (body: Uint8Array): Uint8Array =>
  BOM.every((byte, index) => body[index] === byte) ? body.subarray(BOM.length) : body;

const BRACE = 0x7b;
const BRACKET = 0x5b;
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** JSON by its type; without a type, or sent as plain text, by its first character. */
function looksLikeJson(type: string, body: Uint8Array): boolean {
  const mime = type.split(';', 1)[0]?.trim() ?? '';
  if (/^(?:application|text)\/(?:[\w.+-]+\+)?json$/.test(mime)) return true;
  if (mime !== '' && mime !== 'text/plain') return false;
  const first = withoutBom(body).find((byte) => !isSpace(byte));
  return first === BRACE || first === BRACKET;
}

/** UTF-16 says so by its first two bytes, whatever the type says. */
function utf16Label(body: Uint8Array): string | undefined {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : undefined;
}

/** Text of a body in the charset that it or its type names; UTF-8 where neither names one that is known. */
function bodyText(type: string, body: Uint8Array): string | Utf8Text {
  const charset = utf16Label(body) ?? /charset\s*=\s*"?([^\s;"]+)/.exec(type)?.[1];
  if (charset === undefined || /^utf-?8$/.test(charset)) return { utf8: withoutBom(body) };
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return { utf8: withoutBom(body) };
  }
}

/** The response bodies of one invocation: they stay out of the guest's memory until it reads them (docs/ENGINE.md). */
export class HeldBodies {
  private readonly bodies = new Map<number, { readonly type: string; readonly body: Uint8Array }>();
  private readonly maxBytes: number;
  private bytes = 0;
  private lastId = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Keeps the body and gives what the guest learns at once, as JSON text. */
  take(response: Response): string {
    const id = ++this.lastId;
    const type = contentType(response.headers);
    this.bodies.set(id, { type, body: response.body });
    this.bytes += response.body.byteLength;
    for (const [oldest, held] of this.bodies) {
      if (this.bytes <= this.maxBytes || oldest === id) break;
      this.bytes -= held.body.byteLength;
      this.bodies.delete(oldest);
    }
    return JSON.stringify({
      id,
      status: response.status,
      statusText: response.statusText,
      url: response.url,
      redirected: response.redirected,
      headers: response.headers.map(([name, value]) => [name.toLowerCase(), value]),
      length: response.body.byteLength,
      json: looksLikeJson(type, response.body),
    });
  }

  /** The body as text; 0 where it was let go. */
  text(id: number): HostValue {
    const held = this.bodies.get(id);
    return held ? bodyText(held.type, held.body) : 0;
  }

  /** The body as JSON text whose numbers can all be kept (A63); 0 where it was let go. */
  json(id: number): HostValue {
    const held = this.bodies.get(id);
    if (!held) return 0;
    const text = bodyText(held.type, held.body);
    return { utf8: quoteInexact(typeof text === 'string' ? Buffer.from(text) : text.utf8) };
  }

  /** The body as bytes; 0 where it was let go. */
  raw(id: number): HostValue {
    return this.bodies.get(id)?.body ?? 0;
  }
}

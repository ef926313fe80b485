import { MASK } from '../../shared/run/mask.ts';

export { MASK };

/** A shorter secret may be a common word: it is masked only where it is sent as a credential (A109). */
const MIN_CHARS = 6;
/** A part of a base64 text shorter than this proves nothing. */
const MIN_BASE64_CHARS = 8;

/** Takes secrets out of everything that is kept or shown (A49, A105). */
export interface Masker {
  text(text: string): string;
  /** Bytes of a body; the same array where nothing was found. */
  bytes(bytes: Uint8Array): Uint8Array;
  /** Whether a text holds a secret in any of its forms. */
  finds(text: string): boolean;
  /** Whether a host name holds a secret in any form that survives there: host names have no upper case (A50). */
  findsInHost(host: string): boolean;
  /** Every text inside a JSON value, keys included. */
  json(value: unknown): unknown;
  /** Whether a text is, or holds, one of the secrets however short it is: for places where only credentials stand. */
  isCredential(text: string): boolean;
}

const strictEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());

/** The part of a base64 text that a value gives whatever stands around it, for its three alignments. */
function base64Parts(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters mix with what stands before, the last one with what follows.
    const start = [0, 2, 3][lead] ?? 0;
    const end = (bytes.length + lead) % 3 === 0 ? encoded.length : encoded.length - 1;
    const part = encoded.slice(start, end);
    return part.length < MIN_BASE64_CHARS ? [] : [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** The forms in which a secret of at least six characters is looked for. */
function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const hex = Buffer.from(secret).toString('hex');
  const encoded = [encodeURIComponent(secret.toWellFormed()), strictEncode(secret.toWellFormed())];
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const url = [...encoded, form].flatMap((one) => [one, lowerEscapes(one)]);
  return [secret, json, ascii, json.replaceAll('/', '\\/'), ...url, hex, hex.toUpperCase(), ...base64Parts(secret)];
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Copies `bytes` with every occurrence of one of `needles` replaced; overlapping finds are masked as one. */
function replaceBytes(bytes: Uint8Array, needles: readonly Buffer[]): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const finds: [start: number, end: number][] = [];
  for (const needle of needles) {
    for (let at = view.indexOf(needle); at >= 0; at = view.indexOf(needle, at + needle.length))
      finds.push([at, at + needle.length]);
  }
  if (finds.length === 0) return bytes;
  finds.sort((left, right) => left[0] - right[0]);
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const [start, end] of finds) {
    if (start >= done) parts.push(view.subarray(done, start), Buffer.from(MASK));
    done = Math.max(done, end);
  }
  parts.push(view.subarray(done));
  return new Uint8Array(Buffer.concat(parts));
}

/** A masker for the secrets of one run, in raw, URL-encoded, base64, hex and JSON-escaped form. */
export function createMasker(secrets: readonly string[]): Masker {
  const given = secrets.filter((secret) => secret !== '');
  const long = given.filter((secret) => secret.length >= MIN_CHARS);
  // Longest first, so that a secret inside another does not leave the rest of it behind.
  const forms = [...new Set(long.flatMap(formsOf))].sort((left, right) => right.length - left.length);
  const lowerForms = forms.map((form) => form.toLowerCase());
  const needles = forms.map((form) => Buffer.from(form));
  const pattern = new RegExp(forms.map(escapeRegExp).join('|'), 'g');
  const finds = (text: string): boolean => forms.some((form) => text.includes(form));
  const text = (value: string): string => (finds(value) ? value.replace(pattern, MASK) : value);
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== 'object' || value === null) return value;
    // fromEntries defines own properties, `__proto__` too.
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), json(inner)]));
  };
  return {
    text,
    finds,
    json,
    findsInHost: (host) => lowerForms.some((form) => host.toLowerCase().includes(form)),
    bytes: (bytes) => (needles.length === 0 ? bytes : replaceBytes(bytes, needles)),
    isCredential: (value) => finds(value) || given.some((secret) => value.includes(secret)),
  };
}

import { networkLimits } from '../../shared/limits.ts';
import { MASK } from '../../shared/run/mask.ts';
import { Needles } from './needles.ts';

export { MASK };

/** A shorter secret may be a common word: it is masked only where it is sent as a credential (A109). */
const MIN_CHARS = 6;
/** A part of a base64 text shorter than this proves nothing. */
const MIN_BASE64_CHARS = 8;
/** Hosts whose answer is kept. */
const MAX_HOSTS = 1_000;

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
  /**
   * Takes a secret that turned up while the run was under way: a session cookie (A62). What was masked before stays as it
   * is. Of more than `networkLimits.learnedSecrets` the oldest quarter is let go.
   */
  learn(secret: string): void;
  /** Takes a credential of the connection that was issued while the run was under way; it is never let go. */
  add(secret: string): void;
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

/** As a URL has it where it was put into one by hand: each part escapes other characters, and leaves `@`, `/` or `$` alone. */
function urlParts(secret: string): readonly string[] {
  // Most tokens: there is nothing to escape.
  if (/^[\w.~-]*$/.test(secret)) return [];
  const url = new URL('https://x/');
  url.pathname = `/x${secret}`;
  url.search = `?${secret}`;
  url.hash = `#${secret}`;
  return [url.pathname.slice(2), url.search.slice(1), url.hash.slice(1), encodeURI(secret.toWellFormed())];
}

const jsonEscaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A text as URLs, forms, hex and base64 have it. */
function encodings(text: string): readonly string[] {
  const hex = Buffer.from(text).toString('hex');
  const encoded = [encodeURIComponent(text.toWellFormed()), strictEncode(text.toWellFormed())];
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const parts = urlParts(text).filter((one) => one.length >= MIN_CHARS);
  const url = [...encoded, form, ...parts].flatMap((one) => [one, lowerEscapes(one)]);
  return [...url, hex, hex.toUpperCase(), ...base64Parts(text)];
}

/**
 * The forms in which a secret of at least six characters is looked for. A source that tells what it was told puts JSON into
 * JSON, so that a quote is escaped twice.
 */
function formsOf(secret: string): readonly string[] {
  const json = jsonEscaped(secret);
  const ascii = json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const texts = [secret, json, ascii, json.replaceAll('/', '\\/')];
  const escaped = json === secret ? [] : [...texts.map(jsonEscaped), ...encodings(json)];
  return [...texts, ...encodings(secret), ...escaped];
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Copies `bytes` with every find replaced. */
function replaceBytes(bytes: Uint8Array, needles: Needles): Uint8Array {
  const finds = needles.findAll(bytes);
  if (finds.length === 0) return bytes;
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const [start, end] of finds) {
    parts.push(bytes.subarray(done, start), Buffer.from(MASK));
    done = end;
  }
  parts.push(bytes.subarray(done));
  return new Uint8Array(Buffer.concat(parts));
}

/** The secrets known at one time, in all their forms. */
class Forms {
  private readonly forms: Set<string>;
  private readonly needles: Needles | undefined;
  private readonly hosts = new Map<string, boolean>();
  private lower: readonly string[] | undefined;

  constructor(forms: Iterable<string>) {
    this.forms = new Set(forms);
    this.needles = this.forms.size === 0 ? undefined : new Needles(Array.from(this.forms, (form) => Buffer.from(form)));
  }

  /** Takes the forms of a further secret; false where a new list is needed for it. */
  add(forms: readonly string[]): boolean {
    this.hosts.clear();
    this.lower = undefined;
    return forms.every((form) => {
      if (this.forms.has(form)) return true;
      this.forms.add(form);
      return this.needles?.add(Buffer.from(form)) ?? false;
    });
  }

  finds(text: string): boolean {
    return this.needles?.within(Buffer.from(text)) ?? false;
  }

  text(text: string): string {
    if (!this.needles) return text;
    const bytes = Buffer.from(text);
    const masked = replaceBytes(bytes, this.needles);
    if (masked === bytes) return text;
    return text.isWellFormed() ? Buffer.from(masked.buffer).toString() : this.halfText(text);
  }

  bytes(bytes: Uint8Array): Uint8Array {
    return this.needles ? replaceBytes(bytes, this.needles) : bytes;
  }

  /** A run asks for few hosts, and for each of them often. */
  findsInHost(host: string): boolean {
    const known = this.hosts.get(host);
    if (known !== undefined) return known;
    this.lower ??= Array.from(this.forms, (form) => form.toLowerCase());
    const found = this.lower.some((form) => host.toLowerCase().includes(form));
    if (this.hosts.size < MAX_HOSTS) this.hosts.set(host, found);
    return found;
  }

  /** Half characters have no bytes, so such a text is masked as it stands; longest first, as with bytes. */
  private halfText(text: string): string {
    const longest = [...this.forms].sort((left, right) => right.length - left.length);
    return text.replace(new RegExp(longest.map(escapeRegExp).join('|'), 'g'), MASK);
  }
}

class SecretMasker implements Masker {
  private readonly given: Set<string>;
  private readonly givenForms: string[];
  /** Learned secrets with their forms, the oldest first. */
  private readonly learned = new Map<string, readonly string[]>();
  private forms: Forms | undefined;

  constructor(secrets: readonly string[]) {
    this.given = new Set(secrets.filter((secret) => secret !== ''));
    this.givenForms = [...this.given].filter((secret) => secret.length >= MIN_CHARS).flatMap(formsOf);
  }

  learn(secret: string): void {
    if (secret.length < MIN_CHARS || this.learned.has(secret) || this.given.has(secret)) return;
    const forms = formsOf(secret);
    this.learned.set(secret, forms);
    if (this.learned.size > networkLimits.learnedSecrets) this.letGo();
    else if (this.forms?.add(forms) === false) this.forms = undefined;
  }

  add(secret: string): void {
    if (secret === '' || this.given.has(secret)) return;
    this.given.add(secret);
    if (secret.length >= MIN_CHARS) this.givenForms.push(...formsOf(secret));
    this.forms = undefined;
  }

  text(text: string): string {
    return this.current().text(text);
  }

  bytes(bytes: Uint8Array): Uint8Array {
    return this.current().bytes(bytes);
  }

  finds(text: string): boolean {
    return this.current().finds(text);
  }

  findsInHost(host: string): boolean {
    return this.current().findsInHost(host);
  }

  json(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((one) => this.json(one));
    if (typeof value !== 'object' || value === null) return value;
    // fromEntries defines own properties, `__proto__` too.
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [this.text(key), this.json(inner)]));
  }

  isCredential(text: string): boolean {
    return this.finds(text) || [...this.given].some((secret) => text.includes(secret));
  }

  /** Many at once: after each time all that is left must be made ready again. */
  private letGo(): void {
    const gone = [...this.learned.keys()].slice(0, networkLimits.learnedSecrets / 4);
    for (const secret of gone) this.learned.delete(secret);
    this.forms = undefined;
  }

  private current(): Forms {
    this.forms ??= new Forms([...this.givenForms, ...[...this.learned.values()].flat()]);
    return this.forms;
  }
}

/** A masker for the secrets of one run, in raw, URL-encoded, base64, hex and JSON-escaped form. */
export const createMasker = (secrets: readonly string[]): Masker => new SecretMasker(secrets);

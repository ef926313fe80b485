const JSON_TYPE = /^(?:application|text)\/(?:[\w.+-]+\+)?json$/;
const HTML_TYPE = /^(?:text\/html|application\/xhtml\+xml)$/;

const bareType = (type: string): string => type.split(';', 1)[0]?.trim().toLowerCase() ?? '';

export const isJsonType = (type: string): boolean => JSON_TYPE.test(bareType(type));
export const isHtmlType = (type: string): boolean => HTML_TYPE.test(bareType(type));

/** How a body is written, where it is not plain UTF-8. */
export interface BodyText {
  readonly text: string;
  /** Part of a sentence; absent for UTF-8 without a byte order mark. */
  readonly odd?: string;
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Bytes of a body looked at to tell UTF-16 without a mark from UTF-8: of two bytes one is 0. */
function encodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  if (bytes.length >= 4 && bytes.length % 2 === 0) {
    if (bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) return 'utf-16le';
    if (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 && bytes[3] !== 0) return 'utf-16be';
  }
  return 'utf-8';
}

/** The text of a body that should be JSON, which is UTF-8 without a byte order mark (RFC 8259, A64). */
export function bodyText(bytes: Uint8Array): BodyText {
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-8')
    return { text: new TextDecoder(encoding).decode(bytes), odd: `is ${encoding.toUpperCase()}` };
  const hasMark = startsWith(bytes, 0xef, 0xbb, 0xbf);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return hasMark ? { text, odd: 'begins with a byte order mark' } : { text };
  } catch {
    return { text: new TextDecoder().decode(bytes), odd: 'holds bytes that are not UTF-8' };
  }
}

import type { Header } from '../../../../shared/run/exchange.ts';

/** A cookie as it was sent, or set with its attributes. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** `Path=/`, `HttpOnly` and the like, as they came. */
  readonly attributes: readonly string[];
}

const valuesOf = (headers: readonly Header[], name: string): readonly string[] =>
  headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []));

function pairOf(text: string): { readonly name: string; readonly value: string } {
  const at = text.indexOf('=');
  return at < 0
    ? { name: '', value: text.trim() }
    : { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

/** The cookies that a request sent. */
export const cookiesSent = (headers: readonly Header[]): readonly Cookie[] =>
  valuesOf(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .filter((pair) => pair.trim() !== '')
    .map((pair) => ({ ...pairOf(pair), attributes: [] }));

/** The cookies that an answer set. */
export const cookiesSet = (headers: readonly Header[]): readonly Cookie[] =>
  valuesOf(headers, 'set-cookie').map((value) => {
    const [pair = '', ...attributes] = value.split(';');
    return { ...pairOf(pair), attributes: attributes.map((one) => one.trim()).filter((one) => one !== '') };
  });

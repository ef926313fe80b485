/** What becomes of a number's text when it is read as a double (A63). */
export type NumberLoss =
  /** A whole number beyond ±(2^53 − 1). */
  | { readonly kind: 'integer'; readonly read: string }
  /** It keeps its size but not its digits. */
  | { readonly kind: 'digits'; readonly read: string }
  /** It becomes Infinity, or zero though it is not. */
  | { readonly kind: 'range'; readonly read: string };

/** So many digits a double always keeps. */
const SAFE_DIGITS = 15;
const INTEGER = /^-?\d+$/;

/** Digits without the zeros at both ends, and the power of ten of the last of them: equal for equal numbers. */
function canonical(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  let start = 0;
  while (start < end && digits[start] === '0') start++;
  if (start === end) return '0';
  return `${sign}${digits.slice(start, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}

/** What `JSON.parse` would make of a number's text; undefined where nothing is lost. `read` is what one would see of it. */
export function numberLoss(text: string): NumberLoss | undefined {
  if (text.length <= SAFE_DIGITS && !/[eE]/.test(text)) return undefined;
  const value = Number(text);
  const read = String(value);
  if (INTEGER.test(text)) return Number.isSafeInteger(value) ? undefined : { kind: 'integer', read };
  const wanted = canonical(text);
  if (!Number.isFinite(value) || (value === 0 && wanted !== '0')) return { kind: 'range', read };
  return canonical(read) === wanted ? undefined : { kind: 'digits', read };
}

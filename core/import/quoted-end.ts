/**
 * Where a text ends that is quoted and escapes by backslashes: the offset of the closing quote, or that of the end. By hand, since
 * a pattern that repeats over megabytes overflows the stack of the engine.
 */
export function quotedEnd(text: string, from: number, quote: string): number {
  let at = from;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0) return text.length;
    let escapes = 0;
    while (close - escapes > from && text[close - escapes - 1] === '\\') escapes++;
    if (escapes % 2 === 0) return close;
    at = close + 1;
  }
}

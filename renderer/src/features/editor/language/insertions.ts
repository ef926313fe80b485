/** Text that the language service reads at a place where the author wrote none. */
export interface Insertion {
  /** Offset in the author's text. */
  readonly at: number;
  readonly text: string;
}

/** A piece of a text: offset and length, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** A text with insertions, and the way between its offsets and those of the text as it was written. */
export interface Annotated {
  /** What the language service reads. */
  readonly text: string;
  /** The offset there of an offset in the author's text. */
  toService(offset: number): number;
  /** The offset in the author's text; within an insertion, the place where it stands. */
  toAuthor(offset: number): number;
  /** The piece in the author's text; undefined where all of it is inserted. */
  spanToAuthor(span: Span): Span | undefined;
}

/**
 * Puts the insertions, sorted by their places, into a text. An offset exactly where something is inserted belongs behind it
 * before a word (`|account` in `(account)`, annotated from the left), and before it else.
 */
export function annotated(source: string, insertions: readonly Insertion[]): Annotated {
  const placed: (Insertion & { readonly from: number; readonly to: number })[] = [];
  let text = '';
  let last = 0;
  for (const one of insertions) {
    text += source.slice(last, one.at);
    last = one.at;
    placed.push({ ...one, from: text.length, to: text.length + one.text.length });
    text += one.text;
  }
  text += source.slice(last);
  const beforeWord = (offset: number): boolean => /[\w$]/.test(source.charAt(offset));
  const toService = (offset: number): number => {
    let shift = 0;
    for (const one of placed)
      if (one.at < offset || (one.at === offset && beforeWord(offset))) shift += one.text.length;
    return offset + shift;
  };
  const toAuthor = (offset: number): number => {
    let shift = 0;
    for (const one of placed) {
      if (offset >= one.to) shift += one.text.length;
      else if (offset > one.from) return one.at;
    }
    return offset - shift;
  };
  const spanToAuthor = ({ start, length }: Span): Span | undefined => {
    const end = start + length;
    if (length > 0 && placed.some((one) => start >= one.from && end <= one.to)) return undefined;
    const from = toAuthor(start);
    return { start: from, length: toAuthor(end) - from };
  };
  return { text, toService, toAuthor, spanToAuthor };
}

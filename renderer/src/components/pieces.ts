interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** A text cut where another one stands in it, whatever its case; the pieces joined are the text. */
export function piecesOf(text: string, wanted: string): readonly Piece[] {
  const pieces: Piece[] = [];
  // Of few characters the lower case is longer than they are: then nothing is marked rather than the wrong place.
  const lower = text.toLowerCase();
  const needle = wanted.toLowerCase();
  let from = 0;
  if (needle !== '' && lower.length === text.length)
    for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
      if (at > from) pieces.push({ text: text.slice(from, at), isHit: false });
      from = at + needle.length;
      pieces.push({ text: text.slice(at, from), isHit: true });
    }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}

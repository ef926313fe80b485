interface Sized {
  readonly width: number;
  readonly height: number;
}

interface Sheet extends Sized {
  /** Top left corner of each part, in the order given. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/** What a window is like: wider than high. */
const aspect = 1.6;

/** Packs rectangles into rows, so that the sheet has the shape of a window; the tallest come first. */
export function pack(parts: readonly Sized[], gap: number): Sheet {
  const area = parts.reduce((sum, part) => sum + (part.width + gap) * (part.height + gap), 0);
  const widest = parts.reduce((most, part) => Math.max(most, part.width), 0);
  const limit = Math.max(widest, Math.sqrt(area * aspect));
  const order = parts.map((part, at) => ({ part, at })).sort((a, b) => b.part.height - a.part.height || a.at - b.at);
  const places: { x: number; y: number }[] = new Array(parts.length);
  let [x, y, shelf, width] = [0, 0, 0, 0];
  for (const { part, at } of order) {
    if (x > 0 && x + part.width > limit) [x, y, shelf] = [0, y + shelf + gap, 0];
    places[at] = { x, y };
    x += part.width + gap;
    shelf = Math.max(shelf, part.height);
    width = Math.max(width, x - gap);
  }
  return { places, width, height: y + shelf };
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Between boxes of a column, between columns of one rank and between ranks, px. */
const gaps = { boxes: 24, columns: 40, ranks: 96 } as const;
/** A group may be this many times higher than the square root of its area before it is folded. */
const tallness = 1.5;

/** The boxes of each rank from top to bottom, the ranks from left to right. */
function ranksOf<Box extends Placed>(boxes: readonly Box[]): readonly (readonly Box[])[] {
  const ranks = Map.groupBy(boxes, (box) => Math.round(box.x + box.width / 2));
  return [...ranks.entries()].sort(([a], [b]) => a - b).map(([, rank]) => rank.toSorted((a, b) => a.y - b.y));
}

function columnsOf<Box extends Placed>(rank: readonly Box[], limit: number): readonly (readonly Box[])[] {
  const columns: Box[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const box of rank) {
    if (height + box.height > limit) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)?.push(box);
    height += box.height + gaps.boxes;
  }
  return columns;
}

/**
 * A ranked group whose ranks are so long that it would be a thin strip (fifty tables that point at one), with each rank
 * folded into columns; undefined where it has a shape that can be read as it is.
 */
export function fold<Box extends Placed>(boxes: readonly Box[]): readonly Box[] | undefined {
  const area = boxes.reduce((sum, box) => sum + (box.width + gaps.ranks) * (box.height + gaps.boxes), 0);
  const tallest = boxes.reduce((most, box) => Math.max(most, box.height), 0);
  const limit = Math.max(tallest, Math.sqrt(area) * 0.8);
  const bottom = boxes.reduce((most, box) => Math.max(most, box.y + box.height), 0);
  if (bottom <= limit * tallness) return undefined;
  const placed: Box[] = [];
  let x = 0;
  for (const rank of ranksOf(boxes)) {
    for (const column of columnsOf(rank, limit)) {
      const width = column.reduce((most, box) => Math.max(most, box.width), 0);
      const height = column.reduce((sum, box) => sum + box.height + gaps.boxes, -gaps.boxes);
      let y = Math.max(0, (limit - height) / 2);
      for (const box of column) {
        placed.push({ ...box, x, y });
        y += box.height + gaps.boxes;
      }
      x += width + gaps.columns;
    }
    x += gaps.ranks - gaps.columns;
  }
  return placed;
}

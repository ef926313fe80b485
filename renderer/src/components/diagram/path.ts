import type { Point } from './layout.ts';

/** The path of a relation: curves that leave and reach the fields level. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  let [before, path] = [first, `M${first.x},${first.y}`];
  for (const point of others) {
    const middle = (before.x + point.x) / 2;
    path +=
      before.x === point.x || before.y === point.y
        ? `L${point.x},${point.y}`
        : `C${middle},${before.y} ${middle},${point.y} ${point.x},${point.y}`;
    before = point;
  }
  return path;
}

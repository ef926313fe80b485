import type { Box, Point } from './layout.ts';

/** What part of the sheet is on view: its point (0, 0) lies at x, y of the window, 1 px of it is `scale` px. */
export interface View extends Point {
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const scales = { least: 0.02, most: 2 } as const;
const margin = 24;

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The whole sheet in the middle of the window, as small as that takes, never larger than full size. */
export function fitView(sheet: Size, window: Size): View {
  const [wide, high] = [window.width - 2 * margin, window.height - 2 * margin];
  const scale = within(Math.min(1, wide / Math.max(1, sheet.width), high / Math.max(1, sheet.height)), scales.least, 1);
  return {
    scale,
    x: (window.width - sheet.width * scale) / 2,
    y: (window.height - sheet.height * scale) / 2,
  };
}

/** Scales from which on boxes show their fields, and their titles. */
const readable = { fields: 0.5, title: 0.12 } as const;

/** Larger or smaller by a factor; the point of the sheet below `at` (in the window) stays there. */
export function zoomView(view: View, factor: number, at: Point): View {
  const scale = within(view.scale * factor, scales.least, scales.most);
  const by = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
}

/** Whether a box is at least partly on view. */
export function isOnView(box: Box, view: View, window: Size): boolean {
  const [left, top] = [box.x * view.scale + view.x, box.y * view.scale + view.y];
  return (
    left < window.width && top < window.height && left + box.width * view.scale > 0 && top + box.height * view.scale > 0
  );
}

/** The view moved as little as needed to have a box whole in the window. */
export function reveal(box: Box, view: View, window: Size): View {
  const shift = (from: number, length: number, room: number): number => {
    if (from < margin) return margin - from;
    return Math.min(0, Math.max(margin - from, room - margin - length - from));
  };
  return {
    ...view,
    x: view.x + shift(box.x * view.scale + view.x, box.width * view.scale, window.width),
    y: view.y + shift(box.y * view.scale + view.y, box.height * view.scale, window.height),
  };
}

/** How much a box shows: all its fields, its title alone, or (where no text could be read) only that it is there. */
export type Detail = 'fields' | 'title' | 'none';

export function detailAt(scale: number): Detail {
  if (scale >= readable.fields) return 'fields';
  return scale >= readable.title ? 'title' : 'none';
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const ways: Readonly<Record<Direction, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export const isDirection = (key: string): key is Direction => key in ways;

const centre = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** The box nearest to another in a direction; undefined at the border. What lies aside counts as twice as far. */
export function neighbour(boxes: readonly Box[], from: Box, direction: Direction): Box | undefined {
  const [start, way] = [centre(from), ways[direction]];
  let best: Box | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const { x, y } = centre(box);
    const [dx, dy] = [x - start.x, y - start.y];
    const ahead = dx * way.x + dy * way.y;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    const distance = ahead + 2 * aside;
    if (box === from || ahead < 1 || distance >= least) continue;
    [best, least] = [box, distance];
  }
  return best;
}

/** The view `step` px further in a direction: what lay there comes into the window. */
export const moveView = (view: View, direction: Direction, step: number): View => ({
  ...view,
  x: view.x - ways[direction].x * step,
  y: view.y - ways[direction].y * step,
});

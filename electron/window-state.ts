import { z } from 'zod';

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
});
const stateSchema = z.object({
  bounds: boundsSchema,
  maximized: z.boolean(),
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
});

/** Place and size in device-independent pixels. */
export type Bounds = z.infer<typeof boundsSchema>;

/** Where a window stood when it was closed, and its theme. */
export type WindowState = z.infer<typeof stateSchema>;

/** Size of the first window, px. */
export const defaultSize = { width: 1440, height: 900 } as const;
/** Below this the panels no longer fit, px. */
export const minimumSize = { width: 900, height: 600 } as const;
/** What a window shows before its page does: the page's own background. */
export const windowBackground = { light: '#ffffff', dark: '#1b1c20' } as const;
/** This much of a window must lie on a display, px, so that it can be seen and moved. */
const VISIBLE = 120;

/** The remembered state, or undefined where the text is none (damaged, or of another version). */
export function parseWindowState(text: string): WindowState | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const overlap = (start: number, length: number, otherStart: number, otherLength: number): number =>
  Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);

/** The remembered bounds where they can still be seen on one of the displays, else undefined (R32). */
export function visibleBounds(bounds: Bounds, displays: readonly Bounds[]): Bounds | undefined {
  const seen = displays.some(
    (area) =>
      overlap(bounds.x, bounds.width, area.x, area.width) >= VISIBLE &&
      overlap(bounds.y, bounds.height, area.y, area.height) >= VISIBLE,
  );
  return seen ? bounds : undefined;
}

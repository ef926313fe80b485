import { describe, expect, it } from 'vitest';
import type { Box } from './layout.ts';
import { detailAt, fitView, isOnView, moveView, neighbour, reveal, zoomView } from './view.ts';

const box = (name: string, x: number, y: number): Box => ({
  table: { name, title: name, fields: [] },
  fields: [],
  x,
  y,
  width: 100,
  height: 50,
});
const window = { width: 800, height: 600 };

describe('the view of a diagram', () => {
  it('fits the sheet and never enlarges it', () => {
    expect(fitView({ width: 100, height: 100 }, window)).toEqual({ scale: 1, x: 350, y: 250 });
    const small = fitView({ width: 8000, height: 100 }, window);
    expect(small.scale).toBeCloseTo(0.094);
    expect(fitView({ width: 1e9, height: 1e9 }, window).scale).toBe(0.02);
    expect(fitView({ width: 100, height: 100 }, { width: 0, height: 0 }).scale).toBe(0.02);
  });

  it('shows all of a sheet of usual size, in the middle', () => {
    const sheet = { width: 2000, height: 900 };
    const { scale, x, y } = fitView(sheet, window);
    expect(scale).toBeCloseTo(0.376);
    expect([x, y]).toEqual([24, expect.closeTo((600 - 900 * scale) / 2)]);
    expect(x * 2 + sheet.width * scale).toBeCloseTo(800);
    expect(detailAt(scale)).toBe('title');
  });

  it('zooms at a point that stays where it is, within bounds', () => {
    const at = { x: 200, y: 100 };
    const near = zoomView({ scale: 1, x: 0, y: 0 }, 2, at);
    expect(near).toEqual({ scale: 2, x: -200, y: -100 });
    expect(zoomView(near, 100, at)).toEqual(near);
  });

  it('brings a box whole into the window, by the shortest way', () => {
    const view = { scale: 1, x: 0, y: 0 };
    expect(reveal(box('a', 100, 100), view, window)).toEqual(view);
    const far = reveal(box('a', 2000, -500), view, window);
    expect(far).toEqual({ scale: 1, x: -1324, y: 524 });
    expect(isOnView(box('a', 2000, -500), view, window)).toBe(false);
    expect(isOnView(box('a', 2000, -500), far, window)).toBe(true);
  });

  it('moves by keyboard to what lies there', () => {
    expect(moveView({ scale: 1, x: 0, y: 0 }, 'ArrowRight', 60)).toEqual({ scale: 1, x: -60, y: 0 });
  });

  it('shows less from afar', () => {
    expect([1, 0.5, 0.3, 0.05].map(detailAt)).toEqual(['fields', 'fields', 'title', 'none']);
  });

  it('finds the neighbour in each direction', () => {
    const middle = box('middle', 0, 0);
    const boxes = [
      middle,
      box('right', 300, 20),
      box('far right', 900, 0),
      box('below', 40, 200),
      box('aside', 290, 290),
    ];
    const go = (direction: Parameters<typeof neighbour>[2]) => neighbour(boxes, middle, direction)?.table.name;
    expect([go('ArrowRight'), go('ArrowDown'), go('ArrowLeft'), go('ArrowUp')]).toEqual([
      'right',
      'below',
      undefined,
      undefined,
    ]);
  });
});

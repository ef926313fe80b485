import { expect, test } from 'vitest';
import { parseWindowState, visibleBounds } from './window-state.ts';

const state = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximized: true };

test('a remembered window is read back', () => {
  expect(parseWindowState(JSON.stringify(state))).toEqual(state);
});

test('R32: damaged files and impossible sizes are no state', () => {
  const damaged = [
    '',
    '{',
    'null',
    '[]',
    '{"bounds":{}}',
    JSON.stringify({ ...state, maximized: 'yes' }),
    JSON.stringify({ ...state, bounds: { ...state.bounds, width: 0 } }),
    JSON.stringify({ ...state, bounds: { ...state.bounds, width: 1e9 } }),
    JSON.stringify({ ...state, bounds: { ...state.bounds, x: 0.5 } }),
  ];
  expect(damaged.filter((text) => parseWindowState(text) !== undefined)).toEqual([]);
});

test('R32: a window on a display that is gone goes back to its default place', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1040 };
  const second = { x: 1920, y: 0, width: 1920, height: 1040 };
  const { bounds } = state;
  expect(visibleBounds(bounds, [display])).toEqual(bounds);
  expect(visibleBounds({ ...bounds, x: 2500 }, [display, second])).toBeDefined();
  expect(visibleBounds({ ...bounds, x: 2500 }, [display])).toBeUndefined();
  expect(visibleBounds({ ...bounds, x: 1900 }, [display])).toBeUndefined();
  expect(visibleBounds({ ...bounds, y: -5000 }, [display])).toBeUndefined();
  expect(visibleBounds(bounds, [])).toBeUndefined();
});

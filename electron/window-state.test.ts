import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseWindowState, visibleBounds, windowBackground } from './window-state.ts';

const state = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximized: true, theme: 'dark' };

test('a remembered window is read back', () => {
  expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  const { theme: _, ...older } = state;
  expect(parseWindowState(JSON.stringify(older))).toEqual({ ...older, theme: 'system' });
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

test('a window has the background of its page before the page is there', () => {
  const styles = readFileSync(path.join(import.meta.dirname, '../renderer/src/styles/tokens.css'), 'utf8');
  const [light, dark] = [...styles.matchAll(/--bg-editor: (#[0-9a-f]{6});/g)].map((match) => match[1]);
  expect(windowBackground).toEqual({ light, dark });
});

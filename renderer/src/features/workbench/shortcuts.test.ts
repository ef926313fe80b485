import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts.ts';

const press = (key: string, modifiers = '', code = '') =>
  shortcutOf({
    key,
    code,
    ctrlKey: modifiers.includes('c'),
    metaKey: modifiers.includes('m'),
    shiftKey: modifiers.includes('s'),
    altKey: modifiers.includes('a'),
  });

test('the palette opens on both of its keys, with Ctrl and with Cmd', () => {
  expect([press('k', 'c'), press('K', 'm'), press('P', 'cs'), press('p', 'ms')]).toEqual(Array(4).fill('palette'));
});

test('run, save and close', () => {
  expect([press('F5'), press('Enter', 'c'), press('Enter', 'm')]).toEqual(['run', 'run', 'run']);
  expect(press('s', 'c')).toBe('save');
  expect([press('w', 'c'), press('∑', 'a', 'KeyW')]).toEqual(['close-tab', 'close-tab']);
});

test('plain typing and the keys of others stay alone', () => {
  for (const [key, modifiers] of [
    ['s', ''],
    ['Enter', ''],
    ['F5', 's'],
    ['s', 'cs'],
    ['k', 'ca'],
    ['c', 'c'],
  ] as const)
    expect(press(key, modifiers), `${modifiers} ${key}`).toBeUndefined();
});

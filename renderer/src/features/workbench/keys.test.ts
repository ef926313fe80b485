import { expect, test } from 'vitest';
import { isBindable, normalKeys, pressedKeys, shownKeys } from './keys.ts';

const press = (key: string, modifiers = '', code = '') =>
  pressedKeys({
    key,
    code,
    ctrlKey: modifiers.includes('c'),
    metaKey: modifiers.includes('m'),
    shiftKey: modifiers.includes('s'),
    altKey: modifiers.includes('a'),
  });

test('a press reads as it is written, with Ctrl and with Cmd', () => {
  expect([press('k', 'c'), press('K', 'm'), press('P', 'cs'), press('F5')]).toEqual([
    'Ctrl+K',
    'Ctrl+K',
    'Ctrl+Shift+P',
    'F5',
  ]);
  expect([press('PageDown', 'a'), press('Enter', 'c'), press(',', 'c', 'Comma'), press('Tab', 'cs')]).toEqual([
    'Alt+PgDn',
    'Ctrl+Enter',
    'Ctrl+,',
    'Ctrl+Shift+Tab',
  ]);
});

test('the place of a key counts where it types something else', () => {
  expect([press('∑', 'a', 'KeyW'), press('Dead', 'a', 'KeyE'), press('ы', 'c', 'KeyS')]).toEqual([
    'Alt+W',
    'Alt+E',
    'Ctrl+S',
  ]);
  expect([press('!', 'as', 'Digit1'), press('€', 'ac', 'KeyE')]).toEqual(['Alt+Shift+1', 'Ctrl+Alt+E']);
  // A keyboard with another order of letters: what is typed counts.
  expect(press('a', 'c', 'KeyQ')).toBe('Ctrl+A');
});

test('a modifier alone asks for nothing', () => {
  expect([press('Control', 'c'), press('Shift', 's'), press('Dead')]).toEqual([undefined, undefined, undefined]);
});

test('written keys are compared in one form', () => {
  expect(normalKeys('shift+cmd+f')).toBe('Ctrl+Shift+F');
  expect(normalKeys('Alt+PageUp')).toBe('Alt+PgUp');
  expect(normalKeys('Ctrl++')).toBe('Ctrl++');
  expect(normalKeys('F6')).toBe('F6');
});

test('text that is typed cannot be given to a command', () => {
  expect(['A', 'Shift+A', 'Enter', 'Esc', 'Tab', 'Delete'].filter(isBindable)).toEqual([]);
  expect(['F5', 'Shift+F6', 'Ctrl+A', 'Alt+1'].every(isBindable)).toBe(true);
});

test('a Mac reads its own signs', () => {
  expect(shownKeys('Ctrl+Shift+F', true)).toBe('⇧⌘F');
  expect(shownKeys('Ctrl+Shift+F', false)).toBe('Ctrl+Shift+F');
});

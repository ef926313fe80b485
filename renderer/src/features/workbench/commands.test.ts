import { beforeEach, expect, test } from 'vitest';
import { menuItems } from '../../../../shared/menu.ts';
import { useQuick } from '../palette/store.ts';
import { allCommands, commands, runCommand } from './commands.ts';
import { useDialogs } from './dialogs.ts';
import { defaultKeys, keyConflicts } from './keymap.ts';
import { isBindable } from './keys.ts';
import { useLayout } from './layout.ts';

beforeEach(() => {
  useDialogs.setState({ dialog: null });
  useQuick.setState({ query: null });
});

test('no keys stand for two commands, and no id for two', () => {
  expect(keyConflicts(commands, {})).toEqual([]);
  const ids = commands.map((one) => one.id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('every key of a command can be pressed without typing text', () => {
  expect(commands.flatMap(defaultKeys).filter((keys) => !isBindable(keys))).toEqual([]);
});

test('the keys that the code editor needs stay with it', () => {
  const editorKeys = [
    ...['A', 'C', 'X', 'V', 'Z', 'Y', 'F', 'H', 'D', 'G', 'L', 'U', '/', '[', ']', 'Space', 'Home', 'End'],
    ...[
      'Up',
      'Down',
      'Left',
      'Right',
      'Backspace',
      'Delete',
      'Shift+Z',
      'Shift+K',
      'Shift+L',
      'Shift+O',
      'Shift+[',
      'Shift+]',
    ],
  ].map((key) => `Ctrl+${key}`);
  const others = ['F2', 'F3', 'Shift+F3', 'F12', 'Shift+F12', 'Alt+F12', 'Alt+Up', 'Alt+Down'];
  const taken = new Set(commands.flatMap(defaultKeys));
  expect([...editorKeys, ...others].filter((keys) => taken.has(keys))).toEqual([]);
});

test('a command runs by its id, where it makes sense now', () => {
  expect(runCommand('toggle-sidebar')).toBe(true);
  useLayout.setState({ sidebar: true });
  expect(runCommand('save')).toBe(false);
  expect(runCommand('no-such-command')).toBe(false);
});

test('the commands of the native menu are served by their old names', () => {
  expect(runCommand('palette')).toBe(true);
  expect(useQuick.getState().query).toBe('>');
  for (const id of ['import', 'save', 'run', 'publish', 'toggle-theme'])
    expect(
      allCommands().map((one) => one.id),
      id,
    ).toContain(id);
});

test('every item of the native menu is a command of the window', () => {
  const ids = new Set([...allCommands().map((one) => one.id), 'palette']);
  const items = Object.values(menuItems).flat(2);
  expect(items.map((one) => one.id).filter((id) => !ids.has(id))).toEqual([]);
});

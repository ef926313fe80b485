import { afterEach, expect, test } from 'vitest';
import { bindKeys, commandOfKeys, keyConflicts, keysOf, resetAllKeys, resetKeys, useKeymap } from './keymap.ts';

const commands = [{ id: 'save', keys: 'Ctrl+S' }, { id: 'run', keys: 'F5', moreKeys: ['Ctrl+Enter'] }, { id: 'plain' }];
const overrides = () => useKeymap.getState().overrides;
const owner = (keys: string) => commandOfKeys(commands, overrides(), keys)?.id;

afterEach(resetAllKeys);

test('keys find their command, the further ones too', () => {
  expect([owner('Ctrl+S'), owner('F5'), owner('Ctrl+Enter'), owner('Ctrl+Q')]).toEqual([
    'save',
    'run',
    'run',
    undefined,
  ]);
});

test('keys that the user gives to a command are taken from the one that had them', () => {
  bindKeys(commands, 'plain', ['Ctrl+Enter']);
  expect([owner('Ctrl+Enter'), owner('F5')]).toEqual(['plain', 'run']);
  expect(keyConflicts(commands, overrides())).toEqual([]);
  resetKeys('plain');
  expect(owner('Ctrl+Enter')).toBeUndefined();
  resetKeys('run');
  expect(owner('Ctrl+Enter')).toBe('run');
});

test('a command can be left without keys', () => {
  bindKeys(commands, 'save', []);
  expect(owner('Ctrl+S')).toBeUndefined();
  expect(keysOf(commands[0] ?? { id: '' }, overrides())).toEqual([]);
});

test('a clash is named', () => {
  expect(keyConflicts([...commands, { id: 'other', keys: 'ctrl+s' }], {})).toEqual([
    { keys: 'Ctrl+S', ids: ['save', 'other'] },
  ]);
});

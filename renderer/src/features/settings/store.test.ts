import { afterEach, expect, test } from 'vitest';
import { changeSettings, defaultSettings, parseSettings, resetSetting, useSettings } from './store.ts';

afterEach(() => changeSettings(defaultSettings));

test('a stored value that is not understood leaves the others alone', () => {
  expect(parseSettings({ fontSize: 900, tabSize: 4, theme: 'dark', gone: true })).toEqual({
    ...defaultSettings,
    tabSize: 4,
    theme: 'dark',
  });
  for (const nothing of [null, 'x', 3, []]) expect(parseSettings(nothing)).toEqual(defaultSettings);
});

test('one setting goes back to what it comes with', () => {
  changeSettings({ minimap: true, wordWrap: true });
  resetSetting('minimap');
  expect(useSettings.getState()).toMatchObject({ minimap: false, wordWrap: true });
});

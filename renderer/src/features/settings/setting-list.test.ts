import { expect, test } from 'vitest';
import { fitsSearch, settingList } from './setting-list.ts';
import { defaultSettings } from './store.ts';

test('every setting stands on the page, once', () => {
  expect(settingList.map((one) => one.name).sort()).toEqual(Object.keys(defaultSettings).sort());
});

test('a search goes over all words, in any order', () => {
  expect(fitsSearch('size font', 'Font size', 'of the code')).toBe(true);
  expect(fitsSearch('', 'anything')).toBe(true);
  expect(fitsSearch('font tabs', 'Font size')).toBe(false);
});

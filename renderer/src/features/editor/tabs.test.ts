import { expect, test } from 'vitest';
import { closeConnectorTabs, closeTab, noTabs, openTab, stepTab, type Tab, tabId, tabTitle } from './tabs.ts';

const file = (path: string, connector = 'acme'): Tab => ({ kind: 'file', connector, path });
const [a, b, c] = [file('a.js'), file('b.js'), file('c.js')];
const open = (...tabs: Tab[]) => tabs.reduce(openTab, noTabs);

test('a new tab opens behind the active one; an open one is only shown', () => {
  const tabs = openTab(openTab(open(a, b), a), c);
  expect(tabs.open).toEqual([a, c, b]);
  expect(tabs.active).toBe(tabId(c));
  expect(openTab(tabs, c)).toBe(tabs);
});

test('closing the tab on view shows its right neighbour, at the end the left one', () => {
  const tabs = open(a, b, c);
  expect(closeTab(openTab(tabs, b), tabId(b)).active).toBe(tabId(c));
  expect(closeTab(tabs, tabId(c)).active).toBe(tabId(b));
  expect(closeTab(tabs, tabId(a)).active).toBe(tabId(c));
  expect(closeTab(open(a), tabId(a))).toEqual(noTabs);
  expect(closeTab(tabs, 'file:acme/none.js')).toBe(tabs);
});

test('all tabs of a removed connector close', () => {
  const tabs = closeConnectorTabs(open(a, file('x.js', 'other'), b), 'acme');
  expect(tabs.open.map(tabId)).toEqual(['file:other/x.js']);
  expect(tabs.active).toBe('file:other/x.js');
});

test('stepping goes round the ends', () => {
  const tabs = open(a, b, c);
  expect(stepTab(tabs, 1).active).toBe(tabId(a));
  expect(stepTab(stepTab(tabs, 1), -1).active).toBe(tabId(c));
  expect(stepTab(noTabs, 1)).toBe(noTabs);
});

test('a name that is open twice carries its connector', () => {
  const [mine, other] = [file('functions/data.js'), file('functions/data.js', 'other')];
  expect(tabTitle(mine, [mine])).toBe('data.js');
  expect(tabTitle(mine, [mine, other])).toBe('data.js – acme');
});

test('looks back have tabs of their own, each with its name', () => {
  const back: Tab[] = [
    { kind: 'history', connector: 'acme' },
    { kind: 'history', connector: 'acme', path: 'functions/data.js' },
    { kind: 'diff', connector: 'acme', path: 'functions/data.js', left: 3, right: 'editor' },
    { kind: 'diff', connector: 'acme', path: 'functions/data.js', left: 3, right: 4 },
    { kind: 'revision', connector: 'acme', path: 'functions/data.js', revision: 3 },
  ];
  expect(new Set(back.map(tabId)).size).toBe(back.length);
  expect(back.map((tab) => tabTitle(tab, back))).toEqual([
    'History: acme',
    'History: data.js',
    'data.js 3 ↔ editor',
    'data.js 3 ↔ 4',
    'data.js at 3',
  ]);
});

import { expect, test } from 'vitest';
import { tabTip, tabTitle, windowTitle } from './tab-title.ts';
import {
  closeConnectorTabs,
  closeTab,
  keepTab,
  moveTab,
  noTabs,
  openTab,
  recentTabs,
  stepTab,
  type Tab,
  tabId,
  tabsSchema,
  tabsToClose,
  togglePin,
} from './tabs.ts';

const file = (path: string, connector = 'acme'): Tab => ({ kind: 'file', connector, path });
const [a, b, c, d] = [file('a.js'), file('b.js'), file('c.js'), file('d.js')];
const open = (...tabs: Tab[]) => tabs.reduce((all, tab) => openTab(all, tab), noTabs);
const names = (tabs: { open: readonly Tab[] }) =>
  tabs.open.map((tab) => (tab.kind === 'file' ? tab.path[0] : tab.kind)).join('');

test('a new tab opens behind the active one; an open one is only shown', () => {
  const tabs = openTab(openTab(open(a, b), a), c);
  expect(tabs.open).toEqual([a, c, b]);
  expect(tabs.active).toBe(tabId(c));
  expect(openTab(tabs, c)).toBe(tabs);
});

test('closing the tab on view shows the one that was on view before', () => {
  const tabs = open(a, b, c);
  expect(closeTab(openTab(tabs, a), tabId(a)).active).toBe(tabId(c));
  expect(closeTab(tabs, tabId(c)).active).toBe(tabId(b));
  expect(closeTab(tabs, tabId(a)).active).toBe(tabId(c));
  expect(closeTab(open(a), tabId(a))).toEqual(noTabs);
  expect(closeTab(tabs, 'file:acme/none.js')).toBe(tabs);
});

test('without a past, its right neighbour is shown, at the end the left one', () => {
  const stored = tabsSchema.parse({ open: [a, b, c], active: tabId(b) });
  expect(closeTab(stored, tabId(b)).active).toBe(tabId(c));
  expect(closeTab({ ...stored, active: tabId(c) }, tabId(c)).active).toBe(tabId(b));
});

test('what is looked at takes the place of what was looked at before', () => {
  const looked = openTab(openTab(open(a), b, true), c, true);
  expect([names(looked), looked.preview, looked.recent]).toEqual(['ac', tabId(c), [tabId(c), tabId(a)]]);
  expect(names(openTab(keepTab(looked, tabId(c)), d, true))).toBe('acd');
  // Opening it to stay keeps it; looking at it again does not change what it is.
  expect(openTab(looked, c).preview).toBeNull();
  expect(openTab(openTab(looked, a), c, true).preview).toBe(tabId(c));
  expect(closeTab(looked, tabId(c)).preview).toBeNull();
});

test('pinned tabs stand in front and stay', () => {
  const tabs = togglePin(open(a, b, c), tabId(c));
  expect(names(tabs)).toBe('cab');
  expect(tabsToClose(tabs, tabId(a), 'all')).toEqual([tabId(a), tabId(b)]);
  expect(tabsToClose(tabs, tabId(a), 'others')).toEqual([tabId(b)]);
  expect(tabsToClose(tabs, tabId(a), 'right')).toEqual([tabId(b)]);
  expect(names(openTab(openTab(tabs, c), d))).toBe('cdab');
  expect(names(togglePin(tabs, tabId(c)))).toBe('cab');
  expect(togglePin(openTab(open(a), b, true), tabId(b)).preview).toBeNull();
});

test('a tab moves among its own kind', () => {
  const tabs = togglePin(open(a, b, c), tabId(a));
  expect(names(moveTab(tabs, tabId(c), 1))).toBe('acb');
  expect(names(moveTab(tabs, tabId(c), 0))).toBe('acb');
  expect(moveTab(tabs, tabId(a), 2)).toBe(tabs);
  expect(moveTab(tabs, 'none', 0)).toBe(tabs);
});

test('the tabs in the order of their use', () => {
  expect(recentTabs(openTab(open(a, b, c), a))).toEqual([a, c, b]);
});

test('all tabs of a removed connector close', () => {
  const tabs = closeConnectorTabs(open(a, { kind: 'settings' }, file('x.js', 'other'), b), 'acme');
  expect(tabs.open.map(tabId)).toEqual(['settings', 'file:other/x.js']);
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
  expect(tabTitle(mine, [mine, file('functions/mydata.js', 'other')])).toBe('data.js');
});

test('A73: what a name hides is written out in tabs and in the title of the window', () => {
  const tab = file('spec/\u202egpj.exe<img onerror=alert(1)>');
  expect(tabTitle(tab, [])).toBe('\\u202egpj.exe<img onerror=alert(1)>');
  expect(tabTip(tab)).toContain('\\u202e');
  expect(windowTitle(file('a', 'ev\u202eil'), null)).toBe('ev\\u202eil – Connector Studio');
  expect(windowTitle(undefined, null)).toBe('Connector Studio');
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

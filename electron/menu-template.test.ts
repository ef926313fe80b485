import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { type MenuCommand, menuItems } from '../shared/menu.ts';
import { menuTemplate } from './menu-template.ts';

function items(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => (Array.isArray(item.submenu) ? items(item.submenu) : [item]));
}

function menu(options: { readonly platform?: NodeJS.Platform; readonly developer?: boolean } = {}) {
  const sent: string[] = [];
  const template = menuTemplate({
    platform: 'linux',
    developer: false,
    send: (command: MenuCommand) => sent.push(command),
    checkForUpdates: () => sent.push('updates'),
    ...options,
  });
  return { template, sent, all: items(template) };
}

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s every command of the table is in the menu and sent by its item',
  (platform) => {
    const { all, sent } = menu({ platform });
    for (const item of all.filter(({ id }) => id !== undefined)) {
      // The template's handlers take none of Electron's arguments.
      (item.click as () => void)();
    }
    const table = Object.values(menuItems)
      .flat(2)
      .map(({ id }) => id);
    expect(sent.toSorted()).toEqual([...table, 'updates'].sort());
    expect(new Set(table).size).toBe(table.length);
  },
);

test('keys of commands are left to the interface, and no two items show the same', () => {
  const withKeys = menu({ developer: true }).all.filter(({ accelerator }) => accelerator !== undefined);
  expect(withKeys.length).toBeGreaterThan(5);
  expect(withKeys.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  const keys = withKeys.map(({ accelerator }) => accelerator);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the letters that pick an item differ within a menu', () => {
  for (const { submenu } of menu().template) {
    const labels = Array.isArray(submenu) ? submenu.map(({ label }) => label ?? '') : [];
    const letters = labels.flatMap((label) => /&(\w)/.exec(label)?.[1]?.toLowerCase() ?? []);
    expect(new Set(letters).size).toBe(letters.length);
  }
});

test('developer tools are offered while developing only', () => {
  const roles = (developer: boolean) => menu({ platform: 'darwin', developer }).all.map(({ role }) => role);
  expect(roles(true)).toContain('toggleDevTools');
  expect(roles(false)).not.toContain('toggleDevTools');
});

test('groups are parted by lines, with none at an end', () => {
  for (const { submenu } of menu().template) {
    const types = Array.isArray(submenu) ? submenu.map(({ type }) => type) : [];
    expect([types.at(0), types.at(-1)]).toEqual([undefined, undefined]);
    expect(types.some((type, index) => type === 'separator' && types[index + 1] === 'separator')).toBe(false);
  }
});

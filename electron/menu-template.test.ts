import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import type { MenuCommand } from '../shared/bridge.ts';
import { menuTemplate } from './menu-template.ts';

function items(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => (Array.isArray(item.submenu) ? items(item.submenu) : [item]));
}

test('every command of the interface is in the menu and sent by its item', () => {
  const sent: MenuCommand[] = [];
  const all = items(menuTemplate({ platform: 'linux', developer: false, send: (command) => sent.push(command) }));
  for (const item of all.filter(({ id }) => id !== undefined)) {
    // The template's handlers take none of Electron's arguments.
    (item.click as () => void)();
  }
  expect(sent.sort()).toEqual(['import', 'palette', 'publish', 'run', 'save', 'toggle-theme']);
});

test('keys of commands are left to the interface', () => {
  const all = items(menuTemplate({ platform: 'linux', developer: true, send: () => undefined }));
  const withKeys = all.filter(({ accelerator }) => accelerator !== undefined);
  expect(withKeys.length).toBeGreaterThan(0);
  expect(withKeys.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
});

test('developer tools are offered while developing only', () => {
  const roles = (developer: boolean) =>
    items(menuTemplate({ platform: 'darwin', developer, send: () => undefined })).map(({ role }) => role);
  expect(roles(true)).toContain('toggleDevTools');
  expect(roles(false)).not.toContain('toggleDevTools');
});

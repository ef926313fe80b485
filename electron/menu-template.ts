import type { MenuItemConstructorOptions } from 'electron';
import { type MenuCommand, type MenuItem, type MenuName, menuItems } from '../shared/menu.ts';

interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Shows the developer tools. */
  readonly developer: boolean;
  send(command: MenuCommand): void;
  checkForUpdates(): void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The groups with a line between each two. */
const joined = (groups: readonly (readonly MenuItemConstructorOptions[])[]): MenuItemConstructorOptions[] =>
  groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : [separator, ...group]));

/**
 * The native menu, from the table of shared/menu.ts. Keys of studio commands are shown but not registered: the interface
 * hears the keys itself, the same way in every host, and one press must not count twice.
 */
export function menuTemplate({
  platform,
  developer,
  send,
  checkForUpdates,
}: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const command = ({ id, label, keys }: MenuItem & { readonly id: MenuCommand }): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => send(id),
    ...(keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }),
  });
  const groups = (name: MenuName) => menuItems[name].map((group) => group.map(command));
  const updates: MenuItemConstructorOptions = {
    id: 'check-for-updates',
    label: 'Check for &updates…',
    click: checkForUpdates,
  };
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: joined([...groups('file'), mac ? [] : [{ role: 'quit' }]]) },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: joined([
        ...groups('view'),
        [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }],
        [{ role: 'togglefullscreen' }],
        developer ? [{ role: 'reload' }, { role: 'toggleDevTools' }] : [],
      ]),
    },
    { label: '&Run', submenu: joined(groups('run')) },
    // Elsewhere this menu holds Close with Ctrl+W, which closes a tab here.
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', label: '&Help', submenu: joined([[updates], ...groups('help')]) },
  ];
}

import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/bridge.ts';

interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Shows the developer tools. */
  readonly developer: boolean;
  send(command: MenuCommand): void;
}

/**
 * The native menu. Accelerators of studio commands are shown but not registered: the interface handles the keys itself,
 * the same way in every host, and one press must not count twice.
 */
export function menuTemplate({ platform, developer, send }: MenuOptions): MenuItemConstructorOptions[] {
  const command = (id: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => send(id),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        command('import', 'Import…'),
        command('save', 'Save', 'CmdOrCtrl+S'),
        separator,
        command('publish', 'Publish…'),
        ...(mac ? [] : [separator, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        command('palette', 'Command palette…', 'CmdOrCtrl+K'),
        command('toggle-theme', 'Switch light and dark'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(developer ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: '&Run', submenu: [command('run', 'Run function', 'CmdOrCtrl+Enter')] },
    // Elsewhere this menu holds Close with Ctrl+W, which closes a tab here.
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
  ];
}

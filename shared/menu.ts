/** The native menus of the desktop shell, beside those that the system names itself. */
export type MenuName = 'file' | 'view' | 'run' | 'help';

/** An item that runs a command of the interface. */
export interface MenuItem {
  /** The command's id, see features/<f>/commands.ts of the renderer. */
  readonly id: string;
  /** As the menu shows it; `&` marks the letter that picks it. */
  readonly label: string;
  /** As Electron writes keys. Shown only: the interface hears the keys itself. */
  readonly keys?: string;
}

/** What each menu holds, in groups with a line between them. The one table for the shell and the page. */
export const menuItems = {
  file: [
    [
      { id: 'new-connector', label: '&New connector…' },
      { id: 'import', label: '&Import an API description…' },
      { id: 'open-archive', label: '&Open a connector…' },
    ],
    [
      { id: 'save', label: '&Save', keys: 'CmdOrCtrl+S' },
      { id: 'save-all', label: 'Save a&ll' },
    ],
    [{ id: 'publish', label: '&Publish…' }],
    [{ id: 'settings', label: 'Se&ttings', keys: 'CmdOrCtrl+,' }],
    [{ id: 'close-tab', label: '&Close the tab', keys: 'CmdOrCtrl+W' }],
  ],
  view: [
    [
      { id: 'palette', label: '&Command palette…', keys: 'CmdOrCtrl+Shift+P' },
      { id: 'quick-open', label: '&Go to a file…', keys: 'CmdOrCtrl+P' },
      { id: 'search', label: '&Search in all files', keys: 'CmdOrCtrl+Shift+F' },
    ],
    [
      { id: 'toggle-sidebar', label: 'Show or hide the si&de view', keys: 'CmdOrCtrl+B' },
      { id: 'toggle-panel', label: 'Show or hide the &panel', keys: 'CmdOrCtrl+J' },
      { id: 'toggle-theme', label: 'Switch &light and dark' },
    ],
  ],
  run: [
    [
      { id: 'run', label: '&Run', keys: 'F5' },
      { id: 'cancel-run', label: '&Cancel the run' },
    ],
    [{ id: 'probe', label: '&Probe every entity…' }],
  ],
  help: [[{ id: 'keyboard', label: '&Keyboard shortcuts' }], [{ id: 'about', label: '&About Connector Studio' }]],
} as const satisfies Readonly<Record<MenuName, readonly (readonly MenuItem[])[]>>;

/** Commands of the native menu. */
export type MenuCommand = (typeof menuItems)[MenuName][number][number]['id'];

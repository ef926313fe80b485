/** What a key can ask for. */
export type ShortcutId =
  | 'palette'
  | 'save'
  | 'run'
  | 'close-tab'
  | 'next-tab'
  | 'previous-tab'
  | 'toggle-sidebar'
  | 'toggle-panel';

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a key press asks for. Ctrl and Cmd count the same. A browser keeps Ctrl+W for itself, so Alt+W closes a tab too;
 * the physical key counts with Alt, which types other letters on some keyboards.
 */
export function shortcutOf(press: KeyPress): ShortcutId | undefined {
  const mod = press.ctrlKey || press.metaKey;
  const key = press.key.toLowerCase();
  if (press.altKey && !mod) {
    if (press.code === 'KeyW') return 'close-tab';
    if (press.code === 'PageDown') return 'next-tab';
    return press.code === 'PageUp' ? 'previous-tab' : undefined;
  }
  if (!mod) return key === 'f5' && !press.shiftKey ? 'run' : undefined;
  if (press.altKey) return undefined;
  if (press.shiftKey) return key === 'p' ? 'palette' : undefined;
  switch (key) {
    case 'k':
      return 'palette';
    case 's':
      return 'save';
    case 'enter':
      return 'run';
    case 'w':
      return 'close-tab';
    case 'b':
      return 'toggle-sidebar';
    case 'j':
      return 'toggle-panel';
    default:
      return undefined;
  }
}

/** The keys as people read them. */
export const shortcutList: readonly { readonly keys: string; readonly title: string }[] = [
  { keys: 'Ctrl+K', title: 'Search commands and files (also Ctrl+Shift+P)' },
  { keys: 'F5', title: 'Run (also Ctrl+Enter)' },
  { keys: 'Ctrl+S', title: 'Save the file' },
  { keys: 'Alt+W', title: 'Close the tab (Ctrl+W in the desktop app)' },
  { keys: 'Alt+PgDn', title: 'Next tab; Alt+PgUp the previous one' },
  { keys: 'Ctrl+B', title: 'Show or hide the side view' },
  { keys: 'Ctrl+J', title: 'Show or hide the panel' },
];

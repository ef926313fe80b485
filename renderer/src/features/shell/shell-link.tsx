import { useEffect } from 'react';
import { followOpenRequests } from '../open-request/store.ts';
import { useSettings } from '../settings/store.ts';
import { preloadEditor } from './preload-editor.ts';

preloadEditor();

/** Tells the host around the page what it cannot see itself: the colours of the window; and hears of links. */
export function ShellLink() {
  const theme = useSettings((state) => state.theme);
  useEffect(() => followOpenRequests(), []);
  useEffect(() => window.studio?.setTheme(theme === 'auto' ? 'system' : theme), [theme]);
  return null;
}

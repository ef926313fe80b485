import { useEffect } from 'react';
import { useConnectors } from '../connectors/store.ts';
import { followOpenRequests } from '../open-request/store.ts';
import { useSettings } from '../settings/store.ts';
import { windowTitle } from './window-title.ts';

/** Tells the host around the page what it cannot see itself: the title of the window and its colours; and hears of links. */
export function ShellLink() {
  const theme = useSettings((state) => state.theme);
  const active = useConnectors((state) => state.active);
  useEffect(() => followOpenRequests(), []);
  useEffect(() => window.studio?.setTheme(theme === 'auto' ? 'system' : theme), [theme]);
  useEffect(() => {
    document.title = windowTitle(active);
  }, [active]);
  return null;
}

import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useConnectors } from '../connectors/store.ts';
import { followOpenRequests } from '../open-request/store.ts';
import { preloadEditor } from './preload-editor.ts';
import { windowTitle } from './window-title.ts';

preloadEditor();

/** Tells the host around the page what it cannot see itself: the title of the window and its colours; and hears of links. */
export function ShellLink() {
  const { colorScheme } = useMantineColorScheme();
  const active = useConnectors((state) => state.active);
  useEffect(() => followOpenRequests(), []);
  useEffect(() => window.studio?.setTheme(colorScheme === 'auto' ? 'system' : colorScheme), [colorScheme]);
  useEffect(() => {
    document.title = windowTitle(active);
  }, [active]);
  return null;
}

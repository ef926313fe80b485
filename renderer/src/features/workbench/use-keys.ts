import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { runCommand } from './commands.ts';
import { useDialogs } from './dialogs.ts';
import { shortcutOf } from './shortcuts.ts';

/** The keys of the workbench and the commands of the native menu, for as long as the page lives. */
export function useKeysAndMenu(): void {
  const { toggleColorScheme } = useMantineColorScheme();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const id = shortcutOf(event);
      if (id === undefined) return;
      // Even where nothing happens, the browser must not save or reload the page instead.
      event.preventDefault();
      event.stopPropagation();
      if (useDialogs.getState().dialog === null) runCommand(id);
    };
    // In the capture phase: the code editor has its own use for some of these keys.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  useEffect(
    () =>
      window.studio?.onMenuCommand((command) => {
        if (command === 'toggle-theme') toggleColorScheme();
        else if (useDialogs.getState().dialog === null) runCommand(command);
      }),
    [toggleColorScheme],
  );
}

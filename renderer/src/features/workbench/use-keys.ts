import { useEffect } from 'react';
import { toggleTheme } from '../settings/commands.ts';
import type { AppCommand } from './app-command.ts';
import { allCommands, runCommand } from './commands.ts';
import { useDialogs } from './dialogs.ts';
import { commandOfKeys, useKeymap } from './keymap.ts';
import { isBindable, pressedKeys } from './keys.ts';

/** Something in front of the workbench that keeps the keys for itself: a dialog, an open menu. */
const isCovered = (): boolean =>
  useDialogs.getState().dialog !== null || document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

function act(command: AppCommand): void {
  if (command.enabled() && (command.inDialog === true || !isCovered())) command.run();
}

/** The keys of the workbench and the commands of the native menu, for as long as the page lives. */
export function useKeysAndMenu(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (useKeymap.getState().recording || event.isComposing) return;
      const keys = pressedKeys(event);
      if (keys === undefined || !isBindable(keys)) return;
      const command = commandOfKeys(allCommands(), useKeymap.getState().overrides, keys);
      if (command === undefined) return;
      // Even where nothing happens, the browser must not save or reload the page instead.
      event.preventDefault();
      event.stopPropagation();
      act(command);
    };
    // In the capture phase: the code editor has its own use for some of these keys.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  useEffect(
    () =>
      window.studio?.onMenuCommand((command) => {
        if (command === 'toggle-theme') toggleTheme();
        else if (!isCovered()) runCommand(command);
      }),
    [],
  );
}

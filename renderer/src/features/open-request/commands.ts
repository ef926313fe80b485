import { openRequestTexts as texts } from '../../texts/open-request.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { receiveArchive } from './store.ts';

/** Lets the user choose a `.connector` file. */
function chooseArchive(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.connector';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void receiveArchive(file);
  });
  input.click();
}

/** What can be opened from outside. */
export const openRequestCommands: readonly AppCommand[] = [
  { id: 'open-archive', group: texts.command.group, title: texts.command.open, enabled: always, run: chooseArchive },
];

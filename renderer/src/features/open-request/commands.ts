import { openRequestTexts as texts } from '../../texts/open-request.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { chooseArchive } from './choose.ts';

/** What can be opened from outside. */
export const openRequestCommands: readonly AppCommand[] = [
  { id: 'open-archive', group: texts.command.group, title: texts.command.open, enabled: always, run: chooseArchive },
];

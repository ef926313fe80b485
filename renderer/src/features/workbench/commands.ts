import { spotlight } from '@mantine/spotlight';
import { connectorCommands } from '../connectors/commands.ts';
import { editorCommands } from '../editor/commands.ts';
import { openRequestCommands } from '../open-request/commands.ts';
import { runCommands } from '../run/commands.ts';
import { shellCommands } from '../shell/commands.ts';
import type { AppCommand } from './app-command.ts';
import { viewCommands } from './view-commands.ts';

/** Every command of the workbench but those of the theme, which belong to the kit; each feature lists its own. */
export const commands: readonly AppCommand[] = [
  ...runCommands,
  ...connectorCommands,
  ...editorCommands,
  ...openRequestCommands,
  ...viewCommands,
  ...shellCommands,
];

/** Runs a command by its id, where it makes sense now. */
export function runCommand(id: string): void {
  if (id === 'palette') {
    spotlight.open();
    return;
  }
  const command = commands.find((one) => one.id === id);
  if (command?.enabled()) command.run();
}

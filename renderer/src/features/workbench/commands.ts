import { connectionCommands } from '../connections/commands.ts';
import { connectorCommands } from '../connectors/commands.ts';
import { editorCommands } from '../editor/commands.ts';
import { historyCommands } from '../history/commands.ts';
import { openRequestCommands } from '../open-request/commands.ts';
import { openQuick } from '../palette/store.ts';
import { problemCommands } from '../problems/commands.ts';
import { requestCommands } from '../requests/commands.ts';
import { runCommands } from '../run/commands.ts';
import { runTargetCommands } from '../run/target-commands.ts';
import { searchCommands } from '../search/commands.ts';
import { settingsCommands } from '../settings/commands.ts';
import { shellCommands } from '../shell/commands.ts';
import { tenantCommands } from '../tenants/commands.ts';
import type { AppCommand } from './app-command.ts';
import { viewCommands } from './view-commands.ts';

/** Every command that has a name of its own; each feature lists its own. */
export const commands: readonly AppCommand[] = [
  ...runCommands,
  ...connectorCommands,
  ...connectionCommands,
  ...tenantCommands,
  ...editorCommands,
  ...openRequestCommands,
  ...problemCommands,
  ...historyCommands,
  ...requestCommands,
  ...searchCommands,
  ...viewCommands,
  ...settingsCommands,
  ...shellCommands,
];

/** Every command there is now, with one for each function and command that can be run. */
export const allCommands = (): readonly AppCommand[] => [...commands, ...runTargetCommands()];

/** Runs a command by its id, where it makes sense now. Gives whether it ran. */
export function runCommand(id: string): boolean {
  // The name under which the native menu has known it from the beginning.
  if (id === 'palette') {
    openQuick('>');
    return true;
  }
  const command = allCommands().find((one) => one.id === id);
  if (!command?.enabled()) return false;
  command.run();
  return true;
}

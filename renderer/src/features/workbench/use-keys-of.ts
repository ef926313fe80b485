import { commands } from './commands.ts';
import { keysOf, useKeymap } from './keymap.ts';
import { shownKeys } from './keys.ts';

/** The keys of a command as people read them; empty where it has none. */
export function useKeysOf(id: string): string {
  const overrides = useKeymap((state) => state.overrides);
  const command = commands.find((one) => one.id === id);
  const [keys] = command ? keysOf(command, overrides) : [];
  return keys === undefined ? '' : shownKeys(keys);
}

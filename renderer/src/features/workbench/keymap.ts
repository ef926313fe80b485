import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';
import type { AppCommand } from './app-command.ts';
import { normalKeys } from './keys.ts';

const overridesSchema = z.record(z.string(), z.array(z.string()));
/** The keys that the user chose, by command; an empty list takes a command's keys away. */
export type KeyOverrides = z.infer<typeof overridesSchema>;

interface Keymap {
  readonly overrides: KeyOverrides;
  /** Keys ask for nothing while someone records them for a command. */
  readonly recording: boolean;
}

export const useKeymap = create<Keymap>(() => ({
  overrides: readStored('keys', overridesSchema, {}),
  recording: false,
}));
useKeymap.subscribe((now, before) => {
  if (now.overrides !== before.overrides) writeStored('keys', now.overrides);
});

type Keyed = Pick<AppCommand, 'id' | 'keys' | 'moreKeys'>;

/** The keys that a command comes with. */
export const defaultKeys = (command: Keyed): readonly string[] =>
  command.keys === undefined ? [] : [command.keys, ...(command.moreKeys ?? [])].map(normalKeys);

/** The keys of a command as they are now. */
export const keysOf = (command: Keyed, overrides: KeyOverrides): readonly string[] =>
  Object.hasOwn(overrides, command.id) ? (overrides[command.id] ?? []) : defaultKeys(command);

/** Keys that stand for several commands, with the ids of those. */
export function keyConflicts(
  commands: readonly Keyed[],
  overrides: KeyOverrides,
): readonly { readonly keys: string; readonly ids: readonly string[] }[] {
  const owners = new Map<string, string[]>();
  for (const command of commands)
    for (const keys of keysOf(command, overrides)) owners.set(keys, [...(owners.get(keys) ?? []), command.id]);
  return [...owners].filter(([, ids]) => ids.length > 1).map(([keys, ids]) => ({ keys, ids }));
}

/** Which command keys stand for. What the user chose goes before what a command comes with. */
export function commandOfKeys<Command extends Keyed>(
  commands: readonly Command[],
  overrides: KeyOverrides,
  keys: string,
): Command | undefined {
  const owners = commands.filter((command) => keysOf(command, overrides).includes(keys));
  return owners.find((command) => Object.hasOwn(overrides, command.id)) ?? owners[0];
}

/** Gives a command other keys; keys that another command had are taken from that one. */
export function bindKeys(commands: readonly Keyed[], id: string, keys: readonly string[]): void {
  const { overrides } = useKeymap.getState();
  const next: KeyOverrides = { ...overrides, [id]: [...keys] };
  for (const other of commands) {
    if (other.id === id) continue;
    const had = keysOf(other, overrides);
    if (had.some((one) => keys.includes(one))) next[other.id] = had.filter((one) => !keys.includes(one));
  }
  useKeymap.setState({ overrides: next });
}

/** Gives a command the keys back that it came with. */
export function resetKeys(id: string): void {
  const { [id]: _, ...overrides } = useKeymap.getState().overrides;
  useKeymap.setState({ overrides });
}

/** Gives every command its own keys back. */
export const resetAllKeys = (): void => useKeymap.setState({ overrides: {} });

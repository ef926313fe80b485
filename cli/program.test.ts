import { Command } from 'commander';
import { expect, it } from 'vitest';
import { commandGroups, groupsFor } from './program.ts';

it('names for each file the commands that it adds: a command is found without loading the others', async () => {
  for (const group of commandGroups) {
    const program = new Command();
    (await group.load())(program);
    expect(program.commands.map((command) => command.name())).toEqual(group.names);
    for (const name of group.names) expect(groupsFor(['--x', name, '--json', 'run'])).toEqual([group]);
  }
});

it.each([[], ['--help'], ['help', 'run'], ['rnu', 'x']])('loads all where no command is named: %j', (...args) => {
  expect(groupsFor(args)).toBe(commandGroups);
});

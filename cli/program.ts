import { Command, CommanderError } from 'commander';
import { productVersion } from '../core/version.ts';
import { setExitCode } from './context.ts';

/** Bad usage or bad input. */
const USAGE = 2;
/** Anything that the caller cannot mend. */
const FAILED = 1;

type Register = (program: Command) => void;

/** A file of commands, and the names that it adds to the program. */
export interface CommandGroup {
  readonly names: readonly string[];
  load(): Promise<Register>;
}

/** All commands, in the order of the help. A command loads its own file only, so that it starts in half the time. */
export const commandGroups: readonly CommandGroup[] = [
  { names: ['inspect', 'import'], load: async () => (await import('./commands/import.ts')).registerImport },
  { names: ['reimport'], load: async () => (await import('./commands/reimport.ts')).registerReimport },
  {
    names: ['list', 'show', 'export', 'open'],
    load: async () => (await import('./commands/connectors.ts')).registerConnectors,
  },
  { names: ['connect'], load: async () => (await import('./commands/connect.ts')).registerConnect },
  { names: ['run'], load: async () => (await import('./commands/run.ts')).registerRun },
  { names: ['runs'], load: async () => (await import('./commands/runs.ts')).registerRuns },
  { names: ['probe'], load: async () => (await import('./commands/probe.ts')).registerProbe },
  { names: ['pack', 'publish'], load: async () => (await import('./commands/publish.ts')).registerPublish },
  {
    names: ['marketplace', 'demo-api', 'serve'],
    load: async () => (await import('./commands/servers.ts')).registerServers,
  },
  { names: ['mock-api'], load: async () => (await import('./commands/mock-api.ts')).registerMockApi },
  { names: ['exchange'], load: async () => (await import('./commands/exchange.ts')).registerExchange },
  { names: ['har'], load: async () => (await import('./commands/har.ts')).registerHar },
  { names: ['compare'], load: async () => (await import('./commands/compare.ts')).registerCompare },
  { names: ['settings'], load: async () => (await import('./commands/settings.ts')).registerSettings },
];

/** The groups that a command line needs: the one of its command; all for the help and for a name that nobody has. */
export function groupsFor(args: readonly string[]): readonly CommandGroup[] {
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const group = commandGroups.find(({ names }) => names.includes(name));
  return group ? [group] : commandGroups;
}

async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('studio')
    .description('Connector Studio on the command line: import, run, pack and publish connectors.')
    .version(productVersion)
    // An option after the name of a command is that command's, also where commands have commands.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
    .showHelpAfterError('Call studio --help, or studio <command> --help, to see what there is.');
  for (const register of await Promise.all(groupsFor(args).map((group) => group.load()))) register(program);
  return program;
}

/** Runs one command line, without the name of the program; what came of it is the exit code of the process. */
export async function runProgram(args: readonly string[]): Promise<void> {
  const program = await createProgram(args);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return setExitCode(error.exitCode === 0 ? 0 : USAGE);
    console.error(
      `This is a defect of the studio, not of your input: ${error instanceof Error ? error.message : error}`,
    );
    setExitCode(FAILED);
  }
}

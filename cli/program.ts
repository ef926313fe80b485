import { Command, CommanderError } from 'commander';
import { productVersion } from '../core/version.ts';
import { setExitCode } from './context.ts';
import { helpConfiguration } from './help.ts';
import { createOutput } from './output.ts';

/** Bad usage or bad input. */
const USAGE = 2;
/** Anything that the caller cannot mend. */
const FAILED = 1;

type Register = (program: Command) => void;

/** A file of commands, and the names that it adds to the program. */
export interface CommandGroup {
  /** Above its commands in the help; groups of one heading stand together. */
  readonly heading: string;
  readonly names: readonly string[];
  load(): Promise<Register>;
}

const group = (heading: string, names: readonly string[], load: () => Promise<Register>): CommandGroup => ({
  heading: `${heading}:`,
  names,
  load,
});

/** All commands, in the order of the help. A command loads its own file only, so that it starts in half the time. */
export const commandGroups: readonly CommandGroup[] = [
  group('Connectors', ['inspect', 'import'], async () => (await import('./commands/import.ts')).registerImport),
  group('Connectors', ['reimport'], async () => (await import('./commands/reimport.ts')).registerReimport),
  group(
    'Connectors',
    ['new', 'list', 'show', 'export', 'open'],
    async () => (await import('./commands/connectors.ts')).registerConnectors,
  ),
  group('Runs', ['connect'], async () => (await import('./commands/connect.ts')).registerConnect),
  group('Runs', ['run'], async () => (await import('./commands/run.ts')).registerRun),
  group('Runs', ['test', 'receipts'], async () => (await import('./commands/test.ts')).registerTest),
  group('Runs', ['runs'], async () => (await import('./commands/runs.ts')).registerRuns),
  group('Runs', ['probe'], async () => (await import('./commands/probe.ts')).registerProbe),
  group('Runs', ['compare'], async () => (await import('./commands/compare.ts')).registerCompare),
  group('Runs', ['exchange'], async () => (await import('./commands/exchange.ts')).registerExchange),
  group('Runs', ['har'], async () => (await import('./commands/har.ts')).registerHar),
  group(
    'Publishing',
    ['version', 'diff', 'capabilities'],
    async () => (await import('./commands/version.ts')).registerVersion,
  ),
  group('Publishing', ['pack', 'publish'], async () => (await import('./commands/publish.ts')).registerPublish),
  group('Publishing', ['publications'], async () => (await import('./commands/publications.ts')).registerPublications),
  group('Marketplaces', ['tenants'], async () => (await import('./commands/tenants.ts')).registerTenants),
  group('Marketplaces', ['instances'], async () => (await import('./commands/instances.ts')).registerInstances),
  group(
    'Marketplaces',
    ['gallery', 'fork', 'update'],
    async () => (await import('./commands/gallery.ts')).registerGallery,
  ),
  group('Servers', ['demo-api'], async () => (await import('./commands/servers.ts')).registerDemoApi),
  group('Servers', ['mock-api'], async () => (await import('./commands/mock-api.ts')).registerMockApi),
  group('Servers', ['marketplace'], async () => (await import('./commands/servers.ts')).registerMarketplace),
  group(
    'Servers',
    ['marketplace-key'],
    async () => (await import('./commands/marketplace-key.ts')).registerMarketplaceKey,
  ),
  group('Servers', ['marketplace-rotate-keys'], async () => (await import('./commands/servers.ts')).registerRotateKeys),
  group(
    'Servers',
    ['marketplace-verify'],
    async () => (await import('./commands/marketplace-verify.ts')).registerMarketplaceVerify,
  ),
  group(
    'Servers',
    ['marketplace-check'],
    async () => (await import('./commands/marketplace-check.ts')).registerMarketplaceCheck,
  ),
  group('Servers', ['serve'], async () => (await import('./commands/servers.ts')).registerServe),
  group('Other', ['settings'], async () => (await import('./commands/settings.ts')).registerSettings),
];

/** The groups that a command line needs: the one of its command; all for the help and for a name that nobody has. */
export function groupsFor(args: readonly string[]): readonly CommandGroup[] {
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const own = commandGroups.find(({ names }) => names.includes(name));
  return own ? [own] : commandGroups;
}

async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('studio')
    .description('Connector Studio on the command line: import, run, pack and publish connectors.')
    .version(productVersion)
    // An option after the name of a command is that command's, also where commands have commands.
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp(helpConfiguration)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
    .showHelpAfterError('Call studio --help, or studio <command> --help, to see what there is.');
  const groups = groupsFor(args);
  const registers = await Promise.all(groups.map((one) => one.load()));
  for (const [index, register] of registers.entries()) {
    program.commandsGroup(groups[index]?.heading ?? '');
    register(program);
  }
  const help = new Command('help').argument('[command]').description('show how a command is called');
  program.addHelpCommand(help.helpGroup('Other:'));
  return program;
}

/** As it was asked for, whatever else of the line could not be understood. */
const wantsJson = process.argv.includes('--json');

/** Bad usage: the sentence and the way to the help are on stderr already. */
function misused(error: CommanderError): void {
  if (wantsJson) {
    const message =
      error.code === 'commander.help'
        ? 'Name a command: studio --help lists them.'
        : error.message.replace(/^error: /, '');
    process.stdout.write(`${JSON.stringify({ error: { kind: 'input', code: 'bad_usage', message } }, null, 2)}\n`);
  }
  setExitCode(USAGE);
}

/** Tells of a defect of the studio in one sentence. */
export function broken(error: unknown): void {
  const message = `This is a defect of the studio, not of your input: ${error instanceof Error ? error.message : error}`;
  createOutput(wantsJson).failure({ kind: 'system', code: 'defect', message });
  setExitCode(FAILED);
}

/** Runs one command line, without the name of the program; what came of it is the exit code of the process. */
export async function runProgram(args: readonly string[]): Promise<void> {
  const program = await createProgram(args);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) broken(error);
    else if (error.exitCode === 0) setExitCode(0);
    else misused(error);
  }
}

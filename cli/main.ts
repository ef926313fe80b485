import { Command, CommanderError } from 'commander';
import { productVersion } from '../core/version.ts';
import { registerCompare } from './commands/compare.ts';
import { registerConnect } from './commands/connect.ts';
import { registerConnectors } from './commands/connectors.ts';
import { registerExchange } from './commands/exchange.ts';
import { registerHar } from './commands/har.ts';
import { registerImport } from './commands/import.ts';
import { registerMockApi } from './commands/mock-api.ts';
import { registerProbe } from './commands/probe.ts';
import { registerPublish } from './commands/publish.ts';
import { registerReimport } from './commands/reimport.ts';
import { registerRun } from './commands/run.ts';
import { registerRuns } from './commands/runs.ts';
import { registerDemoApi, registerMarketplace, registerServe } from './commands/servers.ts';
import { registerSettings } from './commands/settings.ts';
import { setExitCode } from './context.ts';
import { helpConfiguration } from './help.ts';
import { createOutput } from './output.ts';
import { flushed, watchStreams } from './streams.ts';

/** Bad usage or bad input. */
const USAGE = 2;
/** Anything that the caller cannot mend. */
const FAILED = 1;

function createProgram(): Command {
  const program = new Command('studio')
    .description('Connector Studio on the command line: import, run, pack and publish connectors.')
    .version(productVersion)
    // An option after the name of a command is that command's, also where commands have commands.
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp(helpConfiguration)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
    .showHelpAfterError('Call studio --help, or studio <command> --help, to see what there is.');
  program.commandsGroup('Connectors:');
  for (const register of [registerImport, registerReimport, registerConnectors]) register(program);
  program.commandsGroup('Runs:');
  for (const register of [registerConnect, registerRun, registerRuns, registerProbe]) register(program);
  for (const register of [registerCompare, registerExchange, registerHar]) register(program);
  program.commandsGroup('Publishing:');
  registerPublish(program);
  program.commandsGroup('Servers:');
  for (const register of [registerDemoApi, registerMockApi, registerMarketplace, registerServe]) register(program);
  program.commandsGroup('Other:');
  registerSettings(program);
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

function broken(error: unknown): void {
  const message = `This is a defect of the studio, not of your input: ${error instanceof Error ? error.message : error}`;
  createOutput(wantsJson).failure({ kind: 'system', code: 'defect', message });
  setExitCode(FAILED);
}

async function main(): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) broken(error);
    else if (error.exitCode === 0) setExitCode(0);
    else misused(error);
  }
}

// Sandbox workers and idle connections do not hold a process; a command lasts until it has ended them itself.
setInterval(() => undefined, 60_000);
// What fails outside any command, as in a timer, is told like any other defect.
process.on('uncaughtException', (error) => {
  broken(error);
  process.exit();
});
let lost = false;
watchStreams(() => {
  lost = true;
});
await main();
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
if (lost) setExitCode(FAILED);
// A keychain that never answers would hold the process long after the studio has given it up.
process.exit();

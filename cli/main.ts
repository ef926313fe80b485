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
import { registerServers } from './commands/servers.ts';
import { registerSettings } from './commands/settings.ts';
import { setExitCode } from './context.ts';

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
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
    .showHelpAfterError('Call studio --help, or studio <command> --help, to see what there is.');
  registerImport(program);
  registerReimport(program);
  registerConnectors(program);
  registerConnect(program);
  registerRun(program);
  registerRuns(program);
  registerProbe(program);
  registerPublish(program);
  registerServers(program);
  registerMockApi(program);
  registerExchange(program);
  registerHar(program);
  registerCompare(program);
  registerSettings(program);
  return program;
}

async function main(): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return setExitCode(error.exitCode === 0 ? 0 : USAGE);
    console.error(
      `This is a defect of the studio, not of your input: ${error instanceof Error ? error.message : error}`,
    );
    setExitCode(FAILED);
  }
}

/** Resolves when everything written so far has left this process. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));

// Sandbox workers and idle connections do not hold a process; a command lasts until it has ended them itself.
setInterval(() => undefined, 60_000);
await main();
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// A keychain that never answers would hold the process long after the studio has given it up.
process.exit();

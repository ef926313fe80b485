import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { defaultWorkspaceDirectory } from '../core/paths.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type StudioInBrowserOptions, startStudioInBrowser } from './index.ts';

const FAILED = 1;
const BAD_USAGE = 2;

function readOptions(): Result<StudioInBrowserOptions> {
  try {
    const { values } = parseArgs({ options: { workspace: { type: 'string' }, port: { type: 'string' } } });
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return fail('input', 'bad_port', `--port takes a number from 0 to 65535, not ${values.port}.`);
    }
    return ok({ port, workspace: path.resolve(values.workspace ?? defaultWorkspaceDirectory()) });
  } catch (error) {
    return fail('input', 'bad_option', error instanceof Error ? error.message : 'Unknown option.');
  }
}

/** Resolves when this process is told to end: Ctrl+C, SIGTERM, or the end of the process that started it. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });

async function main(): Promise<number> {
  // Before anything is printed: whoever reads the line may end this process at once.
  const stopped = untilStopped();
  const options = readOptions();
  const started = options.ok ? await startStudioInBrowser(options.value) : options;
  if (!started.ok) {
    console.error(started.error.message);
    return started.error.kind === 'input' ? BAD_USAGE : FAILED;
  }
  const host = started.value;
  const print = (url: string): void => void process.stdout.write(`Connector Studio: ${url}\n`);
  print(host.url);
  // A launch address works once and for one minute; a person at a terminal asks for another with Enter.
  const terminal = process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined;
  terminal?.on('line', () => print(host.newLaunchUrl()));
  await stopped;
  terminal?.close();
  await host.close();
  return 0;
}

process.exit(await main());

import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import { defaultWorkspaceDirectory } from '../../core/paths.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput } from '../context.ts';
import { parsePort } from '../pairs.ts';
import { serverFailure, untilStopped } from '../server.ts';

interface PortOptions extends CommonOptions {
  readonly port: number;
}

// Servers are loaded by the command that runs one: every other command starts faster without them.

async function demoApi(options: PortOptions): Promise<void> {
  const { createDemoApi } = await import('../../resources/demo/index.ts');
  await withOutput(options, async (output) => {
    try {
      const stopped = untilStopped();
      const demo = await createDemoApi({ port: options.port });
      output.result({ url: demo.url, key: demo.key, description: `${demo.url}/openapi.json` }, () =>
        [`Demo API: ${demo.url}`, `key: ${demo.key}`, `description: ${demo.url}/openapi.json`].join('\n'),
      );
      await stopped;
      await demo.close();
      return ok(0);
    } catch (error) {
      return serverFailure('The demo API', options.port, error);
    }
  });
}

async function marketplace(options: PortOptions & { readonly data: string }): Promise<void> {
  const { createMarketplace } = await import('../../marketplace/index.ts');
  await withOutput(options, async (output) => {
    try {
      const stopped = untilStopped();
      const dataDirectory = path.resolve(options.data);
      const databaseUrl = process.env.DATABASE_URL;
      const server = await createMarketplace({ dataDirectory, databaseUrl, port: options.port });
      output.result({ url: server.url, ...(server.key === undefined ? {} : { key: server.key }) }, () =>
        [
          `Marketplace: ${server.url}`,
          ...(server.key === undefined ? [] : [`key: ${server.key}`, 'The key is shown this once; keep it.']),
        ].join('\n'),
      );
      await stopped;
      await server.close();
      return ok(0);
    } catch (error) {
      return serverFailure('The marketplace', options.port, error);
    }
  });
}

/** A launch address works once and for one minute; a person at a terminal asks for another with Enter. */
function offerNewAddress(print: () => void): Interface | undefined {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin });
  terminal.on('line', print);
  return terminal;
}

async function serve(options: PortOptions): Promise<void> {
  const { startStudioInBrowser } = await import('../../web/index.ts');
  await withOutput(options, async (output) => {
    const stopped = untilStopped();
    const started = await startStudioInBrowser({
      workspace: path.resolve(options.workspace ?? defaultWorkspaceDirectory()),
      port: options.port,
    });
    if (!started.ok) return started;
    output.result({ url: started.value.url }, () => `Connector Studio: ${started.value.url}`);
    const terminal = offerNewAddress(() => output.note(`Connector Studio: ${started.value.newLaunchUrl()}`));
    await stopped;
    terminal?.close();
    await started.value.close();
    return ok(0);
  });
}

export function registerMarketplace(program: Command): void {
  withCommonOptions(program.command('marketplace'))
    .option('--port <n>', 'port on 127.0.0.1, 0 for any', parsePort, 0)
    .requiredOption('--data <dir>', 'folder of its database and its keys')
    .description('run the reference marketplace; DATABASE_URL=postgres://… keeps its data in PostgreSQL')
    .action(marketplace);
}

export function registerDemoApi(program: Command): void {
  withCommonOptions(program.command('demo-api'))
    .option('--port <n>', 'port on 127.0.0.1, 0 for any', parsePort, 0)
    .description('run a realistic API to learn and test with')
    .action(demoApi);
}

export function registerServe(program: Command): void {
  withCommonOptions(program.command('serve'))
    .option('--port <n>', 'port on 127.0.0.1, 0 for any', parsePort, 0)
    .description('run the studio in the browser')
    .action(serve);
}

import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import { defaultWorkspaceDirectory } from '../../core/paths.ts';
import { fail, ok, reasonOf } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput } from '../context.ts';
import { collectList, parsePort } from '../pairs.ts';
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

interface MarketplaceCommand extends PortOptions {
  readonly data: string;
  readonly allowHost: readonly string[];
  readonly publicUrl?: string;
}

/** Where the marketplace keeps its data and its keys. */
const placeOf = (data: string, vaultKeyVariable: string) => ({
  dataDirectory: path.resolve(data),
  databaseUrl: process.env.DATABASE_URL,
  vaultKey: process.env[vaultKeyVariable],
});

async function marketplace(options: MarketplaceCommand): Promise<void> {
  const { createMarketplace, vaultKeyVariable } = await import('../../marketplace/index.ts');
  await withOutput(options, async (output) => {
    try {
      const stopped = untilStopped();
      const { port, publicUrl, allowHost: allowedHosts } = options;
      const place = placeOf(options.data, vaultKeyVariable);
      const server = await createMarketplace({ ...place, port, publicUrl, allowedHosts });
      for (const note of server.notes) output.note(note);
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

async function rotateKeys(options: CommonOptions & { readonly data: string }): Promise<void> {
  const { rotateKeys: rotate, vaultKeyVariable } = await import('../../marketplace/index.ts');
  await withOutput(options, async (output) => {
    try {
      const { key, tenants } = await rotate(placeOf(options.data, vaultKeyVariable));
      output.result({ key, tenants }, () => `The keys of ${tenants} tenants are wrapped by ${key} now.`);
      return ok(0);
    } catch (error) {
      return fail('system', 'rotation_failed', `The keys were not replaced: ${reasonOf(error)}.`);
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
    .option('--allow-host <host>', 'private host that installed connectors may reach; may be repeated', collectList, [])
    .option('--public-url <url>', 'address that browsers reach it at, where that is another one')
    .description('run the reference marketplace; DATABASE_URL=postgres://… keeps its data in PostgreSQL')
    .action(marketplace);
}

export function registerRotateKeys(program: Command): void {
  withCommonOptions(program.command('marketplace-rotate-keys'))
    .requiredOption('--data <dir>', 'folder of the marketplace')
    .description('make a new key for the secrets that a marketplace keeps; it may run meanwhile')
    .action(rotateKeys);
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

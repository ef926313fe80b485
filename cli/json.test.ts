import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder, temporaryWorkspace } from '../core/workspace/testing/temporary.ts';
import { goodKey, keySource } from '../marketplace/testing/crm.ts';
import { runningMarketplace } from '../marketplace/testing/running.ts';
import { commandGroups, groupsFor } from './program.ts';
import { saveCrm } from './testing/market-studio.ts';
import { runCommand } from './testing/run-command.ts';

/** Commands that change, send or serve something: what they give is tested beside each. */
const others: ReadonlySet<string> = new Set([
  ...['import', 'reimport', 'new', 'export', 'open', 'connect', 'run', 'test', 'probe', 'runs remove'],
  ...['exchange resend', 'har export', 'har import', 'version', 'pack', 'publish', 'fork', 'update'],
  ...['publications send', 'publications retry', 'publications cancel', 'publications remove'],
  ...['tenants add', 'tenants rename', 'tenants remove', 'instances test', 'instances install', 'instances swap'],
  ...['instances uninstall', 'demo-api', 'mock-api', 'marketplace', 'marketplace-rotate-keys', 'marketplace-check'],
  ...['serve', 'settings set-proxy', 'settings clear-proxy', 'settings add-ca', 'settings remove-ca'],
  ...['settings trust-host', 'settings untrust-host'],
]);

/** Every command of the help that does something, by its whole name. */
async function allCommands(): Promise<readonly { readonly name: string; readonly hasPassphrase: boolean }[]> {
  const program = new Command();
  for (const group of commandGroups) (await group.load())(program);
  const below = (parent: Command, names: readonly string[]): { name: string; hasPassphrase: boolean }[] =>
    parent.commands.flatMap((command) => {
      const all = [...names, command.name()];
      const own = command.options.some(({ long }) => long === '--json');
      const hasPassphrase = command.options.some(({ long }) => long === '--passphrase-env');
      return [...(own ? [{ name: all.join(' '), hasPassphrase }] : []), ...below(command, all)];
    });
  return below(program, []);
}

afterAll(() => vi.unstubAllEnvs());

describe('FC-73: read commands take --json', () => {
  it('each gives one document, and no key in it', { timeout: 120_000 }, async () => {
    const marketplace = await runningMarketplace('sqlite', { allowedHosts: ['127.0.0.1'] });
    const source = await keySource();
    const [folder, workspace] = [temporaryFolder(), temporaryFolder()];
    await saveCrm({ workspace: temporaryWorkspace(workspace) });
    for (const [name, value] of [
      ...[['CRM', goodKey] as const, ['MARKET', marketplace.key] as const],
      ...[['PASS', 'a long passphrase of a test'] as const, ['STUDIO_VAULT', ''] as const],
    ])
      vi.stubEnv(name, value);
    const passphrases = new Map((await allCommands()).map(({ name, hasPassphrase }) => [name, hasPassphrase]));
    const studio = async (name: string, ...args: readonly string[]) => {
      const words = name.split(' ');
      const load = await groupsFor(words)[0]?.load();
      const vault = passphrases.get(name) ? ['--passphrase-env', 'PASS'] : [];
      return runCommand(load ?? (() => undefined), ...words, ...args, '--workspace', workspace, '--json', ...vault);
    };
    const done = async (name: string, ...args: readonly string[]): Promise<string> => {
      const { code, out, err } = await studio(name, ...args);
      expect([name, code, code === 0 ? '' : out + err]).toEqual([name, 0, '']);
      return out;
    };
    const file = (name: string): string => path.join(folder, name);
    await done(
      'connect',
      'crm',
      '--name',
      'me',
      '--secret',
      'key=CRM',
      '--set',
      `baseUrl=${source.url}`,
      '--allow-host',
      new URL(source.url).host,
    );
    const run = JSON.parse(await done('run', 'crm', 'data')).run;
    const { exchanges } = JSON.parse(await done('runs show', run));
    await done('har export', run, file('run.har'));
    await done('test', 'crm', '--receipts', file('receipts.jsonl'));
    await done('tenants add', marketplace.url, 'acme', '--key-env', 'MARKET');
    await done('publish', 'crm', '--marketplace', marketplace.url);
    await done(
      'instances install',
      'acme',
      'cn-crm',
      '--auth',
      'api_key',
      '--secret',
      'key=CRM',
      '--set',
      `baseUrl=${source.url}`,
    );
    const [{ id: instance }] = JSON.parse(await done('instances list', 'acme'));
    writeFileSync(file('api.json'), await (await fetch(`${marketplace.url}/v1/openapi.json`)).text());

    const reads: Readonly<Record<string, readonly string[]>> = {
      inspect: [file('api.json')],
      list: [],
      show: ['crm'],
      receipts: [file('receipts.jsonl')],
      'runs list': ['crm'],
      'runs show': [run],
      compare: [run, run],
      'exchange show': [exchanges[0].id],
      'exchange copy': [exchanges[0].id],
      'exchange compare': [exchanges[0].id, exchanges[0].id],
      'har check': [file('run.har')],
      diff: ['crm', 'crm@1'],
      capabilities: ['crm'],
      publications: [],
      tenants: [],
      'tenants check': ['acme'],
      'instances list': ['acme'],
      'instances show': ['acme', instance],
      'instances candidates': ['acme', instance],
      gallery: ['--tenant', 'acme'],
      'marketplace-key': ['--data', marketplace.place.dataDirectory, '--list'],
      settings: [],
    };
    const names = (await allCommands()).map(({ name }) => name);
    expect(names.filter((name) => !others.has(name)).sort()).toEqual(Object.keys(reads).sort());
    expect([...others].filter((name) => !names.includes(name))).toEqual([]);
    for (const [name, args] of Object.entries(reads)) {
      const { code, out } = await studio(name, ...args);
      expect([name, code, typeof JSON.parse(out)]).toEqual([name, 0, 'object']);
      expect([name, out.includes(goodKey), out.includes(marketplace.key)]).toEqual([name, false, false]);
    }
  });
});

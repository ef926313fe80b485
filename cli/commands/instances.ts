import { type Command, Option } from 'commander';
import { findInstances } from '../../core/publish/index.ts';
import type { Studio } from '../../core/studio/index.ts';
import { startInstall, startSwap, swapCandidates } from '../../core/studio/outbox/installs.ts';
import { asTenant, installedInstance, testInstalled, uninstall } from '../../core/studio/tenants.ts';
import type { InstallAuthType } from '../../shared/connector/install-form.ts';
import { publicationLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { withCommonOptions } from '../context.ts';
import { installAuthTypes, readAuth } from '../install-auth.ts';
import { parseSeconds, sendPublication, type WaitOptions } from '../outbox.ts';
import { type Output, table } from '../output.ts';
import { collectList, collectPair } from '../pairs.ts';
import { publicationText } from '../publication-text.ts';
import { type TenantOptions, withTenant, withTenantOptions } from '../tenants.ts';
import { withPassphraseOption } from '../vault.ts';
import { registerInstanceChanges } from './instance-changes.ts';

interface InstallOptions extends TenantOptions, WaitOptions {
  readonly of?: string;
  readonly name?: string;
  readonly auth: InstallAuthType;
  readonly secret: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

const list = (name: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const found = await asTenant(studio, tenant, (access) =>
      findInstances(access, () => true, publicationLimits.listed),
    );
    if (!found.ok) return found;
    output.result(found.value, () =>
      found.value.length === 0
        ? `Nothing is installed in ${name}.`
        : table(
            ['INSTANCE', 'NAME', 'LISTING', 'VERSION', 'STATUS'],
            found.value.map(({ id, name: label, listing, version, status }) => [
              id,
              label,
              listing,
              version ?? '',
              status,
            ]),
          ),
    );
    return ok(0);
  });

const show = (name: string, id: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const instance = await installedInstance(studio, tenant, id);
    if (!instance.ok) return instance;
    const { value } = instance;
    output.result(value, () =>
      [
        `${value.name} (${value.id}): ${value.listing} ${value.version ?? ''}, ${value.status}`,
        ...(value.reason === null ? [] : [`  ${value.reason}`]),
        ...(value.authorizeUrl === null ? [] : [`  give consent at ${value.authorizeUrl}`]),
        `  capabilities: ${value.capabilities.join(', ') || 'none'}`,
        `  credentials: ${value.auth.type} ${value.auth.hint ?? ''}`.trimEnd(),
        `  last synced: ${value.lastSyncedAt ?? 'never'}`,
      ].join('\n'),
    );
    return ok(0);
  });

const test = (
  name: string,
  id: string,
  options: TenantOptions & { readonly tools: readonly string[] },
): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const tools = options.tools.length === 0 ? undefined : options.tools;
    const tested = await testInstalled(studio, tenant, id, tools);
    if (!tested.ok) return tested;
    const { status, results } = tested.value;
    output.result(tested.value, () =>
      [
        `${id}: ${status}`,
        ...results.map(
          ({ tool, mode, ok: good, latencyMs, error }) =>
            `  ${good ? 'ok    ' : 'failed'}  ${tool} (${mode}, ${Math.round(latencyMs)} ms)${error ? `: ${error.message}` : ''}`,
        ),
      ].join('\n'),
    );
    return ok(status === 'passed' ? 0 : 1);
  });

const remove = (name: string, id: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const gone = await uninstall(studio, tenant, id);
    if (gone.ok) output.result({ id, uninstalled: true }, () => `${id} is uninstalled, and its credentials are gone.`);
    return gone.ok ? ok(0) : gone;
  });

/** Sends what was written down, and tells what came of it. */
export async function sendStarted(
  studio: Studio,
  started: Result<string>,
  options: WaitOptions,
  output: Output,
): Promise<Result<number>> {
  if (!started.ok) return started;
  const publication = await sendPublication(studio, started.value, options);
  if (!publication.ok) return publication;
  output.result(publication.value, () => publicationText(publication.value));
  return ok(0);
}

const install = (name: string, listing: string, options: InstallOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const auth = readAuth(studio, options.auth, options.secret);
    if (!auth.ok) return auth;
    const wanted = { tenant, listing, version: options.of, name: options.name };
    const started = await startInstall(studio, { ...wanted, auth: auth.value, config: options.set });
    return sendStarted(studio, started, options, output);
  });

const swap = (name: string, instance: string, listing: string, options: InstallOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const label = options.name;
    if (label === undefined)
      return fail(
        'input',
        'bad_usage',
        'Name the new installation with --name: the old one keeps its own until the end.',
      );
    const auth = readAuth(studio, options.auth, options.secret);
    if (!auth.ok) return auth;
    const wanted = { tenant, instance, listing, version: options.of, name: label };
    const started = await startSwap(studio, { ...wanted, auth: auth.value, config: options.set });
    return sendStarted(studio, started, options, output);
  });

const candidates = (name: string, id: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const found = await swapCandidates(studio, tenant, id);
    if (!found.ok) return found;
    output.result(found.value, () =>
      found.value.length === 0
        ? `No other listing can do all that ${id} can.`
        : table(
            ['LISTING', 'NAME', 'VERSION'],
            found.value.map(({ listing, name: title, version }) => [listing, title, version]),
          ),
    );
    return ok(0);
  });

export const withWaitOptions = (command: Command): Command =>
  command
    .option('--timeout <seconds>', 'how long to wait for the end', parseSeconds, 60)
    .option('--no-wait', 'write it down only: it goes out with the studio, or with studio publications send');

const withInstallOptions = (command: Command): Command =>
  withWaitOptions(command)
    .option('--of <version>', 'version that is installed (default: the newest)')
    .option('--name <label>', 'label of the installation, unique in its tenant (default: the listing)')
    .addOption(new Option('--auth <type>', 'kind of the credentials').choices(installAuthTypes).default('none'))
    .option(
      '--secret <field=VARIABLE>',
      'credential from an environment variable: key, username, password …',
      collectPair,
      {},
    )
    .option('--set <setting=value>', 'setting of the listing', collectPair, {});

export function registerInstances(program: Command): void {
  const instances = program.command('instances').description('what is installed in a tenant of a marketplace');
  const sub = (name: string, description: string): Command =>
    withTenantOptions(withPassphraseOption(withCommonOptions(instances.command(name))))
      .description(description)
      .argument('<tenant>', 'name of the tenant');
  const one = (command: Command): Command => command.argument('<instance>', 'id: cn_…');
  sub('list', 'list them, newest first').action(list);
  one(sub('show', 'show one, never with its secrets')).action(show);
  one(sub('test', 'test one against its source: reads run, writes are only looked at'))
    .option('--tools <names>', 'tools to test (default: all)', collectList, [])
    .action(test);
  withInstallOptions(sub('install', 'install a listing and test it').argument('<listing>', 'cn-…')).action(install);
  one(sub('candidates', 'list the listings that can do all that one can')).action(candidates);
  withInstallOptions(
    one(sub('swap', 'replace one by another listing that can do the same, once its test has passed')).argument(
      '<listing>',
      'cn-…',
    ),
  ).action(swap);
  registerInstanceChanges((name, description) => one(sub(name, description)));
  one(sub('uninstall', 'uninstall one; refused while an active operator needs it')).action(remove);
}

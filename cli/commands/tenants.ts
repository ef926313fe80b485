import type { Command } from 'commander';
import { checkTenant, giveKey, listMarketplaces, removeTenant, renameTenant } from '../../core/studio/tenants.ts';
import { tenantName } from '../../shared/contract/tenants.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { table } from '../output.ts';
import { readVariable, type TenantOptions, withTenant, withTenantOptions } from '../tenants.ts';
import { withPassphraseOption } from '../vault.ts';

const list = (options: CommonOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const marketplaces = await listMarketplaces(studio);
    const rows = marketplaces.flatMap(({ tenants }) =>
      tenants.map(({ marketplace, name, hasKey }) => [name, marketplace, hasKey ? 'kept' : 'missing']),
    );
    output.result(marketplaces, () =>
      rows.length === 0
        ? 'There are no tenants: add one with studio tenants add URL NAME --key-env VARIABLE.'
        : table(['TENANT', 'MARKETPLACE', 'KEY'], rows),
    );
    return ok(0);
  });

function checkName(name: string): Result<string> {
  const parsed = tenantName.safeParse(name);
  if (parsed.success) return ok(parsed.data);
  return fail(
    'input',
    'bad_name',
    `${JSON.stringify(name.slice(0, 80))} cannot be a name: ${parsed.error.issues[0]?.message}.`,
  );
}

const add = (marketplace: string, given: string, options: CommonOptions & { readonly keyEnv: string }): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const name = checkName(given);
    if (!name.ok) return name;
    const key = readVariable(studio, options.keyEnv, `your key of ${marketplace}`);
    if (!key.ok) return key;
    const tenant = await giveKey(studio, { marketplace, name: name.value, key: key.value });
    if (!tenant.ok) return tenant;
    if (studio.vault.kind === 'session')
      output.note(`${studio.vault.reason ?? 'There is no keychain.'} The key is not stored.`);
    const { id, marketplace: url } = tenant.value;
    output.result({ id, marketplace: url, name: name.value }, () => `${name.value} of ${url} is ready.`);
    return ok(0);
  });

const rename = (given: string, to: string, options: TenantOptions): Promise<void> =>
  withTenant(given, options, async (studio, tenant, output) => {
    const name = checkName(to);
    if (!name.ok) return name;
    const renamed = await renameTenant(studio, tenant.id, name.value);
    if (renamed.ok) output.result(renamed.value, () => `${given} is named ${name.value} now.`);
    return renamed.ok ? ok(0) : renamed;
  });

const check = (name: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, tenant, output) => {
    const checked = await checkTenant(studio, tenant.id);
    if (checked.ok) output.result({ accepted: true }, () => `${tenant.marketplace} accepts the key of ${name}.`);
    return checked.ok ? ok(0) : checked;
  });

const remove = (name: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, tenant, output) => {
    const removed = await removeTenant(studio, tenant.id);
    if (removed.ok) output.result({ removed: removed.value }, () => `${name} and its key are forgotten.`);
    return removed.ok ? ok(0) : removed;
  });

export function registerTenants(program: Command): void {
  const tenants = withPassphraseOption(withCommonOptions(program.command('tenants')))
    .description('list the tenants of marketplaces, each with a key of its own')
    .action(list);
  const sub = (name: string, description: string): Command =>
    withPassphraseOption(withCommonOptions(tenants.command(name))).description(description);
  const of = (command: Command): Command => withTenantOptions(command.argument('<tenant>', 'its name'));
  sub('add', 'add a tenant, or give a known one another key')
    .argument('<marketplace>', 'address of the marketplace')
    .argument('<name>', 'how it is called here')
    .requiredOption('--key-env <VARIABLE>', 'environment variable that holds the key')
    .action(add);
  of(sub('rename', 'give a tenant another name')).argument('<name>', 'the new name').action(rename);
  of(sub('check', 'try the key of a tenant')).action(check);
  of(sub('remove', 'forget a tenant and its key')).action(remove);
}

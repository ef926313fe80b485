import type { Command } from 'commander';
import type { Studio, StudioData } from '../core/studio/index.ts';
import { normaliseUrl } from '../core/studio/published.ts';
import { giveKey } from '../core/studio/tenants.ts';
import type { StoredTenant } from '../core/workspace/types.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type CommonOptions, withStudio } from './context.ts';
import type { Output } from './output.ts';

/** The value of an environment variable; `what` says what it should be. Fails with `unset_variable`. */
export function readVariable({ environment }: StudioData, variable: string, what: string): Result<string> {
  const value = environment[variable];
  if (value !== undefined && value !== '') return ok(value);
  return fail('input', 'unset_variable', `The environment variable ${variable} is not set: set it to ${what}.`);
}

/** How a tenant is named on the command line: by name or `ten_…`; of one marketplace where two have one of that name. */
export interface TenantChoice {
  readonly name?: string | undefined;
  readonly marketplace?: string | undefined;
}

const named = ({ id, name }: StoredTenant, wanted: string | undefined): boolean =>
  wanted === undefined || name === wanted || id === wanted;

/**
 * The tenant that a person means; without a name the only one there is, or the first of the marketplace used last. Input
 * failures: `unknown_tenant`, `ambiguous_tenant`.
 */
export function findTenant({ workspace }: StudioData, { name, marketplace }: TenantChoice): Result<StoredTenant> {
  const url = marketplace === undefined ? undefined : normaliseUrl(marketplace);
  const all = workspace.tenants.list(url);
  const found = all.filter((one) => named(one, name));
  const [first, second] = found;
  if (name === undefined && first) {
    const [last] = workspace.marketplaces.list();
    return ok(found.find((one) => one.marketplace === (url ?? last)) ?? first);
  }
  if (first && second) {
    const places = found.map((one) => one.marketplace).join(', ');
    return fail('input', 'ambiguous_tenant', `There is a tenant ${name} of ${places}: say which with --marketplace.`);
  }
  if (first) return ok(first);
  const known = all.map((one) => one.name).join(', ');
  return fail(
    'input',
    'unknown_tenant',
    `There is no tenant${name === undefined ? '' : ` ${JSON.stringify(name.slice(0, 80))}`}${known === '' ? '' : `; there are ${known}`}: add it with studio tenants add URL NAME --key-env VARIABLE.`,
  );
}

/** Options of the commands that ask a marketplace as a tenant. */
export interface TenantOptions extends CommonOptions {
  readonly marketplace?: string;
  readonly keyEnv?: string;
}

/** Adds --marketplace and --key-env to a command. */
export const withTenantOptions = (command: Command): Command =>
  command
    .option('--marketplace <url>', 'its marketplace, where two have a tenant of that name')
    .option('--key-env <VARIABLE>', 'environment variable that holds its key, which is kept (default: the kept one)');

/** The tenant that a person means, with the key of a variable where one is named: without a keychain none is kept. */
export async function chooseTenant(
  studio: StudioData,
  name: string | undefined,
  { marketplace, keyEnv }: TenantOptions,
): Promise<Result<StoredTenant>> {
  const tenant = findTenant(studio, { name, marketplace });
  if (!tenant.ok || keyEnv === undefined) return tenant;
  const key = readVariable(studio, keyEnv, `the key of ${tenant.value.name}`);
  if (!key.ok) return key;
  return giveKey(studio, { marketplace: tenant.value.marketplace, name: tenant.value.name, key: key.value });
}

/** Does something as the tenant that is named, or else as the one that `findTenant` takes. */
export const withTenant = (
  name: string | undefined,
  options: TenantOptions,
  action: (studio: Studio, tenant: StoredTenant, output: Output) => Promise<Result<number>>,
): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const tenant = await chooseTenant(studio, name, options);
    return tenant.ok ? action(studio, tenant.value, output) : tenant;
  });

/** The tenant that publishes: with a key of a variable, which is kept for it, or with the one that is kept. */
export async function publisherOf(
  studio: StudioData,
  { marketplace, name, keyEnv }: { readonly marketplace: string; readonly name?: string; readonly keyEnv?: string },
): Promise<Result<StoredTenant>> {
  if (keyEnv === undefined) return findTenant(studio, { name, marketplace });
  const key = readVariable(studio, keyEnv, `your key of ${marketplace}`);
  if (!key.ok) return key;
  const [first] = studio.workspace.tenants.list(normaliseUrl(marketplace));
  return giveKey(studio, { marketplace, name: name ?? first?.name ?? 'default', key: key.value });
}

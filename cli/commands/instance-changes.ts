import type { Command } from 'commander';
import { authorizeAgain, changeCredentials } from '../../core/studio/outbox/consent.ts';
import { previewUpgrade, startUpgrade, type UpgradePreview } from '../../core/studio/outbox/upgrades.ts';
import { installedInstance } from '../../core/studio/tenants.ts';
import type { InstallAuthType } from '../../shared/connector/install-form.ts';
import type { Instance } from '../../shared/contract/tenants.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { installAuthTypes, readAuth } from '../install-auth.ts';
import type { WaitOptions } from '../outbox.ts';
import { collectPair } from '../pairs.ts';
import { type TenantOptions, withTenant } from '../tenants.ts';
import { sendStarted, withWaitOptions } from './instances.ts';

interface UpgradeOptions extends TenantOptions, WaitOptions {
  readonly to?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
}

const names = (all: readonly string[]): string => (all.length === 0 ? 'nothing' : all.join(', '));

function previewText({ version, impact }: UpgradePreview): string {
  const { name, listing, version: before, loses, gains, operators, changes, problem } = impact;
  const needing = operators?.map((one) => `${one.name} (${one.id}) needs ${one.capabilities.join(', ')}`);
  return [
    `${name}: ${listing} ${before ?? '?'} -> ${version}`,
    `  loses: ${names(loses)}`,
    `  gains: ${names(gains)}`,
    `  operators: ${needing === undefined ? 'the key may not read them' : names(needing)}`,
    ...(problem === null ? [] : [`  ${problem}`]),
    ...(changes ?? []).map(({ level, sentence }) => `  ${level.padEnd(5)}  ${sentence}`),
  ].join('\n');
}

const upgrade = (name: string, instance: string, options: UpgradeOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const wanted = { tenant, instance, version: options.to };
    const preview = await previewUpgrade(studio, wanted);
    if (!preview.ok) return preview;
    if (options.dryRun === true) {
      output.result(preview.value, () => previewText(preview.value));
      return ok(0);
    }
    output.note(previewText(preview.value));
    // The version that was shown, though a newer one may stand there by now.
    const { version } = preview.value;
    const started = await startUpgrade(studio, { ...wanted, version, config: options.set });
    return sendStarted(studio, started, options, output);
  });

const consentText = ({ name, id, status, authorizeUrl }: Instance): string =>
  `${name} (${id}, ${status}) keeps what it has until consent is given at\n${authorizeUrl ?? ''}`;

interface CredentialOptions extends TenantOptions {
  readonly secret: Readonly<Record<string, string>>;
}

/** The type that an instance has; a type that is not known here has credentials that cannot be given. */
function typeOf({ name, auth }: Instance): Result<InstallAuthType> {
  const type = installAuthTypes.find((one) => one === auth.type);
  if (type !== undefined && type !== 'none') return ok(type);
  return fail('input', 'bad_credentials', `${name} has credentials of the type ${auth.type}: there are none to give.`);
}

const credentials = (name: string, id: string, options: CredentialOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const instance = await installedInstance(studio, tenant, id);
    if (!instance.ok) return instance;
    const type = typeOf(instance.value);
    if (!type.ok) return type;
    const auth = readAuth(studio, type.value, options.secret);
    if (!auth.ok) return auth;
    const changed = await changeCredentials(studio, tenant, id, auth.value);
    if (!changed.ok) return changed;
    const { value } = changed;
    output.result(value, () =>
      value.authorizeUrl === null
        ? `${value.name} (${id}) has new credentials: ${value.auth.type} ${value.auth.hint ?? ''}`.trimEnd()
        : consentText(value),
    );
    return ok(0);
  });

const authorize = (name: string, id: string, options: TenantOptions): Promise<void> =>
  withTenant(name, options, async (studio, { id: tenant }, output) => {
    const begun = await authorizeAgain(studio, tenant, id);
    if (begun.ok) output.result(begun.value, () => consentText(begun.value));
    return begun.ok ? ok(0) : begun;
  });

/** Commands that change an instance; `one` makes a command about an instance. */
export function registerInstanceChanges(one: (name: string, description: string) => Command): void {
  withWaitOptions(
    one('upgrade', 'move one to another version, with its credentials, and test it')
      .option('--to <version>', 'version it is moved to (default: the newest)')
      .option('--set <setting=value>', 'setting that changes with it', collectPair, {})
      .option('--dry-run', 'only show what it would lose and gain, and which operators need that'),
  ).action(upgrade);
  one('credentials', 'give one other credentials; the old ones stay where its source does not take them')
    .option('--secret <field=VARIABLE>', 'credential from an environment variable', collectPair, {})
    .action(credentials);
  one('authorize', 'begin the consent to one anew, and print where it is given').action(authorize);
}

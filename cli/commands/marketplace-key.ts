import { type Command, Option } from 'commander';
import type { Store } from '../../marketplace/database/index.ts';
import type { KeyFacts, Scope } from '../../marketplace/keys.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput } from '../context.ts';
import { withMarketStore } from '../market-store.ts';
import { type Output, table } from '../output.ts';
import { collectList } from '../pairs.ts';

interface KeyOptions extends CommonOptions {
  readonly data: string;
  readonly tenant?: string;
  readonly newTenant?: boolean;
  readonly scopes: readonly string[];
  readonly expires?: string;
  readonly list?: boolean;
  readonly revoke?: string;
}

const stateOf = ({ revokedAt, expiresAt }: KeyFacts, now: string): string => {
  if (revokedAt !== null) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt !== null && expiresAt <= now) return `expired ${expiresAt.slice(0, 10)}`;
  return expiresAt === null ? 'valid' : `valid to ${expiresAt.slice(0, 10)}`;
};

const noKey = (id: string): Result<never> =>
  fail('input', 'unknown_key', `There is no key ${JSON.stringify(id)}: see --list.`);

/** The end of a key's life: a moment that is to come. */
function readExpiry(text: string | undefined): Result<Date | undefined> {
  if (text === undefined) return ok(undefined);
  const moment = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) || Number.isNaN(moment.getTime()))
    return fail('input', 'bad_time', `${JSON.stringify(text)} is no date: use 2027-01-31 or 2027-01-31T12:00:00Z.`);
  if (moment.getTime() <= Date.now()) return fail('input', 'bad_time', `${text} is over: a key would be of no use.`);
  return ok(moment);
}

function readScopes(names: readonly string[], all: readonly Scope[]): Result<readonly Scope[]> {
  const unknown = names.find((name) => !all.some((scope) => scope === name));
  if (unknown !== undefined)
    return fail('input', 'bad_scope', `There is no scope ${JSON.stringify(unknown)}; there are ${all.join(', ')}.`);
  return ok(names.length === 0 ? all : all.filter((scope) => names.includes(scope)));
}

async function list({ db }: Store, output: Output): Promise<Result<number>> {
  const { listKeys } = await import('../../marketplace/keys.ts');
  const keys = await listKeys(db);
  const now = new Date().toISOString();
  output.result(keys, () =>
    table(
      ['KEY', 'TENANT', 'MADE', 'STATE', 'SCOPES'],
      keys.map((one) => [one.id, one.tenant, one.createdAt.slice(0, 10), stateOf(one, now), one.scopes.join(' ')]),
      120,
    ),
  );
  return ok(0);
}

async function revoke({ db }: Store, id: string, output: Output): Promise<Result<number>> {
  const { revokeKey } = await import('../../marketplace/keys.ts');
  if (!(await revokeKey(db, id))) return noKey(id);
  output.result({ id, revoked: true }, () => `${id} is revoked: it opens nothing from now on.`);
  return ok(0);
}

async function make({ db }: Store, options: KeyOptions, output: Output): Promise<Result<number>> {
  const { addKey, listKeys, newId, scopes } = await import('../../marketplace/keys.ts');
  if ((options.tenant === undefined) === (options.newTenant !== true))
    return fail('input', 'bad_usage', 'Say whose key it is: --tenant t_…, or --new-tenant.');
  const wanted = readScopes(options.scopes, scopes);
  if (!wanted.ok) return wanted;
  const expiresAt = readExpiry(options.expires);
  if (!expiresAt.ok) return expiresAt;
  const tenant = options.tenant ?? newId('t');
  // A slip of the pen would make a tenant that owns nothing.
  if (options.tenant !== undefined && !(await listKeys(db)).some((one) => one.tenant === tenant))
    return fail(
      'input',
      'unknown_tenant',
      `There is no tenant ${JSON.stringify(tenant)}: see --list, or use --new-tenant.`,
    );
  const { id, key } = await addKey(db, {
    ...{ tenant, scopes: wanted.value },
    ...(expiresAt.value === undefined ? {} : { expiresAt: expiresAt.value }),
  });
  const made = { id, key, tenant, scopes: wanted.value, expiresAt: expiresAt.value?.toISOString() ?? null };
  output.result(made, () =>
    [`${id} of ${tenant}, ${wanted.value.join(' ')}`, `key: ${key}`, 'The key is shown this once; keep it.'].join('\n'),
  );
  return ok(0);
}

const marketplaceKey = (options: KeyOptions): Promise<void> =>
  withOutput(options, (output) =>
    withMarketStore(options.data, (store) => {
      if (options.list === true) return list(store, output);
      return options.revoke === undefined ? make(store, options, output) : revoke(store, options.revoke, output);
    }),
  );

export function registerMarketplaceKey(program: Command): void {
  const alone = ['tenant', 'newTenant', 'scopes', 'expires'];
  withCommonOptions(program.command('marketplace-key'))
    .requiredOption('--data <dir>', 'folder of the marketplace')
    .option('--tenant <id>', 'whose key it is, t_…')
    .addOption(new Option('--new-tenant', 'make a tenant for it').conflicts('tenant'))
    .option('--scopes <names>', 'what it may do, separated by commas (default: everything)', collectList, [])
    .option('--expires <date>', 'until when it is valid, such as 2027-01-31 (default: until it is revoked)')
    .addOption(new Option('--list', 'show the keys there are').conflicts([...alone, 'revoke']))
    .addOption(new Option('--revoke <key>', 'end a key, named by its id key_…').conflicts(alone))
    .description('make, list and revoke keys of a marketplace, also while it runs; DATABASE_URL as for marketplace')
    .action(marketplaceKey);
}

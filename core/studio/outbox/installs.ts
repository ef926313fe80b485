import type { InstallAuth } from '../../../shared/connector/install-form.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { getInstance, getListing, listListings } from '../../publish/index.ts';
import type { StudioData } from '../index.ts';
import { readListed } from '../listed.ts';
import { asTenant, type TenantAccess } from '../tenants.ts';
import { checkInstallation, installStages, writeDown } from './begin.ts';
import { newStage } from './stages.ts';

/** What is installed from the catalogue. */
export interface InstallOptions {
  readonly tenant: string;
  readonly listing: string;
  readonly version?: string | undefined;
  readonly name?: string | undefined;
  readonly auth: InstallAuth;
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

interface Wanted {
  readonly version: string;
  readonly config: InstallOptions['config'];
}

/** Settings as they were typed: what a field wants as a number or a truth value becomes one where it reads as one. */
export const typedConfig = (
  config: InstallOptions['config'],
  fields: Manifest['connectionConfig'],
): InstallOptions['config'] =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      const type = Object.hasOwn(fields, name) ? fields[name]?.type : undefined;
      if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true'];
      const number = type === 'number' && typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
      return [name, Number.isFinite(number) ? number : value];
    }),
  );

/** The version that is installed, whose archive is looked at first: what it asks for must be given. */
async function wanted(access: TenantAccess, options: InstallOptions): Promise<Result<Wanted>> {
  const listing = await getListing({ ...access, listing: options.listing });
  if (!listing.ok) return listing;
  if (listing.value.status === 'early_access') {
    const message = `${options.listing} is in early access and cannot be installed yet: ask its publisher for it.`;
    return fail('input', 'early_access', message);
  }
  const version = options.version ?? listing.value.latest_version;
  const listed = await readListed(access, listing.value, version);
  if (!listed.ok) return listed;
  const checked = checkInstallation(listed.value.manifest, options);
  const config = typedConfig(options.config, listed.value.manifest.connectionConfig);
  return checked.ok ? ok({ version, config }) : checked;
}

/**
 * Writes down an installation from the catalogue: install → test. Gives the id of the publication. Failures are those of
 * `writeDown`, `early_access`, `bad_installation`, and those of the marketplace.
 */
export const startInstall = (studio: StudioData, options: InstallOptions): Promise<Result<string>> =>
  asTenant(studio, options.tenant, async (access): Promise<Result<string>> => {
    const version = await wanted(access, options);
    if (!version.ok) return version;
    const { tenant } = access;
    const { name, auth, listing } = options;
    const { config } = version.value;
    const step = { mode: 'install', tenant: tenant.id, auth, config, ...(name === undefined ? {} : { name }) } as const;
    const built = installStages(listing, [], [[step, tenant]]);
    if (!built.ok) return built;
    const plain = { connector: null, revision: null, digest: null } as const;
    const { marketplace } = tenant;
    const what = { kind: 'install', marketplace, listing, version: version.value.version } as const;
    return writeDown(studio, { ...plain, ...what, ...built.value });
  });

/**
 * Writes down a swap (FC-76): installs a listing, compares its capabilities with those of the old instance, tests it, and only
 * then uninstalls the old one. Operators stay as they are.
 */
export const startSwap = (
  studio: StudioData,
  options: InstallOptions & { readonly instance: string; readonly name: string },
): Promise<Result<string>> =>
  asTenant(studio, options.tenant, async (access): Promise<Result<string>> => {
    const old = await getInstance(access, options.instance);
    if (!old.ok) return old;
    const version = await wanted(access, options);
    if (!version.ok) return version;
    const { tenant } = access;
    const { name, auth, listing } = options;
    const { config } = version.value;
    const stages = [
      newStage(1, 'install', tenant, { name, config }),
      newStage(2, 'capabilities', tenant, { name, expected: old.value.capabilities }),
      newStage(3, 'test', tenant, { name }),
      newStage(4, 'uninstall', tenant, { name: old.value.name, instance: old.value.id }),
    ];
    const secrets = new Map(auth.type === 'none' ? [] : [[1, auth] as const]);
    const plain = { connector: null, revision: null, digest: null } as const;
    const { marketplace } = tenant;
    const what = { kind: 'swap', marketplace, listing, version: version.value.version } as const;
    return writeDown(studio, { ...plain, ...what, stages, secrets });
  });

/** A listing that can do all that an instance can. */
export interface SwapCandidate {
  readonly listing: string;
  readonly name: string;
  readonly version: string;
  readonly capabilities: readonly string[];
}

/** Pages of the catalogue that are looked through for a swap. */
const PAGES = 20;

/** Listings of the catalogue with all capabilities of an instance, but its own. */
export const swapCandidates = (
  studio: StudioData,
  tenant: string,
  id: string,
): Promise<Result<readonly SwapCandidate[]>> =>
  asTenant(studio, tenant, async (access): Promise<Result<readonly SwapCandidate[]>> => {
    const instance = await getInstance(access, id);
    if (!instance.ok) return instance;
    const { capabilities, listing: own } = instance.value;
    const [capability] = capabilities;
    if (capability === undefined) return ok([]);
    const found: SwapCandidate[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const listed = await listListings({ ...access, capability, limit: 100, cursor });
      if (!listed.ok) return listed;
      for (const one of listed.value.data) {
        const fits = capabilities.every((each) => one.capabilities.includes(each));
        if (one.id !== own && one.status !== 'early_access' && fits)
          found.push({ listing: one.id, name: one.name, version: one.latest_version, capabilities: one.capabilities });
      }
      if (!listed.value.has_more || listed.value.next_cursor === null) break;
      cursor = listed.value.next_cursor;
    }
    return ok(found);
  });

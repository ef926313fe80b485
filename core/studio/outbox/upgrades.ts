import type { ImpactInstance } from '../../../shared/contract/publication.ts';
import type { Instance } from '../../../shared/contract/tenants.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { getInstance, getListing, type ListingDetail } from '../../publish/index.ts';
import { impactOfVersion } from '../impact.ts';
import type { StudioData } from '../index.ts';
import { type Listed, readListed } from '../listed.ts';
import { asTenant, type TenantAccess } from '../tenants.ts';
import { writeDown } from './begin.ts';
import { typedConfig } from './installs.ts';
import { newStage } from './stages.ts';

/** Which instance is moved, and to which version: the highest where none is named. */
export interface UpgradeOptions {
  readonly tenant: string;
  readonly instance: string;
  readonly version?: string | undefined;
}

interface Asked {
  readonly access: TenantAccess;
  readonly instance: Instance;
  readonly listing: ListingDetail;
  readonly next: Listed;
}

const ask = <T>(
  studio: StudioData,
  { tenant, instance: id, version }: UpgradeOptions,
  work: (asked: Asked) => Promise<Result<T>>,
): Promise<Result<T>> =>
  asTenant(studio, tenant, async (access): Promise<Result<T>> => {
    const instance = await getInstance(access, id);
    if (!instance.ok) return instance;
    const listing = await getListing({ ...access, listing: instance.value.listing });
    if (!listing.ok) return listing;
    const next = await readListed(access, listing.value, version ?? listing.value.latest_version);
    return next.ok ? work({ access, instance: instance.value, listing: listing.value, next: next.value }) : next;
  });

/** What a version would mean for an instance; nothing is changed. */
export interface UpgradePreview {
  readonly version: string;
  readonly impact: ImpactInstance;
}

/** Tells what an instance would lose and gain. Failures are those of the marketplace. */
export const previewUpgrade = (studio: StudioData, options: UpgradeOptions): Promise<Result<UpgradePreview>> =>
  ask(studio, options, async ({ access, instance, listing, next }): Promise<Result<UpgradePreview>> => {
    const impact = await impactOfVersion(access, instance, listing, next);
    return impact.ok ? ok({ version: next.version.version, impact: impact.value }) : impact;
  });

/**
 * Writes down that an instance is moved to a version, with its credentials, and tested. Gives the id of the publication. Fails
 * with `same_version` where it has that version and no setting is given, and with those of `writeDown` and the marketplace.
 */
export const startUpgrade = (
  studio: StudioData,
  options: UpgradeOptions & { readonly config: Readonly<Record<string, string | number | boolean>> },
): Promise<Result<string>> =>
  ask(studio, options, async ({ access, instance, next }): Promise<Result<string>> => {
    const { id, listing, name } = instance;
    const { version } = next.version;
    const config = typedConfig(options.config, next.manifest.connectionConfig);
    if (version === instance.version && Object.keys(config).length === 0)
      return fail('input', 'same_version', `${name} has ${listing} ${version} already: name another version.`);
    const { tenant } = access;
    const stages = [
      newStage(1, 'upgrade', tenant, { instance: id, name, config }),
      newStage(2, 'test', tenant, { instance: id, name }),
    ];
    return writeDown(studio, {
      ...{ kind: 'upgrade', connector: null, revision: null, digest: null, secrets: new Map() },
      ...{ marketplace: tenant.marketplace, listing, version, stages },
    });
  });

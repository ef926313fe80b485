import { capabilitiesOf } from '../../shared/connector/capabilities.ts';
import type { Impact, ImpactInstance } from '../../shared/contract/publication.ts';
import type { InstanceSummary } from '../../shared/contract/tenants.ts';
import { publicationLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type ConnectorState, connectorChanges, levelOf } from '../../shared/versions/index.ts';
import {
  activeOperators,
  findInstances,
  getListing,
  type ListingDetail,
  listingId,
  type OperatorObject,
} from '../publish/index.ts';
import type { StudioData } from './index.ts';
import { readListed } from './listed.ts';
import { revisionState } from './state.ts';
import { type TenantAccess, tenantAccess } from './tenants.ts';

/** Reads installed versions of a listing, each once. */
function versionReader(access: TenantAccess, listing: ListingDetail) {
  const read = new Map<string, ReturnType<typeof readListed>>();
  return (version: string) => {
    const known = read.get(version) ?? readListed(access, listing, version);
    read.set(version, known);
    return known;
  };
}

const operatorsThatNeed = (operators: readonly OperatorObject[], lost: ReadonlySet<string>) =>
  operators.flatMap(({ id, name, capabilities }) => {
    const needed = capabilities.filter((one) => lost.has(one));
    return needed.length === 0 ? [] : [{ id, name, capabilities: needed }];
  });

/** What a state of the connector would mean for an instance. */
async function impactOn(
  instance: InstanceSummary,
  now: ConnectorState,
  readVersion: ReturnType<typeof versionReader>,
  operators: readonly OperatorObject[] | undefined,
): Promise<ImpactInstance> {
  const after = new Set(capabilitiesOf(now.manifest));
  const before = new Set(instance.capabilities);
  const loses = [...before].filter((one) => !after.has(one));
  const { version } = instance;
  const installed = version === null ? undefined : await readVersion(version);
  const changes = installed?.ok ? [...connectorChanges(installed.value, now)] : null;
  const problem =
    installed === undefined
      ? 'The marketplace does not tell its version.'
      : installed.ok
        ? null
        : installed.error.message;
  return {
    ...instance,
    changes,
    problem,
    level: changes && levelOf(changes),
    loses,
    gains: [...after].filter((one) => !before.has(one)),
    operators: operators === undefined ? null : operatorsThatNeed(operators, new Set(loses)),
  };
}

/** What a version of its listing would mean for one instance. Failures are those of the marketplace. */
export async function impactOfVersion(
  access: TenantAccess,
  instance: InstanceSummary,
  listing: ListingDetail,
  next: ConnectorState,
): Promise<Result<ImpactInstance>> {
  const operators = await activeOperators(access);
  if (!operators.ok) return operators;
  return ok(await impactOn(instance, next, versionReader(access, listing), operators.value));
}

async function instancesAt(
  access: TenantAccess,
  listing: string,
  now: ConnectorState,
): Promise<Result<ImpactInstance[]>> {
  const isOf = (one: InstanceSummary): boolean => one.listing === listing;
  const instances = await findInstances(access, isOf, publicationLimits.shownInstances);
  if (!instances.ok) return instances;
  if (instances.value.length === 0) return ok([]);
  const detail = await getListing({ ...access, listing });
  if (!detail.ok) return detail;
  const operators = await activeOperators(access);
  if (!operators.ok) return operators;
  const readVersion = versionReader(access, detail.value);
  return ok(await Promise.all(instances.value.map((one) => impactOn(one, now, readVersion, operators.value))));
}

/**
 * What the newest revision would mean for tenants: the instances of its listing, and what each would lose or gain. A tenant that
 * cannot be asked says why beside the others.
 */
export async function impactOf(
  studio: StudioData,
  connector: string,
  tenants: readonly string[],
): Promise<Result<Impact[]>> {
  const now = revisionState(studio, connector);
  if (!now.ok) return now;
  const listing = listingId(now.value.manifest.id);
  const impacts = tenants.map(async (tenant): Promise<Impact> => {
    const access = await tenantAccess(studio, tenant);
    const instances = access.ok ? await instancesAt(access.value, listing, now.value) : access;
    return instances.ok
      ? { tenant, failure: null, instances: instances.value }
      : { tenant, failure: instances.error, instances: [] };
  });
  return ok(await Promise.all(impacts));
}

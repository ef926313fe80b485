import semver from 'semver';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { changeKey, type Update } from '../../shared/contract/gallery.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { connectorChanges, levelOf } from '../../shared/versions/index.ts';
import { unpackConnector } from '../package/index.ts';
import { getListing, type ListingDetail } from '../publish/index.ts';
import { type MergedUpdate, mergeUpdate } from '../reimport/update.ts';
import { checkTypeScript } from '../sandbox/index.ts';
import type { StoredOrigin } from '../workspace/types.ts';
import { connectorOrigin, originOf, withId } from './fork.ts';
import { shownPublisher } from './gallery.ts';
import type { StudioData } from './index.ts';
import { type Listed, readListed, statedVersion } from './listed.ts';
import { stateOf } from './state.ts';
import { anyAccess, type TenantAccess } from './tenants.ts';

interface Asked {
  readonly origin: StoredOrigin;
  readonly access: TenantAccess;
  readonly listing: ListingDetail;
}

/** The listing of a fork, whose version still has the bytes that it had (A31). */
async function ask(studio: StudioData, connector: string): Promise<Result<Asked>> {
  const known = studio.workspace.connectors.get(connector);
  if (!known.ok) return known;
  const origin = studio.workspace.origins.get(connector);
  if (!origin) {
    return fail(
      'input',
      'not_forked',
      `${connector} was not taken from a marketplace: there is nothing to update it from.`,
    );
  }
  const access = await anyAccess(studio, origin.marketplace);
  if (!access) {
    const message = `There is no tenant with a key of ${origin.marketplace}: add one, for the update comes from there.`;
    return fail('input', 'no_tenant', message);
  }
  const listing = await getListing({ ...access, listing: origin.listing });
  if (!listing.ok) return listing;
  const stated = await statedVersion(access, listing.value, origin.version);
  if (!stated.ok && stated.error.code !== 'not_found') return stated;
  if (stated.ok && stated.value.digest !== origin.digest) {
    return fail(
      'remote',
      'changed_since',
      `${origin.listing} ${origin.version} has other content now than when you took it, though a published version must never change: your copy stays as it is. Ask its publisher.`,
      { digest: stated.value.digest },
    );
  }
  return ok({ origin, access, listing: listing.value });
}

/** The newest version, where that is higher than the one that was taken. */
function newest({ versions }: ListingDetail, than: string): string | undefined {
  const [highest] = versions
    .map(({ version }) => version)
    .filter((version) => semver.valid(version) !== null)
    .sort(semver.rcompare);
  return highest !== undefined && semver.gt(highest, than) ? highest : undefined;
}

interface Prepared {
  readonly listed: Listed;
  readonly revision: number;
  readonly ours: readonly ConnectorFile[];
  readonly base: readonly ConnectorFile[];
  readonly theirs: readonly ConnectorFile[];
  readonly available: Omit<NonNullable<Update['available']>, 'files'>;
}

async function prepare(
  studio: StudioData,
  { origin, access, listing }: Asked,
  version: string,
  digest?: string,
): Promise<Result<Prepared>> {
  const listed = await readListed(access, listing, version, digest);
  if (!listed.ok) return listed;
  const taken = await unpackConnector(origin.archive);
  if (!taken.ok) return taken;
  const before = stateOf(taken.value);
  if (!before.ok) return before;
  const stored = studio.workspace.connectors.files(origin.connector);
  if (!stored.ok) return stored;
  const changes = [...connectorChanges(before.value, listed.value)];
  const { version: stated } = listed.value;
  return ok({
    listed: listed.value,
    revision: stored.value.revision,
    ours: stored.value.files,
    base: withId(taken.value, origin.connector),
    theirs: withId(listed.value.files, origin.connector),
    available: {
      ...{ version: stated.version, digest: stated.digest, level: levelOf(changes), changes },
      ...{ changelog: stated.changelog, deprecated: stated.deprecated, revision: stored.value.revision },
      publisher: shownPublisher(listing),
      approvals: [...new Set(changes.filter(({ asksApproval }) => asksApproval).map(changeKey))],
    },
  });
}

const merged = ({ base, ours, theirs }: Prepared, take: readonly string[] = []): MergedUpdate =>
  mergeUpdate({ base, ours, theirs }, new Set(take));

/**
 * What a newer version would bring to a fork; runs nothing. Input failures: `unknown_connector`, `not_forked`, `no_tenant`;
 * remote failures: `changed_since`, `bad_answer` and those of the marketplace.
 */
export async function updateOf(studio: StudioData, connector: string, version?: string): Promise<Result<Update>> {
  const asked = await ask(studio, connector);
  if (!asked.ok) return asked;
  const origin = connectorOrigin(studio, connector) ?? asked.value.origin;
  const wanted = version ?? newest(asked.value.listing, origin.version);
  if (wanted === undefined || wanted === origin.version) return ok({ origin, available: null });
  const prepared = await prepare(studio, asked.value, wanted);
  if (!prepared.ok) return prepared;
  return ok({ origin, available: { ...prepared.value.available, files: [...merged(prepared.value).outcomes] } });
}

/** What of a newer version is taken, as it was looked at. */
export interface ApplyOptions {
  readonly connector: string;
  readonly version: string;
  readonly digest: string;
  readonly baseRevision: number;
  /** Keys of the changes that a person approves. */
  readonly approved: readonly string[];
  /** Paths of conflicts where the publisher's text is taken. */
  readonly take?: readonly string[] | undefined;
}

/** An update waits for an approval of exactly the changes that ask for one (A32). */
function checkApproval(asked: readonly string[], approved: readonly string[]): Result<void> {
  const given = new Set(approved);
  const same = given.size === asked.length && asked.every((one) => given.has(one));
  if (same) return ok(undefined);
  const count = asked.length === 1 ? 'one change asks' : `${asked.length} changes ask`;
  return fail(
    'input',
    'approval_needed',
    `The update is not taken: ${count} for your approval, for the connector would reach, ask or may do more than before. Look at them, and approve exactly those.`,
    { approvals: [...asked] },
  );
}

/**
 * Merges a newer version with what the user changed, as a new revision; runs nothing. What both changed in the same place stays
 * the user's and is told as a conflict, unless `take` names its path. Failures are those of `updateOf`, `approval_needed`,
 * `stale_revision`, `broken_import`.
 */
export async function applyUpdate(
  studio: StudioData,
  options: ApplyOptions,
): Promise<Result<{ readonly revision: number; readonly changed: boolean; readonly conflicts: readonly string[] }>> {
  const asked = await ask(studio, options.connector);
  if (!asked.ok) return asked;
  const prepared = await prepare(studio, asked.value, options.version, options.digest);
  if (!prepared.ok) return prepared;
  const { listed, available } = prepared.value;
  const approved = checkApproval(available.approvals, options.approved);
  if (!approved.ok) return approved;
  const result = merged(prepared.value, options.take);
  if (result.problem) return { ok: false, error: result.problem };
  const runnable = await checkTypeScript(result.files);
  if (!runnable.ok) return runnable;
  const { connector, baseRevision, version } = options;
  const { listing } = asked.value.origin;
  const message = `Updated to ${listing} ${version}`;
  const saved = studio.workspace.connectors.replace(connector, result.files, message, { baseRevision });
  if (!saved.ok) return saved;
  const { marketplace } = asked.value.origin;
  studio.workspace.origins.set(originOf(connector, marketplace, { listing, ...listed.version }, listed.archive));
  return ok({ ...saved.value, conflicts: result.conflicts });
}

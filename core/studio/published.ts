import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { baseVersion } from '../../shared/versions/index.ts';
import { unpackConnector } from '../package/index.ts';
import { type Access, downloadVersion, getListing, type ListingDetail, listingId } from '../publish/index.ts';
import type { PublishedNote } from '../workspace/types.ts';
import type { StudioData } from './index.ts';
import { anyAccess } from './tenants.ts';

/** A marketplace's address as it is remembered: origin and path without a trailing slash. */
export const normaliseUrl = (url: string): string => url.replace(/\/+$/, '');

/** The files of a version that is published. */
export interface PublishedFiles {
  readonly version: string;
  readonly files: readonly ConnectorFile[];
}

const filesOfNote = (studio: StudioData, { connector, revision }: PublishedNote) => {
  const stored = studio.workspace.connectors.files(connector, revision);
  return stored.ok ? stored.value.files : undefined;
};

/** What this workspace published there itself, as far as it is the base of `version`. */
export function notedBase(
  studio: StudioData,
  id: string,
  version: string,
  marketplace: string | undefined,
): PublishedFiles | undefined {
  const notes = studio.workspace.published.list(id, marketplace);
  const there = notes.filter((one) => one.marketplace === notes[0]?.marketplace);
  const base = baseVersion(
    there.map((one) => one.version),
    version,
  );
  const note = there.find((one) => one.version === base);
  const files = note && filesOfNote(studio, note);
  return note && files ? { version: note.version, files } : undefined;
}

/** The files of a version of a listing: from a revision here that has its digest, else from the marketplace. */
export async function filesOfListing(
  studio: StudioData,
  access: Access,
  id: string,
  { version, digest }: ListingDetail['versions'][number],
): Promise<Result<readonly ConnectorFile[]>> {
  const notes = studio.workspace.published.list(id, access.marketplace);
  const note = notes.find((one) => one.version === version && one.digest === digest);
  const noted = note && filesOfNote(studio, note);
  if (noted) return ok(noted);
  const archive = await downloadVersion({ ...access, listing: listingId(id), version, digest });
  return archive.ok ? unpackConnector(archive.value) : archive;
}

/**
 * The published version that the next one is measured against (FL-40): of those of the listing the same, else the nearest
 * lower one. Where the marketplace cannot be asked, what this workspace noted of it; undefined where there is none.
 */
export async function publishedBase(
  studio: StudioData,
  access: Access,
  { id, version }: Manifest,
): Promise<PublishedFiles | undefined> {
  const listing = await getListing({ ...access, listing: listingId(id) });
  if (!listing.ok) {
    return listing.error.code === 'not_found' ? undefined : notedBase(studio, id, version, access.marketplace);
  }
  const { versions } = listing.value;
  const base = baseVersion(
    versions.map((one) => one.version),
    version,
  );
  const listed = versions.find((one) => one.version === base);
  if (listed === undefined) return undefined;
  const files = await filesOfListing(studio, access, id, listed);
  return files.ok
    ? { version: listed.version, files: files.value }
    : notedBase(studio, id, version, access.marketplace);
}

/**
 * The files of a version that was published: from here, else from the marketplace that was used last. Input failure:
 * `unknown_version`; remote failures are those of the marketplace.
 */
export async function publishedVersion(
  studio: StudioData,
  id: string,
  version: string,
): Promise<Result<readonly ConnectorFile[]>> {
  const known = studio.workspace.connectors.get(id);
  if (!known.ok) return known;
  const note = studio.workspace.published.list(id).find((one) => one.version === version);
  const noted = note && filesOfNote(studio, note);
  if (noted) return ok(noted);
  const [marketplace] = studio.workspace.marketplaces.list();
  const access = marketplace === undefined ? undefined : await anyAccess(studio, marketplace);
  if (access) {
    const listing = await getListing({ ...access, listing: listingId(id) });
    if (!listing.ok && listing.error.code !== 'not_found') return listing;
    const listed = listing.ok ? listing.value.versions.find((one) => one.version === version) : undefined;
    if (listed) return filesOfListing(studio, access, id, listed);
  }
  const all = studio.workspace.published.list(id).map((one) => one.version);
  return fail(
    'input',
    'unknown_version',
    `${id} ${version} is not known to be published${all.length === 0 ? '' : `; published from here: ${[...new Set(all)].slice(0, 20).join(', ')}`}. Name a version that is, or a revision.`,
  );
}

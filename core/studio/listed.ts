import type { ConnectorFile } from '../../shared/connector/files.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConnectorState } from '../../shared/versions/index.ts';
import { unpackConnector } from '../package/index.ts';
import { type Access, downloadVersion, findVersion, type ListingDetail } from '../publish/index.ts';
import { stateOf } from './state.ts';

type ListedVersion = ListingDetail['versions'][number];

/** A version of a listing with what is in its archive, whose bytes have the digest that the listing states (A31). */
export interface Listed extends ConnectorState {
  readonly version: ListedVersion;
  readonly archive: Uint8Array;
  readonly files: readonly ConnectorFile[];
}

/** What a listing states about a version, however old. Fails with `not_found`. */
export async function statedVersion(
  access: Access,
  listing: ListingDetail,
  version: string,
): Promise<Result<ListedVersion>> {
  const stated = listing.versions.find((one) => one.version === version);
  if (stated) return ok(stated);
  const older = await findVersion({ ...access, listing: listing.id, version });
  if (!older.ok) return older;
  if (older.value) return ok(older.value);
  return fail('remote', 'not_found', `${listing.id} has no version ${version}: choose another.`);
}

/**
 * Reads a version of a listing; runs nothing. `digest` is one that was looked at before: `changed_since` where the marketplace
 * states another by now, `bad_answer` where the bytes have another (A31, A116).
 */
export async function readListed(
  access: Access,
  listing: ListingDetail,
  version: string,
  digest?: string,
): Promise<Result<Listed>> {
  const stated = await statedVersion(access, listing, version);
  if (!stated.ok) return stated;
  if (digest !== undefined && digest !== stated.value.digest) {
    return fail(
      'remote',
      'changed_since',
      `${listing.id} ${version} has other content now than it had before, though a published version must never change: nothing was taken. Ask its publisher.`,
      { digest: stated.value.digest },
    );
  }
  const archive = await downloadVersion({ ...access, listing: listing.id, version, digest: stated.value.digest });
  if (!archive.ok) return archive;
  const files = await unpackConnector(archive.value);
  if (!files.ok) return files;
  const state = stateOf(files.value);
  if (!state.ok) return state;
  const { manifest } = state.value;
  if (`cn-${manifest.id}` !== listing.id || manifest.version !== version) {
    return fail(
      'remote',
      'bad_answer',
      `The archive of ${listing.id} ${version} is one of ${manifest.id} ${manifest.version}: nothing was taken. Ask its publisher.`,
    );
  }
  return ok({ manifest, files: files.value, version: stated.value, archive: archive.value });
}
